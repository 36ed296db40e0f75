"""Years, networks and scenarios side by side: two statements, with the reason for each difference.

A side is a network in a year, a network with some populations typed anew, or populations alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from openpcn.engines.funding.comparing import Comparison, LineDifference, compare
from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import NetworkFacts, checked, reckoned
from openpcn.engines.funding.rules import Count
from openpcn.engines.funding.statements import Statement
from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import When
from openpcn.kernel.wording import listed, plain
from openpcn.rulebook.funding import funding_rules
from openpcn.workflows.funding.statements import check_points, line_as_json

TYPED = ("registered", "adjusted", "weighted", "beds", "points")
HOW = (
    "Write a network (U12345), populations (registered=30000,adjusted=31000), or both, and a year "
    "after @: U12345,adjusted=42000@2025/26."
)


@dataclass(frozen=True, kw_only=True)
class SideAsked:
    """What stands on one side: a network, populations, or a network with other populations."""

    network: str
    year: ContractYear
    typed: Mapping[str, Decimal]


@dataclass(frozen=True, kw_only=True)
class Side:
    """A statement with the words that say whose it is."""

    label: str
    statement: Statement


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two sides and every line of either."""

    first: Side
    second: Side
    comparison: Comparison


def read_side(text: str, *, year: str = "") -> SideAsked:
    """A side as it is typed: U12345,adjusted=42000@2025/26; the year may be given once for all."""
    what, _, own = text.partition("@")
    if not (own or year):
        raise NotRight(f"“{text}” has no year.", next_step=HOW)
    network, typed = "", {}
    for word in (part.strip() for part in what.split(",")):
        name, equals, number = word.partition("=")
        if equals:
            typed[name.strip()] = read_number(name.strip(), number)
        elif word and not network:
            network = word.upper()
        elif word:
            raise NotRight(f"“{text}” names two networks.", next_step=HOW)
    if not network and not typed:
        raise NotRight("A side names a network or populations.", next_step=HOW)
    return SideAsked(network=network, year=contract_year(own or year), typed=typed)


def read_number(name: str, text: str) -> Decimal:
    """A population that somebody typed."""
    if name not in TYPED:
        raise NotRight(f"“{name}” is not counted.", next_step=f"Name {listed(TYPED)}.")
    try:
        return Decimal(text.replace(" ", ""))
    except InvalidOperation:
        raise NotRight(f"{name} is {text!r}.", next_step="Give a number without commas.") from None


def compare_sides(first: SideAsked, second: SideAsked, *, when: When) -> Compared:
    """Two sides, each worked out and then compared line by line."""
    sides = [state_side(asked, when=when) for asked in (first, second)]
    return Compared(
        first=sides[0],
        second=sides[1],
        comparison=compare(sides[0].statement, sides[1].statement),
    )


def state_side(asked: SideAsked, *, when: When) -> Side:
    """The statement of one side."""
    rules = funding_rules(asked.year)
    check_points(asked.typed.get("points"), rules)
    known = when.as_known.date() if when.as_known else date.max
    if not asked.network:
        statement = work_out_funding(reckoned(**asked.typed), rules, as_known=known)
        return Side(label=f"{told(asked.typed)}, {asked.year}", statement=statement)
    from openpcn.workflows.funding.network_statements import state_code

    stated = state_code(asked.network, asked.year, when=when)
    label = f"{stated.name} ({stated.network.code}), {asked.year}"
    if not asked.typed:
        return Side(label=label, statement=stated.statement)
    facts = with_typed(stated.held.facts, asked.typed)
    statement = work_out_funding(facts, rules, as_known=known)
    return Side(label=f"{label}, if {told(asked.typed)}", statement=statement)


def with_typed(facts: NetworkFacts, typed: Mapping[str, Decimal]) -> NetworkFacts:
    """A network's counts with some of them replaced."""
    kept = [one for one in facts.counts if one.counts.value not in typed]
    return checked([*kept, *reckoned(**typed).counts])


def told(typed: Mapping[str, Decimal]) -> str:
    """Typed populations in words: 30,000 registered and 31,000 adjusted."""
    return listed([f"{plain(number)} {Count(name).value}" for name, number in typed.items()])


def compared_as_json(found: Compared) -> dict[str, Any]:
    """A comparison for other programs."""
    whole = found.comparison
    return {
        "first": side_as_json(found.first),
        "second": side_as_json(found.second),
        "lines": [difference_as_json(line) for line in whole.lines],
        "difference": float(whole.difference),
        "by_population": float(whole.by_population),
        "by_rate": float(whole.by_rate),
        "by_rule": float(whole.by_rule),
        "is_complete": whole.is_complete,
    }


def side_as_json(side: Side) -> dict[str, Any]:
    """One side with its total."""
    return {
        "label": side.label,
        "year": str(side.statement.year),
        "total": float(side.statement.total),
        "lines": [line_as_json(line) for line in side.statement.lines],
    }


def difference_as_json(line: LineDifference) -> dict[str, Any]:
    """One line of both sides."""
    return {
        "code": line.code,
        "entitlement": line.title,
        "first": amount(line.first.amount if line.first else None),
        "second": amount(line.second.amount if line.second else None),
        "difference": float(line.difference) if line.is_known else None,
        "by_population": float(line.by_population),
        "by_rate": float(line.by_rate),
        "by_rule": float(line.by_rule),
        "why": list(line.words),
    }


def amount(pounds: Decimal | None) -> float | None:
    """Pounds as a number, if they are known."""
    return None if pounds is None else float(pounds)
