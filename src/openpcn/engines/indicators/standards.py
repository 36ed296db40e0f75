"""The standard populations by which rates of areas of unlike age are made comparable."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class StandardPopulation:
    """People by age band, in order of age, and where that is published."""

    title: str
    people: Mapping[str, int]
    source: str
    url: str
    checked_on: date

    @property
    def weights(self) -> tuple[int, ...]:
        """People of each band, youngest first."""
        return tuple(self.people.values())

    @property
    def bands(self) -> tuple[str, ...]:
        """The names of the bands, youngest first."""
        return tuple(self.people)


@cache
def esp_2013() -> StandardPopulation:
    """The European Standard Population of 2013, 19 bands to 90 and over."""
    text = files("openpcn.engines.indicators").joinpath("esp_2013.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return StandardPopulation(
        title=table["title"],
        people=MappingProxyType(table["people"]),
        source=table["source"]["title"],
        url=table["source"]["url"],
        checked_on=table["source"]["checked_on"],
    )


def band_of(age: int) -> str:
    """The band of the European Standard Population that an age in whole years is in."""
    start = min(max(age, 0) // 5 * 5, 90)
    return "90+" if start == 90 else f"{start}-{start + 4}"
