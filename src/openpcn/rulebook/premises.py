"""The priorities by which bids for premises are scored, as published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.reading import SOURCE_KEYS, Source, parsed, refuse, shipped, wrong_among
from openpcn.rulebook.statuses import Status

FILE = "premises.toml"
HEAD: Keys = MappingProxyType({"most_points": (int,), "source": (dict,)})
PRIORITY: Keys = MappingProxyType(
    {"words": (str,), "short": (str,), "line": (int,), "status": (str,)}
)


@dataclass(frozen=True, kw_only=True)
class Priority:
    """What an investment is to bring about."""

    code: str
    words: str
    short: str
    line: int
    """Its line in the paper's list."""
    status: Status


@dataclass(frozen=True, kw_only=True)
class Priorities:
    """All of them, with the scale and where they can be read."""

    priorities: tuple[Priority, ...]
    most_points: int
    source: Source

    @property
    def codes(self) -> tuple[str, ...]:
        """Their codes, in order."""
        return tuple(one.code for one in self.priorities)


@cache
def investment_priorities() -> Priorities:
    """The priorities of the rulebook."""
    return read_priorities(shipped(FILE))


def read_priorities(text: str) -> Priorities:
    """The priorities of a text in the layout of premises.toml."""
    tables = parsed(text, FILE)
    head = {name: tables.pop(name) for name in HEAD if name in tables}
    wrong = wrong_keys(head, HEAD)
    wrong += [] if wrong else [f"[source] {one}" for one in wrong_keys(head["source"], SOURCE_KEYS)]
    wrong += [f"[{code}] {one}" for code, table in tables.items() for one in wrong_in(table)]
    refuse(wrong, FILE)
    return Priorities(
        priorities=tuple(
            Priority(**(table | {"code": code, "status": Status(table["status"])}))
            for code, table in tables.items()
        ),
        most_points=head["most_points"],
        source=Source(**head["source"]),
    )


def wrong_in(table: Any) -> list[str]:
    """What is wrong with one priority."""
    return wrong_keys(table, PRIORITY) or wrong_among(table, {"status": Status})
