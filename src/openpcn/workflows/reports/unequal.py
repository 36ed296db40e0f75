"""How inequalities are addressed, especially through funding: money against need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from openpcn.kernel.documents import (
    Cell,
    Column,
    Footnote,
    Heading,
    Note,
    Paragraph,
    Part,
    Points,
    Row,
    Source,
    Table,
)
from openpcn.kernel.errors import OpenPCNError
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import counted, listed, percent, pounds
from openpcn.workflows.fairness.groups import GroupLine, by_deprivation, by_network
from openpcn.workflows.fairness.show_fairness import Fairness
from openpcn.workflows.fairness.workings import files_of
from openpcn.workflows.funding.statement_document import NOT_KNOWN
from openpcn.workflows.reports.ground import Ground

HUNDRED = 100
LISTS = "The practices' registered patients, as published with their payments for the year."
EACH = "{money} of the practices in the year, added up ÷ their registered patients."
NEED = "The same money ÷ the practices' weighted patients, as published with their payments."


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
    yield from left_out(found)
    for caution in found.cautions:
        yield Note(about="With care:", text=caution)


def left_out(found: Fairness) -> Iterator[Part]:
    """Practices that cannot be compared: one reason a line, with those that it holds for."""
    reasons: dict[str, list[str]] = {}
    for one in found.weighed.left_out:
        reasons.setdefault(one.why, []).append(f"{as_written(one.name)} ({one.code})")
    if reasons:
        yield Paragraph(text="Practices that are left out of the comparison:")
        yield Points(items=tuple(f"{listed(names)}. {why}" for why, names in reasons.items()))


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
        rows=tuple(group_row(one, Workings.of(found)) for one in lines),
    )


@dataclass(frozen=True, kw_only=True)
class Workings:
    """How the columns came about, each with the payments file."""

    patients: Footnote
    each: Footnote
    need: Footnote
    extra: Footnote

    @staticmethod
    def of(found: Fairness) -> Workings:
        """The workings of an answer."""
        files = tuple(Source(title=f"{one.title}, {one.publisher}") for one in files_of(found))
        plan = found.plan.plan
        return Workings(
            patients=Footnote(text=LISTS, sources=files),
            each=Footnote(text=EACH.format(money=found.scenario.money.title), sources=files),
            need=Footnote(text=NEED, sources=files),
            extra=Footnote(
                text=f"A scenario, to the nearest £100: a budget of {prose(plan.budget)} a year, "
                f"reached in {counted(plan.years, 'year')}, for the practices furthest behind the "
                "money that their need would have; nobody loses."
            ),
        )


def group_row(one: GroupLine, worked: Workings) -> Row:
    """One group of practices."""
    need = pounds((one.today / one.need).quantize(one.today)) if one.need else NOT_KNOWN
    return (
        f"{as_written(one.name)} ({one.practices})",
        Cell(text=f"{one.patients:,.0f}", footnote=worked.patients),
        Cell(text=pounds(one.each(one.today)), footnote=worked.each),
        Cell(text=need, footnote=worked.need),
        Cell(
            text=f"£{one.extra:,.0f}" if one.extra < HUNDRED else f"£{round(one.extra, -2):,.0f}",
            footnote=worked.extra,
        ),
    )


def prose(amount: Decimal) -> str:
    """A sum as a sentence says it: £1,067,000."""
    return f"£{amount:,.0f}"


def levelled(found: Fairness) -> Iterator[Part]:
    """What a level-up of a stated budget would do; nobody loses."""
    plan = found.plan
    yield Heading(text="Raising those furthest behind", level=2)
    yield Paragraph(
        text=f"A level-up takes from nobody. With {prose(plan.spent_by_year[-1])} more a year "
        f"after {counted(plan.plan.years, 'year')}, {len(plan.gainers)} of "
        f"{len(plan.practices)} practices would have more, and "
        f"{percent(float(found.follows_after.share), 1)} of the money would "
        "stand where need would have it. This is worked out to inform a decision; nobody has "
        "made one.",
        footnote=Footnote(text=found.follows_after.working),
    )
