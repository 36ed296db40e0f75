"""What projections of staff assume: sourced figures and the work that each age makes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

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

FOLDER = "workforce"
ASSUMPTIONS = f"{FOLDER}/assumptions.toml"
DEMAND = f"{FOLDER}/demand.toml"
DEMAND_KEYS: Keys = MappingProxyType(
    {
        "first_ages": (list,),
        "male": (list,),
        "female": (list,),
        "status": (str,),
        "note": (str,),
        "source": (dict,),
    }
)


@dataclass(frozen=True, kw_only=True)
class WorkforceRules:
    """Each assumption with its value, words, status and source."""

    leaving: Rule
    joining: Rule
    aged_55: Rule
    leaving_at_55: Rule
    stay: Rule
    fte_each: Rule

    @property
    def retiring(self) -> Decimal:
        """Per cent of all GPs a year: those aged 55 and over, times how many of them leave."""
        return Decimal(self.aged_55.value) * Decimal(self.leaving_at_55.value) / 100


@dataclass(frozen=True, kw_only=True)
class DemandWeights:
    """Work of one patient by age and sex, against a boy of 5 to 14."""

    first_ages: tuple[int, ...]
    male: tuple[float, ...]
    female: tuple[float, ...]
    status: Status
    note: str
    source: Source

    def place_of(self, age: int) -> int:
        """Which band an age lies in."""
        return max(at for at, first in enumerate(self.first_ages) if first <= age)

    def last_age(self, place: int) -> int | None:
        """The last age of a band; None of the open one."""
        after = self.first_ages[place + 1 : place + 2]
        return after[0] - 1 if after else None


@cache
def workforce_rules() -> WorkforceRules:
    """The assumptions of the rulebook."""
    return read_workforce_rules(shipped(ASSUMPTIONS))


def read_workforce_rules(text: str) -> WorkforceRules:
    """The assumptions of a text in the layout of assumptions.toml."""
    names = tuple(field.name for field in fields(WorkforceRules))
    return WorkforceRules(**read_rules(text, names, file=ASSUMPTIONS))


@cache
def demand_weights() -> DemandWeights:
    """The weights of the rulebook."""
    return read_demand_weights(shipped(DEMAND))


def read_demand_weights(text: str) -> DemandWeights:
    """The weights of a text in the layout of demand.toml."""
    table = parsed(text, DEMAND)
    wrong = wrong_keys(table, DEMAND_KEYS)
    if not wrong:
        wrong = wrong_keys(table["source"], SOURCE_KEYS) + wrong_weights(table)
    refuse(wrong, DEMAND)
    return DemandWeights(
        first_ages=tuple(table["first_ages"]),
        male=tuple(float(each) for each in table["male"]),
        female=tuple(float(each) for each in table["female"]),
        status=Status(table["status"]),
        note=table["note"],
        source=Source(**table["source"]),
    )


def wrong_weights(table: dict[str, Any]) -> list[str]:
    """What is wrong with the lists: lengths, order, sizes, status."""
    wrong = []
    ages = table["first_ages"]
    if len({len(table[name]) for name in ("first_ages", "male", "female")}) > 1:
        wrong.append("the three lists are not of one length")
    if ages != sorted(set(ages)) or ages[:1] != [0]:
        wrong.append("first_ages do not rise from 0")
    if any(each <= 0 for name in ("male", "female") for each in table[name]):
        wrong.append("a weight is not above 0")
    return wrong + wrong_among(table, {"status": Status})
