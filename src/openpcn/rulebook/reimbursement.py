"""What is reimbursed for staff in post in each contract year, one file for each, as published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.engines.reimbursement.rules import (
    JobRole,
    Maximum,
    Most,
    ReimbursementRules,
    Source,
)
from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.rulebook.checking import Keys, wrong_amount, wrong_keys
from openpcn.rulebook.funding import NoRulesForYear, funding_sources
from openpcn.rulebook.reading import file_of, parsed, refuse, shipped, wrong_among, years_in
from openpcn.rulebook.statuses import Status

FOLDER = "reimbursement"
SOURCES = "sources.toml"

GROUNDS = {"status": (str,), "sources": (list,), "checked_on": (date,), "note": (str,)}
ROLE: Keys = MappingProxyType(
    {
        "title": (str,),
        "band": (str,),
        "pot": (str,),
        "reimbursed_from": (date,),
        "reimbursed_until": (date,),
        "share": (int, Decimal),
        "maxima": (list,),
        **GROUNDS,
    }
)
ROLE_MORE: Keys = MappingProxyType({"condition": (str,), "most": (dict,)})
MAXIMUM: Keys = MappingProxyType({"starts_on": (date,), "ends_on": (date,), **GROUNDS})
POUNDS = ("pounds", "outer_london", "inner_london")
MAXIMUM_MORE: Keys = MappingProxyType(dict.fromkeys(POUNDS, (int, Decimal)))
MOST: Keys = MappingProxyType({"posts": (int, Decimal), **GROUNDS})
MOST_MORE: Keys = MappingProxyType(
    {"posts_if_large": (int, Decimal), "large_from": (int,), "together_with": (str,)}
)
SOURCE: Keys = MappingProxyType({"title": (str,), "url": (str,), "kind": (str,)})


@cache
def reimbursement_rules(year: ContractYear) -> ReimbursementRules:
    """The rules of a contract year; NoRulesForYear names those that are held."""
    name = file_of(year)
    if year not in years_in(FOLDER):
        raise NoRulesForYear(year)
    return read_reimbursement_rules(shipped(FOLDER, name), file=f"{FOLDER}/{name}")


@cache
def reimbursement_sources() -> Mapping[str, Source]:
    """Where the figures can be read, by code: those of the funding files and some more."""
    tables = parsed(shipped(FOLDER, SOURCES), SOURCES)
    refuse([f"[{code}] {w}" for code, table in tables.items() for w in wrong_keys(table, SOURCE)],
           SOURCES)  # fmt: skip
    held = {
        code: Source(code=code, title=one.title, url=one.url)
        for code, one in funding_sources().items()
    }
    own = {
        code: Source(code=code, title=table["title"], url=table["url"])
        for code, table in tables.items()
    }
    return MappingProxyType(held | own)


def read_reimbursement_rules(text: str, *, file: str) -> ReimbursementRules:
    """The rules of a text; everything that is wrong with it is refused together."""
    tables = parsed(text, file)
    words = tables.pop("contract_year", "")
    wrong = [] if isinstance(words, str) and words else ["contract_year is missing"]
    wrong += [f"[{code}] {each}" for code, table in tables.items() for each in wrong_in(table)]
    refuse(wrong, file)
    return ReimbursementRules(
        year=contract_year(words),
        roles=tuple(role_from(code, table) for code, table in tables.items()),
        version=hashlib.sha256(text.encode()).hexdigest(),
    )


def wrong_in(table: Any) -> list[str]:
    """What is wrong with the table of a role."""
    wrong = wrong_keys(table, ROLE, ROLE_MORE)
    if wrong:
        return wrong
    wrong = wrong_grounds(table)
    if not 0 < Decimal(table["share"]) <= 1:
        wrong.append(f"share is {table['share']}, not more than 0 and at most 1")
    if "most" in table:
        most = table["most"]
        found = wrong_keys(most, MOST, MOST_MORE) or wrong_grounds(most)
        wrong += [f"most: {each}" for each in found]
    for at, maximum in enumerate(table["maxima"], 1):
        wrong += [f"maximum {at}: {each}" for each in wrong_in_maximum(maximum)]
    return wrong


def wrong_in_maximum(table: Any) -> list[str]:
    """What is wrong with the table of a maximum."""
    wrong = wrong_keys(table, MAXIMUM, MAXIMUM_MORE)
    if wrong:
        return wrong
    wrong = wrong_grounds(table)
    if table["starts_on"] > table["ends_on"]:
        wrong.append("it ends before it starts")
    if table["starts_on"].day != 1:
        wrong.append("it does not start with a month")
    if "pounds" not in table and table["status"] != Status.NOT_FOUND:
        wrong.append("pounds is missing, and its status is not not_found")
    for key in POUNDS:
        if key in table:
            wrong += wrong_amount(key, Decimal(table[key]))
    return wrong


def wrong_grounds(table: dict[str, Any]) -> list[str]:
    """A status that is none of the list, and sources that are not held."""
    wrong = wrong_among(table, {"status": Status})
    unknown = [code for code in table["sources"] if code not in reimbursement_sources()]
    return wrong + [f"source {code!r} is not in {SOURCES}" for code in unknown]


def role_from(code: str, table: dict[str, Any]) -> JobRole:
    """A role from its table, which has been checked."""
    most = table.get("most")
    return JobRole(
        **table
        | cited(table)
        | {
            "code": code,
            "share": Decimal(table["share"]),
            "most": None if most is None else most_from(most),
            "maxima": tuple(maximum_from(one) for one in table["maxima"]),
        }
    )


def most_from(table: dict[str, Any]) -> Most:
    """How many of a role can be claimed."""
    large = table.get("posts_if_large")
    exact = {
        "posts": Decimal(table["posts"]),
        "posts_if_large": None if large is None else Decimal(large),
    }
    return Most(**table | cited(table) | exact)


def maximum_from(table: dict[str, Any]) -> Maximum:
    """A maximum, exact."""
    held = {key: None if table.get(key) is None else Decimal(table[key]) for key in POUNDS}
    return Maximum(**table | cited(table) | held)


def cited(table: dict[str, Any]) -> dict[str, tuple[Source, ...]]:
    """The sources of a table, by their codes."""
    return {"sources": tuple(reimbursement_sources()[code] for code in table["sources"])}
