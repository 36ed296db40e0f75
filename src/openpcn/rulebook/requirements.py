"""What the Network Contract asks of a network, with the days on which each demand counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.reading import parsed, refuse, shipped, wrong_among
from openpcn.rulebook.statuses import Status

FILE = "requirements.toml"
PAPER: Keys = MappingProxyType({"title": (str,), "url": (str,)})
REQUIREMENT: Keys = MappingProxyType(
    {
        "title": (str,),
        "words": (str,),
        "starts_on": (date,),
        "sources": (list,),
        "status": (str,),
    }
)
ENDED: Keys = MappingProxyType({"ends_on": (date,), "after": (str,)})


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Where it can be read."""

    code: str
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class National:
    """Something that every network has to do, from a day to a day."""

    code: str
    title: str
    words: str
    starts_on: date
    ends_on: date | None
    after: str
    """What became of it."""
    sources: tuple[Paper, ...]
    status: Status


@cache
def national_requirements() -> tuple[National, ...]:
    """The national requirements, in the order of the file."""
    return read_requirements(shipped(FILE))


def read_requirements(text: str) -> tuple[National, ...]:
    """The requirements of a text in the layout of requirements.toml."""
    tables = parsed(text, FILE)
    papers = tables.pop("sources", {})
    wrong = [] if isinstance(papers, dict) else ["[sources] is not a table"]
    papers = papers if isinstance(papers, dict) else {}
    for code, table in papers.items():
        wrong += [f"[sources.{code}] {one}" for one in wrong_keys(table, PAPER)]
    for code, table in tables.items():
        wrong += [f"[{code}] {one}" for one in wrong_in(table, papers)]
    refuse(wrong, FILE)
    named = {code: Paper(code=code, **table) for code, table in papers.items()}
    return tuple(
        National(
            code=code,
            title=table["title"],
            words=table["words"],
            starts_on=table["starts_on"],
            ends_on=table.get("ends_on"),
            after=table.get("after", ""),
            sources=tuple(named[one] for one in table["sources"]),
            status=Status(table["status"]),
        )
        for code, table in tables.items()
    )


def wrong_in(table: Any, papers: Any) -> list[str]:
    """What is wrong with one requirement."""
    wrong = wrong_keys(table, REQUIREMENT, ENDED)
    if wrong:
        return wrong
    wrong = wrong_among(table, {"status": Status})
    wrong += [
        f"source {one!r} is not among [sources]" for one in table["sources"] if one not in papers
    ]
    if ("ends_on" in table) != ("after" in table):
        wrong.append("ends_on and after go together")
    elif "ends_on" in table and table["ends_on"] < table["starts_on"]:
        wrong.append("it ends before it starts")
    return wrong
