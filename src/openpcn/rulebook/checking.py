"""Which keys of a table are unknown, missing or of the wrong type, and which amounts are none."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

Keys = Mapping[str, tuple[type, ...]]
"""What a table may hold: each key with the types that its value may have."""

NONE: Keys = MappingProxyType({})
WORDS = MappingProxyType(
    {
        "str": "text",
        "int": "a whole number",
        "Decimal": "a number",
        "bool": "true or false",
        "date": "a date",
        "datetime": "a date with a time",
        "list": "a list",
        "dict": "a table",
    }
)


MOST_DECIMALS = 4
"""More than any rate is published with: a longer one was computed by a program, not read."""


def wrong_amount(key: str, amount: Decimal, *, is_nought_fine: bool = False) -> list[str]:
    """What is wrong with an amount: not one, below nought, or not written as it is published."""
    if not amount.is_finite() or amount < 0 or (amount == 0 and not is_nought_fine):
        return [f"{key} is {amount}, not an amount"]
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and -MOST_DECIMALS <= exponent <= 0:
        return []
    asked = f"write it as it was published, in figures with at most {MOST_DECIMALS} decimals"
    return [f"{key} is {amount}: {asked}"]


def wrong_keys(table: Any, required: Keys, optional: Keys = NONE) -> list[str]:
    """Everything that is wrong with the keys of a table, one sentence each."""
    if not isinstance(table, dict):
        return [f"this is {_named(type(table))}, not a table"]
    known = {**required, **optional}
    unknown = [f"{key} is not known" for key in table if key not in known]
    missing = [f"{key} is missing" for key in required if key not in table]
    mistyped = [
        f"{key} is {_named(type(value))}, not {' or '.join(_named(kind) for kind in known[key])}"
        for key, value in table.items()
        if key in known and type(value) not in known[key]
    ]
    return unknown + missing + mistyped


def _named(kind: type) -> str:
    return WORDS.get(kind.__name__, kind.__name__)
