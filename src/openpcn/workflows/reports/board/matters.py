"""Decisions, requirements, risks, actions and outcomes of the network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from openpcn.domains.programme.queries.answers import DecisionAnswer, RiskAnswer
from openpcn.domains.programme.queries.matters import open_ones
from openpcn.kernel.documents import Column, Note, Paragraph, Part, Row, Table
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.workflows.outcomes.statements import OutcomeStatement
from openpcn.workflows.programme.requirements import Tracked
from openpcn.workflows.reports.action_log import action_log, owner_of
from openpcn.workflows.reports.board.ground import BoardGround
from openpcn.workflows.reports.ground import NOT_HELD

SOON = timedelta(days=62)
WHOLE = 1000
"""From here on decimals tell nothing."""


def decisions(ground: BoardGround) -> Iterator[Part]:
    """What was decided in the month, and what is to be reached soon."""
    taken = [one for one in ground.programme.decisions if one.raised_on >= ground.month]
    if taken:
        yield Table(
            caption=f"Decided in {ground.month_words}",
            columns=(
                Column(label="Decision"),
                Column(label="By"),
                Column(label="On"),
                Column(label="On what evidence"),
            ),
            rows=tuple(decision_row(one) for one in taken),
        )
    else:
        yield Paragraph(text=f"No decision is recorded in {ground.month_words}.")
    until = ground.when.as_at + SOON
    for one in open_ones(ground.programme.milestones):
        if one.forecast_on <= until:
            late = f", {one.slipped} days after it was planned" if one.slipped > 0 else ""
            yield Note(about=f"{one.title}:", text=f"due {in_words(one.forecast_on)}{late}.")


def decision_row(one: DecisionAnswer) -> Row:
    """One decision."""
    return one.title, one.decided_by, in_words(one.raised_on), one.evidence or NOT_HELD


def requirements(ground: BoardGround) -> Iterator[Part]:
    """What is asked of the network, who answers for it, and what is signed off."""
    tracked, network = ground.tracker, ground.page.subject.organisation.id
    asked = [one for one in tracked.counting if one.key in tracked.reached[network]]
    if not asked:
        yield Paragraph(text="No requirement is held for this month.")
        return
    yield Paragraph(text=f"Signed off: {tracked.signed(network)} of {len(asked)}.")
    yield Table(
        caption="Requirements",
        columns=(
            Column(label="Requirement"),
            Column(label="From"),
            Column(label="Answered for by"),
            Column(label="Signed off"),
        ),
        rows=tuple(requirement_row(one, ground) for one in asked),
    )


def requirement_row(one: Tracked, ground: BoardGround) -> Row:
    """One requirement."""
    met = ground.tracker.met.get((one.key, ground.page.subject.organisation.id))
    signed = in_words(met.signed_on) if met and met.signed_on else "not yet"
    return (
        one.title,
        "national" if one.national else "local",
        met.owner.name if met else "nobody yet",
        signed,
    )


def risks(ground: BoardGround) -> Iterator[Part]:
    """Open risks, the gravest first."""
    held = open_ones(ground.programme.risks)
    if not held:
        yield Paragraph(text="No open risk is recorded.")
        return
    yield Table(
        caption="Open risks",
        columns=(
            Column(label="Risk"),
            Column(label="Score", is_number=True),
            Column(label="What is done about it"),
            Column(label="Owner"),
            Column(label="Review"),
        ),
        rows=tuple(risk_row(one) for one in held),
    )


def risk_row(one: RiskAnswer) -> Row:
    """One risk with its score in words too."""
    return (
        one.title,
        f"{one.score}, {one.band_words.lower()}",
        one.mitigation or NOT_HELD,
        owner_of(one),
        f"{in_words(one.review_on)}{', overdue' if one.is_late else ''}",
    )


def actions(ground: BoardGround) -> Iterator[Part]:
    """The action log of the network."""
    yield from action_log(ground.around.inside, when=ground.when)


def outcomes(ground: BoardGround) -> Iterator[Part]:
    """What is to be reached, and how far it is; no effect is claimed."""
    if not ground.outcomes:
        yield Paragraph(text="No ambition of this network is recorded.")
        return
    yield Table(
        caption="Ambitions",
        columns=(
            Column(label="Ambition"),
            Column(label="Baseline"),
            Column(label="Latest"),
            Column(label="Target"),
            Column(label="What the chart says"),
        ),
        rows=tuple(outcome_row(one) for one in ground.outcomes),
    )


def outcome_row(one: OutcomeStatement) -> Row:
    """One ambition."""
    latest = "not known" if one.latest is None else measure(one.latest, one.unit)
    on = f" ({in_words(one.latest_on)})" if one.latest_on else ""
    return (
        f"{one.title}; {as_written(one.organisation_name)}",
        f"{measure(one.baseline, one.unit)} ({in_words(one.baseline_on)})",
        f"{latest}{on}",
        f"{measure(one.target, one.unit)} by {in_words(one.target_on)}",
        f"{one.variation}. {one.assurance}.".replace("..", "."),
    )


def measure(number: float | Decimal, unit: str) -> str:
    """A measured number in its unit, to one decimal below a thousand: 52%, 4.9 days, 1,250."""
    value = float(number)
    figures = f"{value:,.0f}" if abs(value) >= WHOLE else f"{value:.1f}".removesuffix(".0")
    if unit == "number":
        return figures
    return f"{figures}%" if unit == "%" else f"{figures} {unit}"
