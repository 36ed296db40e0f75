"""How much work patients of each age make, and how it grows with their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DemandBand:
    """One age band: its patients, the work of one of them against the others, its growth."""

    age_from: int
    age_to: int | None
    patients: float
    weight: float
    growth: float
    """Share a year; below zero it shrinks."""

    @property
    def words(self) -> str:
        """Its ages."""
        return f"{self.age_from} and over" if self.age_to is None else self.ages

    @property
    def ages(self) -> str:
        """First and last."""
        return f"{self.age_from} to {self.age_to}"


def demand_after(bands: Sequence[DemandBand], years: int) -> float:
    """Work after some years as a multiple of today's; 1 where nobody is held."""
    now = sum(one.patients * one.weight for one in bands)
    then = sum(one.patients * one.weight * (1 + one.growth) ** years for one in bands)
    return then / now if now else 1.0


def needed(start: float, bands: Sequence[DemandBand], years: int) -> float:
    """Full-time equivalents that keep today's staff for each piece of work."""
    return start * demand_after(bands, years)
