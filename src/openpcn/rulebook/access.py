"""How many minutes of access outside ordinary hours a network owes, as published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.engines.calendar.access import Scheme, Window
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.reading import SOURCE_KEYS, Source, parsed, refuse, shipped, wrong_among
from openpcn.rulebook.statuses import Status

FILE = "access.toml"
SCHEME: Keys = MappingProxyType(
    {
        "title": (str,),
        "words": (str,),
        "starts_on": (date,),
        "counts": (str,),
        "minutes_per_thousand": (int,),
        "rounded_to": (int,),
        "shortest_block": (int,),
        "standard_hours": (list,),
        "status": (str,),
        "note": (str,),
        "source": (dict,),
    }
)
SCHEME_MORE: Keys = MappingProxyType({"ends_on": (date,)})
WINDOW: Keys = MappingProxyType({"weekday": (int,), "from": (str,), "to": (str,)})
POPULATIONS = ("registered", "adjusted")


@dataclass(frozen=True, kw_only=True)
class AccessRule:
    """A scheme with its words, status and source."""

    scheme: Scheme
    words: str
    shortest_block: int
    status: Status
    note: str
    source: Source


@cache
def access_rules() -> tuple[AccessRule, ...]:
    """The schemes, the first first."""
    return read_access_rules(shipped(FILE))


def read_access_rules(text: str) -> tuple[AccessRule, ...]:
    """The schemes of a text in the layout of access.toml; what is wrong is said at once."""
    tables = parsed(text, FILE)
    refuse([f"[{code}] {w}" for code, table in tables.items() for w in wrong_in(table)], FILE)
    return tuple(rule_of(code, table) for code, table in tables.items())


def wrong_in(table: Any) -> list[str]:
    """What is wrong with one scheme."""
    wrong = wrong_keys(table, SCHEME, SCHEME_MORE)
    if wrong:
        return wrong
    wrong = wrong_keys(table["source"], SOURCE_KEYS)
    for window in table["standard_hours"]:
        wrong += wrong_keys(window, WINDOW) or wrong_times(window)
    return wrong + wrong_among(table, {"counts": POPULATIONS, "status": Status})


def wrong_times(window: dict[str, Any]) -> list[str]:
    """What is wrong with the times of a window."""
    try:
        return [] if moment(window["from"]) < moment(window["to"]) else ["from is not before to"]
    except ValueError:
        return [f"{window['from']} to {window['to']} are no times"]


def rule_of(code: str, table: dict[str, Any]) -> AccessRule:
    """A scheme of a table that has been checked."""
    return AccessRule(
        scheme=Scheme(
            code=code,
            title=table["title"],
            starts_on=table["starts_on"],
            ends_on=table.get("ends_on"),
            counts=table["counts"],
            minutes_per_thousand=table["minutes_per_thousand"],
            rounded_to=table["rounded_to"],
            standard_hours=tuple(
                Window(
                    weekday=each["weekday"],
                    starts_at=moment(each["from"]),
                    ends_at=moment(each["to"]),
                )
                for each in table["standard_hours"]
            ),
        ),
        words=table["words"],
        shortest_block=table["shortest_block"],
        status=Status(table["status"]),
        note=table["note"],
        source=Source(**table["source"]),
    )


def moment(text: str) -> time:
    """A time that is written 18:30."""
    return time.fromisoformat(text)
