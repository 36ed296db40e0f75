"""Days that a reader may ask about with profit: those that published files speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.datasets import datasets


@dataclass(frozen=True, kw_only=True)
class DayHeld:
    """A day, and what files are about it."""

    on: date
    titles: tuple[str, ...]


SPOKEN_OF = ("registered-", "network-map", "epcn")
"""Formats that tell who was registered where, and who was in which network."""


def days_held() -> tuple[DayHeld, ...]:
    """The days that lists and maps of networks are about, newest first."""
    titles: dict[date, set[str]] = {}
    for held in datasets():
        if held.period_on is not None and held.format.startswith(SPOKEN_OF):
            titles.setdefault(held.period_on, set()).add(held.title)
    return tuple(DayHeld(on=day, titles=tuple(sorted(titles[day]))) for day in sorted(titles)[::-1])
