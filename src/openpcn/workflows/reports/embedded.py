"""How existing plans and protocols are embedded: the register of plans in force."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.domains.programme.queries.answers import PlanAnswer
from openpcn.domains.programme.queries.tracking import CheckAnswer
from openpcn.kernel.documents import Column, Heading, Note, Paragraph, Part, Row, Table
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.workflows.programme.in_force import InForce, Standing, in_force
from openpcn.workflows.reports.ground import NOT_HELD, Ground


def embedded(ground: Ground) -> Iterator[Part]:
    """Answers to question f."""
    found = in_force(None, ground.around)
    if not found.plans:
        yield Paragraph(
            text="No plan in force is recorded, the winter plan included; so how plans are "
            "embedded is not known."
        )
        return
    yield Table(
        caption="Plans, and in how many networks each was found embedded",
        columns=(
            Column(label="Plan"),
            Column(label="Of"),
            Column(label="In force"),
            Column(label="Embedded in", is_number=True),
            Column(label="Checks overdue", is_number=True),
        ),
        rows=tuple(plan_row(one, found) for one in found.plans),
    )
    yield Heading(text="What was found when it was checked", level=2)
    yield checks_table(ground, found)
    for plan in found.plans:
        waiting = [one for one in standings(ground, found) if one.plan is plan and not one.last]
        if waiting:
            names = "; ".join(as_written(one.network.name) for one in waiting)
            yield Note(about=f"{plan.title}, not checked yet in:", text=f"{names}.")


def plan_row(plan: PlanAnswer, found: InForce) -> Row:
    """One plan."""
    overdue = sum(one.plan.id == plan.id for one in found.overdue)
    return (
        plan.title,
        as_written(plan.about_name),
        f"since {in_words(plan.raised_on)}" if plan.in_force else "no longer",
        f"{found.embedded(plan.id)} of {found.networks_of(plan.id)}",
        str(overdue),
    )


def checks_table(ground: Ground, found: InForce) -> Table:
    """Each plan in each network, with the newest check."""
    return Table(
        caption="Newest check of each plan in each network",
        columns=(
            Column(label="Network"),
            Column(label="Plan"),
            Column(label="Found"),
            Column(label="Checked on"),
            Column(label="Evidence"),
        ),
        rows=tuple(
            check_row(one, one.last) for one in standings(ground, found) if one.last is not None
        ),
    )


def standings(ground: Ground, found: InForce) -> list[Standing]:
    """Each plan in force in each network that it is for, network by network."""
    return [
        found.standings[plan.id, network.id]
        for network in ground.around.networks
        for plan in found.plans
        if plan.in_force and (plan.id, network.id) in found.standings
    ]


def check_row(one: Standing, last: CheckAnswer) -> Row:
    """A plan in a network, as it was last found."""
    overdue = "; the next check is overdue" if one.is_overdue else ""
    return (
        as_written(one.network.name),
        one.plan.title,
        f"{last.embedded_words}{overdue}",
        in_words(last.checked_on),
        last.evidence or NOT_HELD,
    )
