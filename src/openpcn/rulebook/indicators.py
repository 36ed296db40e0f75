"""Indicators that people look at: what is counted, of whom, why it matters, and who looks after it.

One file for each; the name of the file is the indicator's id. All mistakes in all files are said
together, and nothing is used until they are put right.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from openpcn.kernel.errors import NotFound, NotRight
from openpcn.rulebook.checking import NONE, Keys, wrong_keys

FOLDER = "indicators"
GROUPS = ("register", "access", "experience")
STATISTICS = ("share", "rate")
DIRECTIONS = ("higher", "lower", "neither")
KINDS = ("counts", "per cent of the denominator", "per 1,000 of the denominator")
SHOWN_AS = ("per cent", "per 1,000")

INDICATOR_KEYS: Keys = MappingProxyType(
    {
        "title": (str,),
        "group": (str,),
        "shown_as": (str,),
        "statistic": (str,),
        "direction": (str,),
        "why_it_matters": (str,),
        "smallest_denominator": (int,),
        "owner": (str,),
        "reviewed_on": (date,),
        "review_by": (date,),
        "measured": (list,),
        "source": (dict,),
    }
)
OPTIONAL_KEYS: Keys = MappingProxyType({"by_area": (list,)})
MEASURED_KEYS: Keys = MappingProxyType(
    {"kind": (str,), "numerator": (dict,), "denominator": (dict,)}
)
PART_KEYS: Keys = MappingProxyType({"name": (str,), "measure": (str,), "categories": (list,)})
SOURCE_KEYS: Keys = MappingProxyType(
    {"title": (str,), "clause": (str,), "url": (str,), "checked_on": (date,)}
)
CHOICES = MappingProxyType(
    {
        "group": GROUPS,
        "shown_as": SHOWN_AS,
        "statistic": STATISTICS,
        "direction": DIRECTIONS,
        "kind": KINDS,
    }
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A numerator or denominator: its name in words, and the figures that it is the sum of."""

    name: str
    measure: str
    categories: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One way in which an indicator is published; the first that is held for a date counts."""

    kind: str
    """Whether the figures are counts, or the numerator is worked out from a share or a rate."""
    numerator: Part
    denominator: Part


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the definition can be read."""

    title: str
    clause: str
    url: str
    checked_on: date


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A measured share or rate, with its reason and its keeper."""

    id: str
    title: str
    group: str
    shown_as: str
    statistic: str
    direction: str
    why_it_matters: str
    smallest_denominator: int
    owner: str
    reviewed_on: date
    review_by: date
    measured: tuple[Measured, ...]
    source: Source
    by_area: tuple[Measured, ...] = ()
    """Ways in which it is published for whole areas, month by month, and not by practice."""

    @property
    def per(self) -> int:
        """A share is shown per 100, a rate per 1,000."""
        return 100 if self.shown_as == "per cent" else 1000


@cache
def indicators() -> Mapping[str, Indicator]:
    """The indicators of the rulebook, by id."""
    return read_indicators(shipped_texts())


def shipped_texts() -> dict[str, str]:
    """The files of the rulebook: name to text."""
    folder = files("openpcn.rulebook").joinpath(FOLDER)
    return {
        one.name: one.read_text(encoding="utf-8")
        for one in sorted(folder.iterdir(), key=lambda one: one.name)
    }


def get_indicator(id_: str) -> Indicator:
    """One indicator; NotFound where there is none of that id."""
    found = indicators().get(id_)
    if found is None:
        raise NotFound(
            f"There is no indicator {id_}.",
            next_step="Choose one on the population page of an area.",
        )
    return found


def read_indicators(texts: Mapping[str, str]) -> Mapping[str, Indicator]:
    """The indicators of some files, name to text; their mistakes are said together."""
    mistakes: list[str] = []
    made: dict[str, Indicator] = {}
    for name, text in texts.items():
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as trouble:
            mistakes.append(f"{name} is not TOML: {trouble}")
            continue
        if wrong := _wrong_in(table):
            mistakes += [f"{name}: {one}" for one in wrong]
        else:
            made[name.removesuffix(".toml")] = _made(name.removesuffix(".toml"), table)
    if mistakes:
        raise NotRight(
            f"Indicators are not as they should be: {'; '.join(mistakes)}.",
            next_step="Put these lines right; no indicator is used until then.",
        )
    return MappingProxyType(made)


def _wrong_in(table: dict[str, Any]) -> list[str]:
    wrong = _wrong_keys(table, INDICATOR_KEYS, "", OPTIONAL_KEYS)
    if type(table.get("source")) is dict:
        wrong += _wrong_keys(table["source"], SOURCE_KEYS, "source.")
    if type(table.get("measured")) is list:
        wrong += [] if table["measured"] else ["measured is empty"]
    for key in ("measured", "by_area"):
        held = table.get(key)
        for number, one in enumerate(held if type(held) is list else (), start=1):
            wrong += _wrong_in_measured(one, f"{key} {number}.")
    if not wrong and table["review_by"] <= table["reviewed_on"]:
        wrong.append("review_by is not after reviewed_on")
    if not wrong and table["smallest_denominator"] < 1:
        wrong.append("smallest_denominator is below 1")
    return wrong


def _wrong_in_measured(one: Any, where: str) -> list[str]:
    if type(one) is not dict:
        return [f"{where.removesuffix('.')} is not a table"]
    wrong = _wrong_keys(one, MEASURED_KEYS, where)
    for part in ("numerator", "denominator"):
        if type(one.get(part)) is dict:
            wrong += _wrong_keys(one[part], PART_KEYS, f"{where}{part}.")
            wrong += _wrong_categories(one[part].get("categories"), f"{where}{part}.")
    return wrong


def _wrong_categories(held: Any, where: str) -> list[str]:
    is_right = type(held) is not list or (held and all(type(one) is str for one in held))
    return [] if is_right else [f"{where}categories are one text or more"]


def _wrong_keys(table: dict[str, Any], keys: Keys, where: str, optional: Keys = NONE) -> list[str]:
    held = {key: table[key] for key in keys if key in table}
    blank = [f"{key} is empty" for key, value in held.items() if value == ""]
    unchosen = [
        f"{key} {value!r} is none of {', '.join(CHOICES[key])}"
        for key, value in held.items()
        if key in CHOICES and type(value) is str and value not in CHOICES[key]
    ]
    return [f"{where}{one}" for one in (*wrong_keys(table, keys, optional), *blank, *unchosen)]


def _made(id_: str, table: dict[str, Any]) -> Indicator:
    ways = {
        key: tuple(
            Measured(
                kind=one["kind"],
                numerator=_part(one["numerator"]),
                denominator=_part(one["denominator"]),
            )
            for one in table.get(key, ())
        )
        for key in ("measured", "by_area")
    }
    return Indicator(**(table | ways | {"id": id_, "source": Source(**table["source"])}))


def _part(table: dict[str, Any]) -> Part:
    return Part(**(table | {"categories": tuple(table["categories"])}))
