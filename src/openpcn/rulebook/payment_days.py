"""What was read of the days on which networks and practices are paid."""

from __future__ import annotations

from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.engines.calendar.payments import PaymentRule
from openpcn.engines.funding.rules import Payee
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.obligations import FOLDER, calendar_sources, wrong_words
from openpcn.rulebook.reading import parsed, refuse, shipped

FILE = "payments.toml"
LAST_DAY_OF_A_MONTH = 31
RULE: Keys = MappingProxyType(
    {
        "title": (str,),
        "payee": (str,),
        "starts_on": (date,),
        "status": (str,),
        "sources": (list,),
        "checked_on": (date,),
        "note": (str,),
    }
)
MORE: Keys = MappingProxyType({"ends_on": (date,), "day_of_month": (int,), "day_of": (str,)})
DAY_OF = ("month", "month_after")


@cache
def payment_rules() -> tuple[PaymentRule, ...]:
    """The rules of every payee and month that are held."""
    return read_payment_rules(shipped(FOLDER, FILE), file=FILE)


def read_payment_rules(text: str, *, file: str) -> tuple[PaymentRule, ...]:
    """The rules of a file; everything that is wrong with it is said at once."""
    tables = parsed(text, file)
    refuse([f"[{code}] {w}" for code, table in tables.items() for w in wrong_in(table)], file)
    known = calendar_sources()
    return tuple(
        PaymentRule(
            code=code,
            payee=table["payee"],
            title=table["title"],
            starts_on=table["starts_on"],
            ends_on=table.get("ends_on"),
            day_of_month=table.get("day_of_month"),
            same_month=table.get("day_of") == "month",
            status=table["status"],
            sources=tuple(known[each] for each in table["sources"]),
            checked_on=table["checked_on"],
            note=table["note"],
        )
        for code, table in tables.items()
    )


def wrong_in(table: Any) -> list[str]:
    """What is wrong with one rule."""
    wrong = wrong_keys(table, RULE, MORE) or wrong_words(table)
    if wrong:
        return wrong
    if table["payee"] not in list(Payee):
        wrong.append(f"payee {table['payee']!r} is none of {', '.join(Payee)}")
    if ("day_of_month" in table) != ("day_of" in table):
        wrong.append("day_of_month and day_of go together")
    if not 1 <= table.get("day_of_month", 1) <= LAST_DAY_OF_A_MONTH:
        wrong.append("day_of_month is none of 1 to 31")
    if table.get("day_of", DAY_OF[0]) not in DAY_OF:
        wrong.append(f"day_of {table['day_of']!r} is none of {', '.join(DAY_OF)}")
    return wrong
