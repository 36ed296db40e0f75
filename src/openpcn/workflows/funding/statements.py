"""The statement of a network, or of populations that somebody typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpcn.engines.funding.caveats import caveats, total_status
from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import reckoned
from openpcn.engines.funding.rules import FundingRules, Source
from openpcn.engines.funding.statements import RECORDED, Line, Statement
from openpcn.kernel.contract_years import contract_year
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.rulebook.funding import funding_rules
from openpcn.rulebook.statuses import Status

if TYPE_CHECKING:
    from openpcn.workflows.funding.network_statements import NetworkStatement


def ready_reckoner(
    year: str,
    *,
    registered: Decimal | None = None,
    adjusted: Decimal | None = None,
    weighted: Decimal | None = None,
    beds: Decimal | None = None,
    points: Decimal | None = None,
    as_known: date | None = None,
) -> Statement:
    """The statement for populations of no network in particular; what is left out is missing."""
    rules = funding_rules(contract_year(year))
    check_points(points, rules)
    facts = reckoned(
        registered=registered, adjusted=adjusted, weighted=weighted, beds=beds, points=points
    )
    return work_out_funding(facts, rules, as_known=as_known)


def check_points(points: Decimal | None, rules: FundingRules) -> None:
    """Refuse points where the year pays none, and more than can be earned."""
    most = max((each.points for each in rules.unheld if each.points), default=None)
    if points is None:
        return
    if most is None:
        raise NotPossible(
            f"No rule is held that pays points in {rules.year}.", next_step="Leave points out."
        )
    if points > most:
        raise NotRight(
            f"{points} points are more than the {most} that {rules.year} has.",
            next_step=f"Give 0 to {most} points.",
        )


def as_json(statement: Statement) -> dict[str, Any]:
    """A statement for other programs; pounds are numbers with two decimals.

    Where no line has an amount there is no total; otherwise `total_status` and `total_caveats` say
    how sure it is, what is not in it, and what of it rests on sources that conflict.
    """
    is_known = any(line.amount is not None for line in statement.lines)
    return {
        "year": str(statement.year),
        "as_known": None if statement.as_known == date.max else statement.as_known.isoformat(),
        "lines": [line_as_json(line) for line in statement.lines],
        "total": float(statement.total) if is_known else None,
        "total_status": total_status(statement),
        "total_by_status": {word: float(sum_) for word, sum_ in statement.by_status().items()},
        "total_caveats": list(caveats(statement)),
        "is_complete": statement.is_complete,
        "arrears": float(statement.arrears),
        "not_worked_out": list(statement.unheld),
        "rules_version": statement.rules_version,
        "varied_by": statement.varied_by,
    }


def network_as_json(stated: NetworkStatement) -> dict[str, Any]:
    """The statement of a network for other programs, with the shares of its practices."""
    shares = [
        {
            "code": code,
            "practice": one.practice,
            "name": stated.practice_name(one.practice),
            "amount": None if one.amount is None else float(one.amount),
            "working": one.working,
            "counted_on": one.counted_on.isoformat() if one.counted_on else None,
            "is_stand_in": one.is_stand_in,
        }
        for code, shares in stated.shares.items()
        for one in shares
    ]
    named = {"code": stated.network.code, "name": stated.name}
    told = {"practices": shares, "as_held_now": stated.as_held_now}
    return {"network": named} | as_json(stated.statement) | told


def status_words(line: Line) -> str:
    """How sure the rate of a line is; Recorded where it was agreed locally."""
    return "Recorded" if line.status == RECORDED else Status(line.status).words


def line_as_json(line: Line) -> dict[str, Any]:
    """One line for other programs."""
    return {
        "code": line.code,
        "entitlement": line.title,
        "amount": None if line.amount is None else float(line.amount),
        "working": line.working,
        "source": "; ".join(sources_of(line)),
        "status": line.status,
        "status_words": status_words(line),
        "note": "; ".join(rate.note for rate in line.rates if rate.note),
        "checked_on": checked_on(line),
        "counted_on": line.counted_on.isoformat() if line.counted_on else None,
        "is_stand_in": line.is_stand_in,
        "payee": line.payee.value,
        "paid": line.paid.value,
        "is_most": line.is_most,
        "arrears": float(line.arrears),
        "arrears_words": line.arrears_words,
        "schedule": [
            {"month": payment.month.isoformat(), "amount": float(payment.pounds)}
            for payment in line.schedule
        ],
    }


def checked_on(line: Line) -> str | None:
    """The day on which the newest of its rates was checked."""
    day = max((rate.checked_on for rate in line.rates), default=None)
    return day.isoformat() if day else None


def sources_of(line: Line) -> list[str]:
    """Where the rates of a line can be read, each once."""
    return [source.title for source in cited(line)]


def cited(line: Line) -> list[Source]:
    """The sources of a line's rates, each once; or where it was agreed locally."""
    if line.recorded_source:
        return [Source(code="", title=line.recorded_source, url="")]
    return list(dict.fromkeys(source for rate in line.rates for source in rate.sources))
