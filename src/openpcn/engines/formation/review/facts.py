"""What a review is given: practices, and the brief that they are judged by."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from openpcn.kernel.points import Point


@dataclass(frozen=True, kw_only=True, slots=True)
class Practice:
    """A practice on the day of the question."""

    code: str
    name: str
    registered_patients: int | None
    """None where no list is held for the day."""
    point: Point | None = None
    place: str | None = None
    """Code of its place (or what stands for one); None where not known."""
    system: str | None = None
    """Code of its ICB; None where not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rationale:
    """Why a network is outside the band: written, signed and dated."""

    text: str
    signed_by: str
    signed_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Growth:
    """How a network's list changed between two days, for the same practices."""

    patients: int
    """Now less then: negative where the list fell."""
    since: date
    until: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CatchmentPiece:
    """One piece of a network's catchment, and the practices that stand in it."""

    area_km2: float
    practices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What a grouping is judged by. The first four come from the rulebook and geography.

    `neighbours` says which practices are neighbours, both ways; a practice that is not in it has
    no known neighbours, is not judged for contiguity and is not proposed in a change.
    """

    smallest: int
    largest: int
    neighbours: Mapping[str, Collection[str]] = field(default_factory=dict)
    neighbour_rule: str = ""
    """One or two sentences, shown with every finding that rests on it."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of networks, places and systems by code; the code is shown where one is missing."""
    rationales: Mapping[str, Rationale] = field(default_factory=dict)
    """By network."""
    growth: Mapping[str, Growth] = field(default_factory=dict)
    """By network."""
    pieces: Mapping[str, tuple[CatchmentPiece, ...]] = field(default_factory=dict)
    """By network, largest first; from the outlines of the catchments."""
    patients_km: Mapping[str, float] = field(default_factory=dict)
    """By network: patients' mean distance to its nearest practice, detour included."""
    farthest_practice_km: float | None = None
    """A practice farther than this from the central practice is a finding; None: not judged."""
    farthest_patients_km: float | None = None
    """A mean distance of patients beyond this is a finding; None: not judged."""
    detour: float = 1.3
    """Distances between practices are the straight line times this."""

    def name(self, code: str) -> str:
        """The name of a network, place or system, or its code."""
        return self.names.get(code, code)

    @property
    def band(self) -> str:
        """30,000 to 50,000."""
        return f"{self.smallest:,} to {self.largest:,}"
