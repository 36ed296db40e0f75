"""What need and money are worked out from: the parts of Carr-Hill, deprivation, payments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.engines.fairness.carr_hill import CarrHillRules
from openpcn.rulebook.age_sex import global_sum_weights
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.reading import (
    SOURCE_KEYS,
    Rule,
    Source,
    parsed,
    read_rules,
    refuse,
    shipped,
    wrong_among,
)
from openpcn.rulebook.statuses import Status

CARR_HILL, DEPRIVATION, MONEY = "need/carr-hill.toml", "need/deprivation.toml", "need/money.toml"
VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "additional_needs": ("intercept", "of_illness", "of_deaths"),
        "list_turnover": ("new_registrant",),
        "care_homes": ("in_home",),
        "rurality": (),
        "market_forces": (),
    }
)
"""The parts beside age and sex in the order of the formula, and the values each must have."""
TEXTS: Keys = MappingProxyType(dict.fromkeys(("title", "words", "needs", "status", "note"), (str,)))
PART_KEYS: Keys = MappingProxyType({**TEXTS, "values": (dict,), "source": (dict,)})
MONEY_KEYS: Keys = MappingProxyType(
    {
        "title": (str,),
        "words": (str,),
        "plus": (list,),
        "minus": (list,),
        "least_share": (Decimal,),
        "share_of": (str,),
    }
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the formula: what it says, what it needs, how sure it is."""

    code: str
    title: str
    words: str
    needs: str
    status: Status
    note: str
    values: Mapping[str, Decimal]
    source: Source

    @property
    def is_never_worked_out(self) -> bool:
        """Whether nothing was read that it could be worked out from."""
        return not self.values


@dataclass(frozen=True, kw_only=True)
class Money:
    """One answer to what counts as a practice's money."""

    code: str
    title: str
    words: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    least_share: Decimal
    """Of another sum; a practice below it has its money under other headings."""
    share_of: str
    """Code of that other sum; empty where there is none."""

    @property
    def measures(self) -> tuple[str, ...]:
        """Every payment that it is made of."""
        return (*self.plus, *self.minus)


@cache
def carr_hill_parts() -> tuple[Part, ...]:
    """The parts of the global sum formula beside age and sex."""
    return read_parts(shipped(CARR_HILL))


@cache
def carr_hill_rules() -> CarrHillRules:
    """The coefficients for the engine."""
    values = {name: value for part in carr_hill_parts() for name, value in part.values.items()}
    return CarrHillRules(age_sex=global_sum_weights().weights, **values)


@cache
def per_point() -> Rule:
    """What a point of deprivation weighs in the open weight."""
    return read_rules(shipped(DEPRIVATION), ("per_point",), file=DEPRIVATION)["per_point"]


@cache
def moneys() -> tuple[Money, ...]:
    """What can count as a practice's money; the first unless another is asked for."""
    return read_moneys(shipped(MONEY))


def read_parts(text: str) -> tuple[Part, ...]:
    """The parts of a text in the layout of carr-hill.toml; all that is wrong is said at once."""
    tables = parsed(text, CARR_HILL)
    wrong = [f"[{name}] is not a part we know" for name in tables if name not in VALUES]
    for name, values in VALUES.items():
        if name not in tables:
            wrong.append(f"[{name}] is missing")
        else:
            wrong += [f"[{name}] {said}" for said in wrong_part(tables[name], values)]
    refuse(wrong, CARR_HILL)
    return tuple(part(name, tables[name]) for name in VALUES)


def wrong_part(table: Any, values: tuple[str, ...]) -> list[str]:
    """What is wrong with one part."""
    if wrong := wrong_keys(table, PART_KEYS):
        return wrong
    numbers: Keys = dict.fromkeys(values, (Decimal,))
    return [
        *wrong_keys(table["values"], numbers),
        *wrong_keys(table["source"], SOURCE_KEYS),
        *wrong_among(table, {"status": Status}),
    ]


def part(name: str, table: dict[str, Any]) -> Part:
    """One part, once it is known to be right."""
    typed = {"status": Status(table["status"]), "source": Source(**table["source"])}
    return Part(**(table | typed | {"code": name}))


def read_moneys(text: str) -> tuple[Money, ...]:
    """The sums of a text in the layout of money.toml; all that is wrong is said at once."""
    tables = parsed(text, MONEY)
    wrong = [
        f"[{name}] {said}" for name in tables for said in wrong_money(tables[name], tables.keys())
    ]
    refuse(wrong or ([] if tables else ["there is no sum"]), MONEY)
    return tuple(
        Money(
            code=name,
            title=table["title"],
            words=table["words"],
            plus=tuple(table["plus"]),
            minus=tuple(table["minus"]),
            least_share=table["least_share"],
            share_of=table["share_of"],
        )
        for name, table in tables.items()
    )


def wrong_money(table: Any, names: Collection[str]) -> list[str]:
    """What is wrong with one sum."""
    if wrong := wrong_keys(table, MONEY_KEYS):
        return wrong
    measures = [*table["plus"], *table["minus"]]
    if not table["plus"] or not all(isinstance(one, str) for one in measures):
        return ["plus and minus list payments by name, and plus has one at least"]
    if table["share_of"] and table["share_of"] not in names:
        return [f"share_of names {table['share_of']!r}, which is no sum"]
    return []
