"""Staff of the invented county: who may do what, and people in post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.actions.counts import record_count
from openpcn.domains.workforce.actions.staff import record_holding
from openpcn.domains.workforce.actions.terms import Terms
from tests.domains.world import account, county, day

NETWORK = "U90001"
OCTOBER = date(2024, 10, 1)


@dataclass(frozen=True, kw_only=True)
class People:
    """Everybody who looks at staff and claims."""

    manager: Account
    other_manager: Account
    practice: Account
    """Manager of Z90001, which employs somebody."""
    approver: Account
    director: Account
    """May read contacts of the network, and no pay."""
    administrator: Account


def people() -> People:
    county()
    return People(
        manager=account("manager", ("network_manager", NETWORK)),
        other_manager=account("other", ("network_manager", "U90002")),
        practice=account("practice", ("practice_manager", "Z90001")),
        approver=account("approver", ("primary_care_lead", "Q91")),
        director=account("director", ("clinical_director", NETWORK)),
        administrator=account("administrator", is_superuser=True),
    )


def terms(**more: Any) -> Terms:
    said: dict[str, Any] = {
        "employer": NETWORK,
        "person": "Ann Ash",
        "role": "clinical_pharmacist",
        "post": "P1",
        "hours": Decimal("37.5"),
        "salary": Decimal("41234.00"),
        "on_costs": Decimal("11111.00"),
        "starts_on": day("2024-10-01"),
    }
    return Terms(**said | more)


def record(by: Account, **more: Any) -> int:
    return record_holding(network=more.pop("network", NETWORK), terms=terms(**more), by=by)


def weighted(by: Account, number: int = 10_000) -> None:
    """What the year's sum is counted by."""
    record_count(
        network=NETWORK,
        counts="weighted",
        number=Decimal(number),
        on=day("2024-01-01"),
        source="Letter",
        by=by,
    )
