"""Reads a rule file into typed tables; whatever is wrong with it is said at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.statuses import Status


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a rule can be read."""

    title: str
    clause: str
    url: str
    checked_on: date


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: a value, what it says in words, how sure it is and where it stands."""

    value: int | Decimal
    unit: str
    words: str
    status: Status
    note: str
    source: Source


RULE_KEYS = MappingProxyType(
    {"value": (int, Decimal), "unit": (str,), "words": (str,), "status": (str,), "note": (str,)}
)
SOURCE_KEYS = MappingProxyType(
    {"title": (str,), "clause": (str,), "url": (str,), "checked_on": (date,)}
)


def shipped(*path: str) -> str:
    """The text of a rule file of the rulebook."""
    return files("openpcn.rulebook").joinpath(*path).read_text(encoding="utf-8")


def file_of(year: ContractYear) -> str:
    """The name of a contract year's file in its folder."""
    return f"{str(year).replace('/', '-')}.toml"


@cache
def years_in(folder: str) -> tuple[ContractYear, ...]:
    """The contract years that have a file in a folder of the rulebook, the first first."""
    names = (each.name for each in files("openpcn.rulebook").joinpath(folder).iterdir())
    return tuple(sorted(ContractYear(int(name[:4])) for name in names if name[:4].isdigit()))


def parsed(text: str, file: str) -> dict[str, Any]:
    """The tables of a text; its numbers are exact decimals."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as trouble:
        raise NotRight(
            f"{file} cannot be read as TOML: {trouble}.", next_step="Put that line right."
        ) from trouble


def refuse(wrong: list[str], file: str, *, until_then: str = "nothing of the file is used") -> None:
    """Refuse a file with all that is wrong in it."""
    if wrong:
        raise NotRight(
            f"{file} is not as it should be: {'; '.join(wrong)}.",
            next_step=f"Put these lines right; {until_then} until then.",
        )


def wrong_among(table: Mapping[str, Any], choices: Mapping[str, Iterable[str]]) -> list[str]:
    """Words of a table that are none of the list that their key takes."""
    return [
        f"{key} {table[key]!r} is none of {', '.join(words)}"
        for key, words in ((key, list(allowed)) for key, allowed in choices.items())
        if key in table and table[key] not in words
    ]


def read_rules(text: str, names: tuple[str, ...], *, file: str) -> dict[str, Rule]:
    """The rules of a file by name; unknown, missing and mistyped keys are refused together."""
    tables = parsed(text, file)
    wrong = [f"[{name}] is not a rule we know" for name in sorted(tables.keys() - set(names))]
    for name in names:
        if name not in tables:
            wrong.append(f"[{name}] is missing")
        else:
            wrong += _wrong_in(tables[name], name)
    refuse(wrong, file)
    return {name: _rule(tables[name]) for name in names}


def _wrong_in(table: Any, name: str) -> list[str]:
    source = table.get("source", {}) if isinstance(table, dict) else None
    if not isinstance(source, dict):
        return [f"[{name}] and [{name}.source] are tables"]
    own = {key: value for key, value in table.items() if key != "source"}
    wrong = _wrong_keys(own, RULE_KEYS, name) + _wrong_keys(source, SOURCE_KEYS, f"{name}.source")
    status = table.get("status")
    if isinstance(status, str) and status not in list(Status):
        wrong.append(f"[{name}] status {status!r} is none of {', '.join(Status)}")
    return wrong


def _wrong_keys(table: Any, keys: MappingProxyType[str, Any], name: str) -> list[str]:
    unknown = [f"[{name}] {key} is not known" for key in table if key not in keys]
    missing = [f"[{name}] {key} is missing" for key in keys if key not in table]
    mistyped = [
        f"[{name}] {key} is {type(table[key]).__name__}, not {keys[key][-1].__name__}"
        for key in keys
        if key in table and type(table[key]) not in keys[key]
    ]
    return unknown + missing + mistyped


def _rule(table: dict[str, Any]) -> Rule:
    source = Source(**table["source"])
    return Rule(**(table | {"status": Status(table["status"]), "source": source}))
