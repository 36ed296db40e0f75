"""Small rules and staff to work out claims with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from openpcn.engines.reimbursement.facts import Term
from openpcn.engines.reimbursement.rules import (
    JobRole,
    Maximum,
    Most,
    ReimbursementRules,
    Source,
)
from openpcn.kernel.contract_years import ContractYear

YEAR = ContractYear(2023)
"""Its February has 29 days."""
SOURCE = Source(code="S1", title="A page", url="")
READ = {"status": "verified", "sources": (SOURCE,), "checked_on": date(2026, 1, 1)}


def maximum(pounds: str | None, starts: str = "2023-04-01", ends: str = "2024-03-31") -> Maximum:
    return Maximum(
        pounds=None if pounds is None else Decimal(pounds),
        inner_london=None if pounds is None else Decimal(pounds) + 6_000,
        starts_on=date.fromisoformat(starts),
        ends_on=date.fromisoformat(ends),
        **READ | ({"status": "not_found"} if pounds is None else {}),  # type: ignore[arg-type]
    )


def role(code: str, *maxima: Maximum, **more: Any) -> JobRole:
    said: dict[str, Any] = {
        "code": code,
        "title": code.capitalize(),
        "band": "7",
        "pot": "arrs",
        "reimbursed_from": YEAR.first_on,
        "reimbursed_until": YEAR.last_on,
        "share": Decimal(1),
        "maxima": maxima,
        **READ,
    }
    return JobRole(**said | more)


RULES = ReimbursementRules(
    year=YEAR,
    roles=(
        role(
            "pharmacist",
            maximum("60000", ends="2023-06-30"),
            maximum("63000", starts="2023-07-01"),
        ),
        role("coordinator", maximum("30000")),
        role("coach", maximum("38000"), share=Decimal("0.7"), note="Shared."),
        role("dietitian", maximum(None)),
        role("paramedic", maximum("50000"), reimbursed_from=date(2023, 10, 1)),
        role(
            "lead",
            maximum("70000"),
            most=Most(
                posts=Decimal(1),
                posts_if_large=Decimal(2),
                large_from=100_000,
                together_with="deputy",
                **READ | {"status": "recalled"},  # type: ignore[arg-type]
            ),
        ),
        role(
            "deputy",
            maximum("65000"),
            most=Most(posts=Decimal(1), together_with="lead", **READ),  # type: ignore[arg-type]
        ),
        role("doctor", maximum("90000"), pot="arrs_gp"),
    ),
)
TERM = Term(
    key="1",
    person="a",
    role="pharmacist",
    post="P1",
    hours=Decimal("37.5"),
    here=Decimal("37.5"),
    salary=Decimal(40_000),
    on_costs=Decimal(12_000),
    starts_on=date(2020, 1, 1),
)


def term(**more: Any) -> Term:
    hours = Decimal(more.pop("hours", "37.5"))
    return replace(TERM, **{"hours": hours, "here": hours} | more)
