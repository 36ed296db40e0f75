"""Frameworks by which a network says how far it has come: dated, each with its stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.reading import SOURCE_KEYS, Source, parsed, refuse
from openpcn.rulebook.statuses import Status

FOLDER = "maturity"
FRAMEWORK_KEYS: Keys = MappingProxyType(
    {
        "title": (str,),
        "published_on": (date,),
        "status": (str,),
        "note": (str,),
        "stages": (list,),
        "domain": (list,),
        "source": (dict,),
    }
)
DOMAIN_KEYS: Keys = MappingProxyType({"code": (str,), "title": (str,)})


@dataclass(frozen=True, kw_only=True)
class Domain:
    """What is assessed."""

    code: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Framework:
    """One framework: its domains, and the stages of each, the first the earliest."""

    id: str
    title: str
    published_on: date
    status: Status
    note: str
    stages: tuple[str, ...]
    domains: tuple[Domain, ...]
    source: Source


@cache
def frameworks() -> Mapping[str, Framework]:
    """The frameworks of the rulebook by id, the newest first."""
    folder = files("openpcn.rulebook").joinpath(FOLDER)
    texts = {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir()}
    return read_frameworks(texts)


def read_frameworks(texts: Mapping[str, str]) -> Mapping[str, Framework]:
    """The frameworks of some files, name to text; the mistakes of a file are said together."""
    made = [read_framework(name, text) for name, text in texts.items()]
    made.sort(key=lambda one: (one.published_on, one.id), reverse=True)
    return MappingProxyType({one.id: one for one in made})


def read_framework(name: str, text: str) -> Framework:
    """One framework."""
    table = parsed(text, name)
    refuse(wrong_in(table), name)
    return Framework(
        id=name.removesuffix(".toml"),
        title=table["title"],
        published_on=table["published_on"],
        status=Status(table["status"]),
        note=table["note"],
        stages=tuple(table["stages"]),
        domains=tuple(Domain(**one) for one in table["domain"]),
        source=Source(**table["source"]),
    )


def wrong_in(table: dict[str, Any]) -> list[str]:
    """Everything that is wrong with a framework."""
    wrong = wrong_keys(table, FRAMEWORK_KEYS)
    if wrong:
        return wrong
    wrong += [f"source: {each}" for each in wrong_keys(table["source"], SOURCE_KEYS)]
    for number, one in enumerate(table["domain"], start=1):
        wrong += [f"domain {number}: {each}" for each in wrong_keys(one, DOMAIN_KEYS)]
    if table["status"] not in list(Status):
        wrong.append(f"status {table['status']!r} is none of {', '.join(Status)}")
    if len(table["stages"]) < 2 or not all(type(one) is str for one in table["stages"]):
        wrong.append("stages are two texts or more")
    return wrong
