"""What a definition of a group of people is, besides its rule: who says so, and how it is tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.engines.population.definitions import Definition
from openpcn.engines.population.people import PersonRecords
from openpcn.rulebook.statuses import Status

FIRST_THREE = ("positive", "negative", "boundary")
FOURTH = ("resolved", "lapsed", "stays", "exempt")
"""The fourth vignette says what ends the answer: a code that resolves, time that passes, nothing
(it stays), or an exception. Each definition has one that fits its rule."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the rule can be read."""

    title: str
    clause: str
    checked_on: date


@dataclass(frozen=True, kw_only=True)
class Vignette:
    """An invented person, a day, and the answer that a clinician expects.

    `day_before` and `day_after` are what is expected when asked a day earlier or later; a boundary
    vignette has one of them, and it differs from `answer`.
    """

    kind: str
    words: str
    as_at: date
    answer: bool | int | str
    records: PersonRecords
    day_before: bool | int | str | None = None
    day_after: bool | int | str | None = None


@dataclass(frozen=True, kw_only=True)
class Phenotype:
    """A definition with its words, authority, source and vignettes.

    `like` names the definition that this one resembles (another weighting, or the same question
    to another list of codes); such a definition is not counted. `vignettes` is empty where only
    the rule was read.
    """

    definition: Definition
    words: str
    family: str
    version: int
    authority: str
    status: Status
    note: str
    source: Source
    like: str = ""
    vignettes: tuple[Vignette, ...] = ()

    @property
    def name(self) -> str:
        """The name by which it is asked for; also the name of its file."""
        return self.definition.name

    @property
    def counted(self) -> bool:
        """Whether it is a definition of its own, not a weighting or a look-alike."""
        return not self.like
