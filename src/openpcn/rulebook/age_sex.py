"""Weights of a patient by age and sex, with source and status: one file for every use."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.engines.fairness.weights import AgeSexWeights
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.reading import SOURCE_KEYS, Source, parsed, refuse, shipped, wrong_among
from openpcn.rulebook.statuses import Status

GLOBAL_SUM, OPEN = "need/age-sex.toml", "need/age-sex-open.toml"
KEYS: Keys = MappingProxyType(
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
class AgeSex:
    """The weights, how sure they are, and where they can be read."""

    weights: AgeSexWeights
    status: Status
    note: str
    source: Source


@cache
def global_sum_weights() -> AgeSex:
    """The age and sex part of the global sum formula."""
    return read_age_sex(shipped(GLOBAL_SUM), file=GLOBAL_SUM)


@cache
def open_weights() -> AgeSex:
    """The weights of the open formula."""
    return read_age_sex(shipped(OPEN), file=OPEN)


def read_age_sex(text: str, *, file: str) -> AgeSex:
    """The weights of a text; whatever is wrong with it is said at once."""
    table = parsed(text, file)
    wrong = wrong_keys(table, KEYS)
    if not wrong:
        wrong = wrong_keys(table["source"], SOURCE_KEYS) + wrong_weights(table)
    refuse(wrong, file)
    return AgeSex(
        weights=AgeSexWeights(
            first_ages=tuple(table["first_ages"]),
            male=tuple(Decimal(each) for each in table["male"]),
            female=tuple(Decimal(each) for each in table["female"]),
        ),
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
    each = [*table["male"], *table["female"]]
    if not all(isinstance(one, int | Decimal) and one > 0 for one in each):
        wrong.append("a weight is not a number above 0")
    return wrong + wrong_among(table, {"status": Status})
