"""The statement of a network, or of populations that somebody typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import reckoned
from openpcn.engines.funding.statements import Line, Statement
from openpcn.kernel.contract_years import contract_year
from openpcn.rulebook.funding import funding_rules
from openpcn.rulebook.statuses import Status


def ready_reckoner(
    year: str,
    *,
    registered: Decimal | None = None,
    adjusted: Decimal | None = None,
    weighted: Decimal | None = None,
    beds: Decimal | None = None,
    as_known: date | None = None,
) -> Statement:
    """The statement for populations of no network in particular; what is left out is missing."""
    facts = reckoned(registered=registered, adjusted=adjusted, weighted=weighted, beds=beds)
    return work_out_funding(facts, funding_rules(contract_year(year)), as_known=as_known)


def as_json(statement: Statement) -> dict[str, Any]:
    """A statement for other programs; pounds are numbers with two decimals."""
    return {
        "year": str(statement.year),
        "as_known": None if statement.as_known == date.max else statement.as_known.isoformat(),
        "lines": [line_as_json(line) for line in statement.lines],
        "total": float(statement.total),
        "is_complete": statement.is_complete,
        "arrears": float(statement.arrears),
        "not_worked_out": list(statement.unheld),
        "rules_version": statement.rules_version,
        "varied_by": statement.varied_by,
    }


def line_as_json(line: Line) -> dict[str, Any]:
    """One line for other programs."""
    return {
        "code": line.code,
        "entitlement": line.title,
        "amount": None if line.amount is None else float(line.amount),
        "working": line.working,
        "source": "; ".join(sources_of(line)),
        "status": line.status,
        "status_words": Status(line.status).words,
        "note": "; ".join(rate.note for rate in line.rates if rate.note),
        "checked_on": max(rate.checked_on for rate in line.rates).isoformat(),
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


def sources_of(line: Line) -> list[str]:
    """Where the rates of a line can be read, each once."""
    titles = (source.title for rate in line.rates for source in rate.sources)
    return list(dict.fromkeys(titles))
