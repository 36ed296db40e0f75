"""Matters as they are read: with their owner, and what they say on the day that is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.domains.programme.owners import OwnerAnswer
from openpcn.domains.programme.vocabulary import band_of


@dataclass(frozen=True, kw_only=True)
class MatterAnswer:
    """One matter, on the day."""

    id: int
    version: int
    """Which of all that was ever said of it this is."""
    kind: str
    about_id: int
    about_code: str
    about_name: str
    title: str
    words: str
    owner: OwnerAnswer | None
    raised_on: date
    closed_on: date | None
    """Set where it had ended by the day."""
    closed_as: str
    closed_words: str
    outcome: str
    on: date
    """The day that was asked about."""

    @property
    def is_open(self) -> bool:
        """Whether it had not ended by the day."""
        return self.closed_on is None

    @property
    def is_to_come(self) -> bool:
        """Whether it had not begun by the day; only plans and requirements are known before."""
        return self.raised_on > self.on

    @property
    def owner_left(self) -> bool:
        """Whether it is open and whoever answers for it is there no more."""
        return self.is_open and self.owner is not None and self.owner.has_left

    @property
    def is_late(self) -> bool:
        """Whether it is open and its day has passed."""
        due = self.date_of_next
        return self.is_open and due is not None and due < self.on

    @property
    def date_of_next(self) -> date | None:
        """The day by which something has to happen next."""
        return None


@dataclass(frozen=True, kw_only=True)
class ActionAnswer(MatterAnswer):
    """What somebody does by a day."""

    question: str
    asked_by: str
    evidence: str
    decision_id: int | None
    due_on: date
    progress: str
    progress_words: str
    report_on: date | None
    report_to: str

    @property
    def date_of_next(self) -> date:
        """The day it is due."""
        return self.due_on


@dataclass(frozen=True, kw_only=True)
class DecisionAnswer(MatterAnswer):
    """What was decided; `raised_on` is the day of the decision."""

    decided_by: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class RiskAnswer(MatterAnswer):
    """What may go wrong."""

    likelihood: int
    likelihood_words: str
    impact: int
    impact_words: str
    mitigation: str
    review_on: date

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact

    @property
    def band(self) -> str:
        """low, moderate, high or extreme."""
        return band_of(self.score)[0]

    @property
    def band_words(self) -> str:
        """The band in words."""
        return band_of(self.score)[1]

    @property
    def date_of_next(self) -> date:
        """The day of its review."""
        return self.review_on


@dataclass(frozen=True, kw_only=True)
class MilestoneAnswer(MatterAnswer):
    """What is to be reached by a day."""

    enabler: str
    enabler_words: str
    baseline_on: date
    forecast_on: date
    because: str
    needs: tuple[tuple[int, int], ...]
    """Of each need its own number, and the milestone that is needed."""

    @property
    def date_of_next(self) -> date:
        """The day it is now expected."""
        return self.forecast_on

    @property
    def slipped(self) -> int:
        """Days from the baseline to the forecast, or to the day it was reached."""
        return ((self.closed_on or self.forecast_on) - self.baseline_on).days


@dataclass(frozen=True, kw_only=True)
class PlanAnswer(MatterAnswer):
    """A plan in force; `raised_on` is its first day."""

    kept_at: str
    check_every: int
    ends_on: date | None

    @property
    def in_force(self) -> bool:
        """Whether it was in force on the day."""
        has_begun = self.is_open and not self.is_to_come
        return has_begun and (self.ends_on is None or self.ends_on >= self.on)


@dataclass(frozen=True, kw_only=True)
class RequirementAnswer(MatterAnswer):
    """A local requirement; `raised_on` is its first day, an ending its withdrawal."""

    basis: str
    due_on: date | None

    @property
    def date_of_next(self) -> date | None:
        """The day by which it is to be met."""
        return self.due_on
