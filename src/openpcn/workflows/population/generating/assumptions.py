"""What the generator assumes, read from the tables beside it into types."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from openpcn.kernel.errors import NotPossible

FOLDER = "openpcn.workflows.population.assumptions"
WOMEN, MEN = 0, 1


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Who has an illness or is in a situation; see conditions.toml for what each word means."""

    status: str
    qof: str = ""
    percent: float = 0.0
    ages: tuple[int, int] = (0, 120)
    younger: bool = False
    shape: str = ""
    men: float = 1.0
    shared: float = 0.0
    sector: str = ""
    gradient: float = 1.0
    onset_years: float = 5.0
    longest_years: float = 100.0
    not_before: date = date(1900, 1, 1)
    part_of: str = ""
    share: float = 1.0
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How a cluster comes to be recorded; see recording.toml."""

    cluster: str
    of: tuple[str, ...]
    without: tuple[str, ...] = ()
    share: float = 1.0
    ages: tuple[int, int] = (0, 120)
    sex: str = ""
    when: str = "onset"
    after_days: int = 0
    days: int = 365
    until_days: int = 0
    a_year: float = 1.0
    years: float = 2.0
    mean: float | None = None
    sd: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How often people meet a service; see contacts.toml."""

    a_year: float
    share_of_ill: float
    ages: tuple[float, ...]
    women: float
    spread: float
    persists: float
    gradient: float
    status: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Published:
    """The published share on a register, as a fraction: by region and by tenth of deprivation."""

    definition: str
    """The register of the rulebook that is compared with it."""
    from_age: int
    by_region: Mapping[str, float]
    by_tenth: tuple[float, ...]


@cache
def table(name: str) -> Mapping[str, Any]:
    """A table of assumptions as it is written."""
    text = files(FOLDER).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


@cache
def conditions() -> Mapping[str, Condition]:
    """Every condition by name, each after those that it refers to."""
    told = table("conditions")["conditions"]
    return MappingProxyType({name: Condition(**_tuples(each)) for name, each in told.items()})


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule in order of cluster."""
    return tuple(
        Rule(cluster=cluster, **_tuples(each))
        for cluster, told in table("recording")["rules"].items()
        for each in told
    )


@cache
def settings() -> Mapping[str, Setting]:
    """Every setting by name."""
    told = table("contacts")["settings"]
    return MappingProxyType({name: Setting(**_tuples(each)) for name, each in told.items()})


@cache
def published() -> Mapping[str, Published]:
    """Every published register by its group."""
    told = table("prevalence")
    return MappingProxyType(
        {
            group: Published(
                definition=each["definition"],
                from_age=each["from_age"],
                by_region=dict(
                    zip(told["regions"], (at / 100 for at in each["by_region"]), strict=True)
                ),
                by_tenth=tuple(at / 100 for at in each["by_tenth"]),
            )
            for group, each in told["groups"].items()
        }
    )


def known_region(name: str) -> str:
    """The name of a region as it is written in the table."""
    regions: list[str] = table("prevalence")["regions"]
    for region in regions:
        if region.casefold() == name.casefold():
            return region
    raise NotPossible(
        f"There are no published figures for the region {name!r}.",
        next_step=f"The regions are {', '.join(regions)}.",
    )


def _tuples(told: Mapping[str, Any]) -> dict[str, Any]:
    """Lists as tuples; `of` and `without` may name one thing alone."""
    made = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
    for key in ("of", "without"):
        if isinstance(made.get(key), str):
            made[key] = (made[key],)
    return made
