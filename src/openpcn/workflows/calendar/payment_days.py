"""On which day each month's money is expected, as published or as somebody was told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions.obligations import record_local_day
from openpcn.engines.calendar.obligations import LocalDay
from openpcn.engines.calendar.payments import PaidOn, PaymentRule, paid_on, rule_for
from openpcn.engines.funding.rules import Payee
from openpcn.kernel.contract_years import ContractYear
from openpcn.rulebook.payment_days import payment_rules

PayingDay = Callable[[Payee, date], PaidOn]
"""Who is paid, the month that it is for: the day."""


def code_of(payee: Payee) -> str:
    """The name under which the day of a payee's money is recorded."""
    return f"paid_{payee}"


def paying_days(local: Mapping[str, LocalDay]) -> PayingDay:
    """The day of each payee and month, with what was told locally, by `code_of`."""
    return lambda payee, month: paid_on(
        month, rule_for(payment_rules(), payee, month), local.get(code_of(payee))
    )


def rules_in(year: ContractYear) -> tuple[PaymentRule, ...]:
    """What was read for the months of a year, the network's first."""
    found = {
        rule.code: rule
        for payee in Payee
        for month in year.months
        if (rule := rule_for(payment_rules(), payee, month)) is not None
    }
    return tuple(found.values())


def set_paying_day(
    *,
    organisation: str,
    year: ContractYear,
    payee: Payee,
    day_of_month: int,
    same_month: bool,
    source: str,
    by: Account,
) -> None:
    """Record the day of the month on which a payee is paid, as the commissioner told it."""
    record_local_day(
        organisation=organisation,
        year=str(year),
        obligation=code_of(payee),
        day_of_month=day_of_month,
        same_month=same_month,
        source=source,
        by=by,
    )
