"""The core payment that follows patients whose practice changes network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.errors import NotPossible
from openpcn.rulebook.statuses import Status
from openpcn.workflows.funding.statements import ready_reckoner

LINE = "core_registered"


@dataclass(frozen=True, kw_only=True)
class CorePayment:
    """The registered part of the core payment of some patients for a year."""

    pounds: Decimal
    working: str
    """£19,455.88 = 8,586 registered × £2.266."""
    status_words: str
    year: str


def core_payment(patients: int, *, on: date) -> CorePayment | None:
    """By the rates of the contract year of a day; None where no rate is held for it."""
    year = str(contract_year_of(on))
    try:
        statement = ready_reckoner(year, registered=Decimal(patients))
    except NotPossible:
        return None
    line = next((one for one in statement.lines if one.code == LINE), None)
    if line is None or line.amount is None:
        return None
    return CorePayment(
        pounds=line.amount,
        working=line.working,
        status_words=Status(line.status).words,
        year=year,
    )
