"""The action log: question, evidence, decision, action, next report."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from openpcn.domains.programme.queries.answers import ActionAnswer, DecisionAnswer, MatterAnswer
from openpcn.domains.programme.queries.matters import actions_of, decisions_of
from openpcn.kernel.documents import Column, Paragraph, Part, Row, Table
from openpcn.kernel.when import When, in_words
from openpcn.workflows.reports.ground import NOT_HELD


def action_log(organisations: Collection[int], *, when: When) -> Iterator[Part]:
    """What was asked, what it rests on, what was decided, who does what by when."""
    actions = actions_of(organisations, when=when, viewer=None)
    decisions = {one.id: one for one in decisions_of(organisations, when=when, viewer=None)}
    if not actions:
        yield Paragraph(text="No action is recorded.")
        return
    yield Table(
        caption="Action log",
        columns=(
            Column(label="Question"),
            Column(label="Evidence"),
            Column(label="Decision"),
            Column(label="Action, who and by when"),
            Column(label="Where it stands"),
            Column(label="Next report"),
        ),
        rows=tuple(log_row(one, decisions) for one in actions),
    )


def log_row(one: ActionAnswer, decisions: dict[int, DecisionAnswer]) -> Row:
    """One action."""
    decision = decisions.get(one.decision_id or 0)
    return (
        one.question or NOT_HELD,
        one.evidence or NOT_HELD,
        decision.title if decision else NOT_HELD,
        f"{one.title}. {owner_of(one)}, by {in_words(one.due_on)}",
        standing(one),
        f"{in_words(one.report_on)}, {one.report_to}".rstrip(", ") if one.report_on else NOT_HELD,
    )


def owner_of(one: MatterAnswer) -> str:
    """Who answers for it; a job where a name is not for everybody."""
    if one.owner is None:
        return "nobody yet"
    return f"{one.owner.name}, who has left" if one.owner.has_left else one.owner.name


def standing(one: ActionAnswer) -> str:
    """How far it is."""
    if one.closed_on is not None:
        return f"{one.closed_words}, {in_words(one.closed_on)}"
    late = "; late" if one.is_late else ""
    return f"{one.progress_words}{late}"
