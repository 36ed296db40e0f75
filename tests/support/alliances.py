"""Alliances for tests."""

from __future__ import annotations

from decimal import Decimal

from openpcn.domains.accounts.models import Account
from openpcn.domains.alliances.actions.alliances import Said, record
from tests.domains.world import day

SINCE = day("2025-04-01")


def said(**more: object) -> Said:
    """Something to say of an alliance."""
    facts: dict[str, object] = {
        "kind": "federation",
        "title": "River federation",
        "scope": "Telephone hub and shared staff.",
        "lead": "Z90001",
        "starts_on": SINCE,
        "contract": "RF/1",
        "pounds": Decimal("60000"),
        "pounds_source": "Budget 2025/26",
    }
    return Said(**(facts | more))  # type: ignore[arg-type]


def recorded(by: Account, about: str = "U90001", **more: object) -> int:
    """An alliance that was recorded."""
    return record(about=about, said=said(**more), by=by)
