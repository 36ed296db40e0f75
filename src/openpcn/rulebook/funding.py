"""What the Network Contract pays in each contract year, one file for each, as published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.engines.funding.rules import (
    Count,
    Entitlement,
    FundingRules,
    Paid,
    Payee,
    Per,
    Rate,
    Source,
    Unheld,
)
from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.rulebook.checking import Keys, wrong_amount, wrong_keys
from openpcn.rulebook.reading import file_of, parsed, refuse, shipped, wrong_among, years_in
from openpcn.rulebook.statuses import Status

FOLDER = "funding"
SOURCES = "sources.toml"

ENTITLEMENT: Keys = MappingProxyType(
    {
        "title": (str,),
        "counts": (str,),
        "payee": (str,),
        "paid": (str,),
        "is_most": (bool,),
        "rates": (list,),
    }
)
ENTITLEMENT_MORE: Keys = MappingProxyType({"counted_on": (date,), "doubled_from": (int,)})
RATE: Keys = MappingProxyType(
    {
        "per": (str,),
        "starts_on": (date,),
        "ends_on": (date,),
        "known_from": (date,),
        "status": (str,),
        "sources": (list,),
        "checked_on": (date,),
        "note": (str,),
    }
)
RATE_MORE: Keys = MappingProxyType({"pounds": (int, Decimal), "clause": (str,)})
UNHELD: Keys = MappingProxyType(
    {
        "title": (str,),
        "words": (str,),
        "status": (str,),
        "sources": (list,),
        "known_from": (date,),
        "checked_on": (date,),
    }
)
UNHELD_MORE: Keys = MappingProxyType(
    {"points": (int,), "pounds_per_point": (int, Decimal), "indicators": (str,)}
)
SOURCE: Keys = MappingProxyType({"title": (str,), "url": (str,), "kind": (str,)})
WORDS: Mapping[str, type[Count] | type[Payee] | type[Paid] | type[Per] | type[Status]] = (
    MappingProxyType({"counts": Count, "payee": Payee, "paid": Paid, "per": Per, "status": Status})
)
"""Keys whose text is one of a list of words."""


class NoRulesForYear(NotPossible):
    """The rulebook has no file for a contract year."""

    def __init__(self, year: ContractYear) -> None:
        super().__init__(
            f"There are no funding rules for {year}.",
            next_step=f"Years we hold: {', '.join(map(str, years_held()))}.",
        )


@cache
def funding_rules(year: ContractYear) -> FundingRules:
    """The rules of a contract year; NoRulesForYear names those that are held."""
    if year not in years_held():
        raise NoRulesForYear(year)
    name = file_of(year)
    rules = read_funding_rules(shipped(FOLDER, name), file=name)
    if rules.year != year:
        raise NotRight(f"{name} is about {rules.year}.", next_step="Put its contract_year right.")
    return rules


def years_held() -> tuple[ContractYear, ...]:
    """The contract years whose rules are in the rulebook, the first first."""
    return years_in(FOLDER)


@cache
def funding_sources() -> Mapping[str, Source]:
    """Where the figures can be read, by code."""
    tables = parsed(shipped(FOLDER, SOURCES), SOURCES)
    refuse([f"[{code}] {w}" for code, table in tables.items() for w in wrong_keys(table, SOURCE)],
           SOURCES)  # fmt: skip
    return MappingProxyType(
        {
            code: Source(code=code, title=table["title"], url=table["url"])
            for code, table in tables.items()
        }
    )


def read_funding_rules(text: str, *, file: str) -> FundingRules:
    """The rules of a text; everything that is wrong with it is refused together."""
    tables = parsed(text, file)
    year_words, unheld = tables.pop("contract_year", ""), tables.pop("unheld", {})
    wrong = [] if isinstance(year_words, str) and year_words else ["contract_year is missing"]
    wrong += [f"[{code}] {w}" for code, table in tables.items() for w in wrong_in(table)]
    wrong += [
        f"[unheld.{code}] {w}" for code, table in unheld.items() for w in wrong_in_unheld(table)
    ]
    refuse(wrong, file)
    return FundingRules(
        year=contract_year(year_words),
        entitlements=tuple(entitlement(code, table) for code, table in tables.items()),
        unheld=tuple(unheld_from(table) for table in unheld.values()),
        version=hashlib.sha256(text.encode()).hexdigest(),
    )


def wrong_in(table: Any) -> list[str]:
    """What is wrong with the table of an entitlement."""
    wrong = wrong_keys(table, ENTITLEMENT, ENTITLEMENT_MORE)
    if wrong:
        return wrong
    wrong = wrong_words(table)
    if not table["rates"]:
        wrong.append("rates is empty")
    for at, rate in enumerate(table["rates"], 1):
        wrong += [f"rate {at}: {each}" for each in wrong_in_rate(rate)]
    return wrong


def wrong_in_rate(table: Any) -> list[str]:
    """What is wrong with the table of a rate."""
    wrong = wrong_keys(table, RATE, RATE_MORE)
    if wrong:
        return wrong
    wrong = wrong_words(table)
    if table["starts_on"] > table["ends_on"]:
        wrong.append("it ends before it starts")
    pounds = table.get("pounds")
    if pounds is None and table["status"] != Status.NOT_FOUND:
        wrong.append("pounds is missing, and its status is not not_found")
    if pounds is not None:
        wrong += wrong_amount("pounds", Decimal(pounds), is_nought_fine=True)
    return wrong


def wrong_in_unheld(table: Any) -> list[str]:
    """What is wrong with the table of something whose rule is not held in full."""
    wrong = wrong_keys(table, UNHELD, UNHELD_MORE) + wrong_words(table)
    if not wrong and ("points" in table) != ("pounds_per_point" in table):
        wrong.append("points and pounds_per_point come together")
    return wrong


def wrong_words(table: Any) -> list[str]:
    """Words that are none of their list, and sources that are not held."""
    if not isinstance(table, dict):
        return []
    wrong = wrong_among(table, WORDS)
    unknown = [code for code in table.get("sources", ()) if code not in funding_sources()]
    return wrong + [f"source {code!r} is not in {SOURCES}" for code in unknown]


def entitlement(code: str, table: dict[str, Any]) -> Entitlement:
    """An entitlement from its table, which has been checked."""
    return Entitlement(
        code=code,
        title=table["title"],
        counts=Count(table["counts"]),
        counted_on=table.get("counted_on"),
        payee=Payee(table["payee"]),
        paid=Paid(table["paid"]),
        is_most=table["is_most"],
        doubled_from=table.get("doubled_from"),
        rates=tuple(rate_from(each) for each in table["rates"]),
    )


def rate_from(table: dict[str, Any]) -> Rate:
    """A rate from its table, which has been checked."""
    pounds = table.get("pounds")
    exact = None if pounds is None else Decimal(pounds)
    return Rate(**table | cited(table) | {"pounds": exact, "per": Per(table["per"])})


def unheld_from(table: dict[str, Any]) -> Unheld:
    """Something whose rule is not held in full, from its table, which has been checked."""
    value = table.get("pounds_per_point")
    exact = None if value is None else Decimal(value)
    return Unheld(**table | cited(table) | {"pounds_per_point": exact})


def cited(table: dict[str, Any]) -> dict[str, tuple[Source, ...]]:
    """The sources of a table, by their codes."""
    return {"sources": tuple(funding_sources()[code] for code in table["sources"])}
