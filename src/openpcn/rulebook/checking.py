"""Which keys of a table are unknown, missing or of the wrong type, in words."""

from __future__ import annotations

from collections.abc import Mapping
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
