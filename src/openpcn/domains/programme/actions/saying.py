"""What is said of each kind of matter, checked and as it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpcn.domains.programme.models import Matter
from openpcn.domains.programme.vocabulary import (
    TO_COME,
    About,
    Enabler,
    Impact,
    Likelihood,
    Progress,
)
from openpcn.domains.registry.actions.naming import check_days, some_text
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words

LONGEST = 5_000


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is said of any matter."""

    title: str
    words: str = ""
    owner: str = ""
    """The key of the person who answers for it."""
    raised_on: date


@dataclass(frozen=True, kw_only=True)
class ActionSaid(Words):
    """What is to be done by a day, from the question to the next report."""

    due_on: date
    question: str = ""
    asked_by: str = ""
    evidence: str = ""
    decision: int | None = None
    progress: str = Progress.OPEN
    report_on: date | None = None
    report_to: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionSaid(Words):
    """What was decided, by which body, on what evidence."""

    decided_by: str
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class RiskSaid(Words):
    """What may go wrong."""

    likelihood: int
    impact: int
    mitigation: str
    review_on: date


@dataclass(frozen=True, kw_only=True)
class MilestoneSaid(Words):
    """What is to be reached by a day; the forecast moves by itself (`move_forecast`)."""

    enabler: str = Enabler.CARE
    baseline_on: date
    reached_on: date | None = None
    """Only of one that is recorded after it was reached."""


@dataclass(frozen=True, kw_only=True)
class PlanSaid(Words):
    """A plan in force."""

    kept_at: str
    check_every: int = 3
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RequirementSaid(Words):
    """What is asked beyond the national minimum."""

    basis: str
    due_on: date | None = None


Facts = dict[str, Any]
Before = Any
"""What stood before; None of what is new."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How one kind of matter is checked, and whether somebody has to answer for it."""

    said: type[Words]
    check: Callable[[Any, Before, date], Facts]
    needs_owner: bool = field(default=True)


def checked(kind: str, said: Words, before: Before, *, today: date) -> Facts:
    """What is said of a matter of a kind, as it is kept; the owner is the caller's to find."""
    check_days(said.raised_on)
    if said.raised_on > today and kind not in TO_COME:
        raise NotPossible(
            f"{in_words(said.raised_on)} has not come yet.",
            next_step="Enter the day on which it began, today at the latest.",
        )
    return {
        "title": some_text(said.title, "The title", longest=200),
        "words": optional(said.words, "The text"),
        "raised_on": said.raised_on,
        **KINDS[kind].check(said, before, today),
    }


def check_action(said: ActionSaid, before: Before, today: date) -> Facts:
    """An action."""
    to_come(said.due_on, before and before.due_on, today)
    if said.report_on is not None:
        to_come(said.report_on, before and before.report_on, today)
        some_text(said.report_to, "Who the next report goes to", longest=200)
    return {
        "due_on": said.due_on,
        "question": optional(said.question, "The question"),
        "asked_by": line(said.asked_by),
        "evidence": optional(said.evidence, "The evidence"),
        "decision_id": decision_of(said.decision),
        "progress": one_of(said.progress, Progress.values),
        "report_on": said.report_on,
        "report_to": line(said.report_to),
    }


def check_decision(said: DecisionSaid, _before: Before, _today: date) -> Facts:
    """A decision."""
    return {
        "decided_by": some_text(said.decided_by, "Who decided", longest=200),
        "evidence": optional(said.evidence, "The evidence"),
    }


def check_risk(said: RiskSaid, before: Before, today: date) -> Facts:
    """A risk."""
    to_come(said.review_on, before and before.review_on, today)
    return {
        "likelihood": one_of(said.likelihood, Likelihood.values),
        "impact": one_of(said.impact, Impact.values),
        "mitigation": some_text(said.mitigation, "What is done about it", longest=LONGEST),
        "review_on": said.review_on,
    }


def check_milestone(said: MilestoneSaid, before: Before, today: date) -> Facts:
    """A milestone; a new one is expected on its baseline, and so is one not moved since."""
    if said.reached_on is None:
        to_come(said.baseline_on, before and before.baseline_on, today)
    check_days(said.baseline_on)
    moved = before is not None and before.forecast_on != before.baseline_on
    return {
        "enabler": one_of(said.enabler, Enabler.values),
        "baseline_on": said.baseline_on,
        "forecast_on": before.forecast_on if moved else said.baseline_on,
    }


def check_plan(said: PlanSaid, _before: Before, _today: date) -> Facts:
    """A plan in force."""
    check_days(said.raised_on, said.ends_on)
    if not 1 <= said.check_every <= 24:
        raise NotRight(
            f"A check every {said.check_every} months cannot be kept.", next_step="Enter 1 to 24."
        )
    return {
        "kept_at": some_text(said.kept_at, "Where the plan is kept", longest=300),
        "check_every": said.check_every,
        "ends_on": said.ends_on,
    }


def check_requirement(said: RequirementSaid, before: Before, today: date) -> Facts:
    """A local requirement."""
    if said.due_on is not None:
        to_come(said.due_on, before and before.due_on, today)
    return {
        "basis": some_text(said.basis, "What it rests on", longest=300),
        "due_on": said.due_on,
    }


def to_come(day: date, before: date | None, today: date) -> None:
    """Refuse a target date that has passed, unless it was set when it had not."""
    check_days(day)
    if day < today and day != before:
        raise NotPossible(
            f"{in_words(day)} has passed, so nothing can still be due then.",
            next_step=f"Enter {in_words(today)} or a later day; what is over is recorded as ended.",
        )


def decision_of(number: int | None) -> int | None:
    """The decision that an action follows."""
    if number is None:
        return None
    if not Matter.objects.filter(
        id=number, kind=About.DECISION, decisions__known_until__isnull=True
    ).exists():
        raise NotRight("No such decision stands.", next_step="Choose one of the list.")
    return number


def one_of(value: Any, allowed: list[Any]) -> Any:
    """One value of a list."""
    if value not in allowed:
        raise NotRight("That cannot be chosen here.", next_step="Choose one of the list.")
    return value


def optional(text: str, what: str) -> str:
    """Text that may be empty."""
    return some_text(text, what, longest=LONGEST) if text.strip() else ""


def line(text: str) -> str:
    """A line that may be empty."""
    return some_text(text, "The line", longest=200) if text.strip() else ""


KINDS: dict[str, Kind] = {
    About.ACTION: Kind(said=ActionSaid, check=check_action),
    About.DECISION: Kind(said=DecisionSaid, check=check_decision, needs_owner=False),
    About.RISK: Kind(said=RiskSaid, check=check_risk),
    About.MILESTONE: Kind(said=MilestoneSaid, check=check_milestone),
    About.PLAN: Kind(said=PlanSaid, check=check_plan),
    About.REQUIREMENT: Kind(said=RequirementSaid, check=check_requirement, needs_owner=False),
}
