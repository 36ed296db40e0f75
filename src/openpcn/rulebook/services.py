"""The catalogue of national services: core, enhanced and of networks, by tier of care."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.reading import parsed, refuse, shipped, wrong_among
from openpcn.rulebook.statuses import Status

FILE = "services.toml"
KINDS = MappingProxyType(
    {"core": "Core", "enhanced": "Enhanced", "network": "Of the network", "local": "Local"}
)
"""Of every practice; of those that choose to; of networks together; bought locally."""
TIERS = MappingProxyType(
    {
        "two": "Tier two: managed with support",
        "three": "Tier three: primary care",
        "three plus": "Tier three plus: care around the patient",
        "four": "Tier four: specialist care",
    }
)
"""The tiers of care of the Leicester strategy of 2016."""
PAPER: Keys = MappingProxyType({"title": (str,), "url": (str,)})
SERVICE: Keys = MappingProxyType(
    {
        "title": (str,),
        "words": (str,),
        "kind": (str,),
        "tier": (str,),
        "starts_on": (date,),
        "sources": (list,),
        "status": (str,),
    }
)
ENDED: Keys = MappingProxyType({"ends_on": (date,)})


@dataclass(frozen=True, kw_only=True)
class NationalService:
    """A service of the catalogue, from a day to a day."""

    code: str
    title: str
    words: str
    kind: str
    tier: str
    starts_on: date
    ends_on: date | None
    sources: tuple[tuple[str, str], ...]
    """Title and address of each."""
    status: Status

    def holds(self, day: date) -> bool:
        """Whether it is in the catalogue on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@cache
def national_services() -> tuple[NationalService, ...]:
    """The national services, in the order of the file."""
    return read_services(shipped(FILE))


def read_services(text: str) -> tuple[NationalService, ...]:
    """The services of a text in the layout of services.toml; every mistake is told together."""
    tables = parsed(text, FILE)
    papers = tables.pop("sources", {})
    wrong = [
        f"[sources.{code}] {one}" for code, row in papers.items() for one in wrong_keys(row, PAPER)
    ]
    for code, table in tables.items():
        wrong += [f"[{code}] {one}" for one in wrong_in(table, papers)]
    refuse(wrong, FILE)
    named = {code: (row["title"], row["url"]) for code, row in papers.items()}
    return tuple(
        NationalService(
            **{"ends_on": None, **table}
            | {
                "code": code,
                "status": Status(table["status"]),
                "sources": tuple(named[one] for one in table["sources"]),
            }
        )
        for code, table in tables.items()
    )


def wrong_in(table: Any, papers: Mapping[str, Any]) -> list[str]:
    """What is wrong with one service."""
    if faults := wrong_keys(table, SERVICE, ENDED):
        return faults
    allowed = {"kind": KINDS, "tier": TIERS, "status": list(Status)}
    unknown = [one for one in table["sources"] if one not in papers]
    return wrong_among(table, allowed) + [f"source {one!r} is not described" for one in unknown]
