"""What the register answers with: agreements, parties, signatures, schedules, what is shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from openpcn.kernel.when import Span


@dataclass(frozen=True, kw_only=True)
class SignatureAnswer:
    """Who signed, and when."""

    id: int
    signed_by: str
    job_title: str
    signed_on: date


@dataclass(frozen=True, kw_only=True)
class PartyAnswer:
    """A party with its signature, if there is one."""

    id: int
    code: str
    name: str
    party_as: str
    party_words: str
    starts_on: date
    ends_on: date | None
    signature: SignatureAnswer | None
    may_sign: bool


@dataclass(frozen=True, kw_only=True)
class ScheduleAnswer:
    """How far a schedule is."""

    schedule: str
    progress: str
    progress_words: str
    words: str
    agreed_on: date | None


@dataclass(frozen=True, kw_only=True)
class SharedAnswer:
    """A category of data that is shared for a purpose."""

    id: int
    purpose: str
    purpose_words: str
    category: str
    category_words: str
    access: str
    access_words: str


@dataclass(frozen=True, kw_only=True)
class AgreementAnswer:
    """One edition of an agreement as it was on the day."""

    id: int
    kind: str
    kind_words: str
    about_id: int
    about_code: str
    about_name: str
    about_kind: str
    edition: int
    follows: int | None
    followed_by: int | None
    title: str
    starts_on: date
    ends_on: date | None
    sign_by: date | None
    payee_code: str
    payee_name: str
    clinical_director: str
    controllers: str
    controllers_words: str
    kept_at: str
    known_from: datetime
    parties: tuple[PartyAnswer, ...]
    """Those of the day; before it starts, those of its first day."""
    past_parties: tuple[PartyAnswer, ...]
    schedules: tuple[ScheduleAnswer, ...]
    shared: tuple[SharedAnswer, ...]
    may_record: bool

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return Span(starts_on=self.starts_on, ends_on=self.ends_on).holds(day)

    @property
    def missing(self) -> tuple[PartyAnswer, ...]:
        """The parties that have not signed."""
        return tuple(each for each in self.parties if each.signature is None)

    @property
    def due_on(self) -> date:
        """By when everybody is to have signed: the day agreed, else the first day."""
        return self.sign_by or self.starts_on
