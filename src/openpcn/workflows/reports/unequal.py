"""How inequalities are addressed, especially through funding: money against need."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.kernel.documents import (
    Cell,
    Column,
    Footnote,
    Heading,
    Note,
    Paragraph,
    Part,
    Row,
    Table,
)
from openpcn.kernel.errors import OpenPCNError
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import percent, pounds
from openpcn.workflows.fairness.groups import GroupLine, by_deprivation, by_network
from openpcn.workflows.fairness.show_fairness import Fairness
from openpcn.workflows.reports.ground import Ground

NEED = "The practices' weighted patients, as published with their payments."


def unequal(ground: Ground) -> Iterator[Part]:
    """Answers to question e; without payments, why there is no answer."""
    found = ground.fairness
    if isinstance(found, OpenPCNError):
        yield Note(about="Not known:", text=f"{found.message} {found.next_step}")
        return
    yield from today(found)
    yield from levelled(found)


def today(found: Fairness) -> Iterator[Part]:
    """How much of the money is where need would have it."""
    year = found.held.year
    yield Paragraph(
        text=f"{percent(float(found.follows_today.share), 1)} of the money of {year} stands where "
        f"need would have it ({found.scenario.money.title}); need is measured by the weighted "
        "patients that are published with the payments.",
        footnote=Footnote(text=found.follows_today.working),
    )
    yield groups_table("By network", by_network(found), found)
    if by_fifth := by_deprivation(found):
        yield groups_table("By how deprived the homes of the patients are", by_fifth, found)
    for one in found.weighed.left_out:
        yield Note(about=f"Left out, {as_written(one.name)} ({one.code}):", text=one.why)
    for caution in found.cautions:
        yield Note(about="With care:", text=caution)


def groups_table(caption: str, lines: tuple[GroupLine, ...], found: Fairness) -> Table:
    """Money for each patient and for each unit of need, and what a level-up would add."""
    return Table(
        caption=f"{caption}, payments of {found.held.year}",
        columns=(
            Column(label="Practices of"),
            Column(label="Patients", is_number=True),
            Column(label="For each patient", is_number=True),
            Column(label="For each weighted patient", is_number=True),
            Column(label="After level-up, more a year", is_number=True),
        ),
        rows=tuple(group_row(one) for one in lines),
    )


def group_row(one: GroupLine) -> Row:
    """One group of practices."""
    return (
        f"{as_written(one.name)} ({one.practices})",
        f"{one.patients:,.0f}",
        pounds(one.each(one.today)),
        Cell(text=pounds((one.today / one.need).quantize(one.today)), footnote=Footnote(text=NEED))
        if one.need
        else "not known",
        pounds(one.extra),
    )


def levelled(found: Fairness) -> Iterator[Part]:
    """What a level-up of a stated budget would do; nobody loses."""
    plan = found.plan
    yield Heading(text="Raising those furthest behind", level=2)
    yield Paragraph(
        text=f"A level-up takes from nobody. With {pounds(plan.spent_by_year[-1])} more a year "
        f"after {plan.plan.years} years, {len(plan.gainers)} of {len(plan.practices)} practices "
        f"would have more, and {percent(float(found.follows_after.share), 1)} of the money would "
        "stand where need would have it. This is worked out to inform a decision; nobody has "
        "made one.",
        footnote=Footnote(text=found.follows_after.working),
    )
