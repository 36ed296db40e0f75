"""On which day a month's money is paid: as it was told locally, as published, or not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openpcn.engines.calendar.days import day_for
from openpcn.engines.calendar.obligations import LocalDay, Source
from openpcn.kernel.contract_years import month_end


class How(StrEnum):
    """How the day of a payment is known."""

    LOCAL = "local"
    PUBLISHED = "published"
    NOT_HELD = "not_held"


@dataclass(frozen=True, kw_only=True)
class PaymentRule:
    """What was read of the day on which somebody is paid, for the months from one to another."""

    code: str
    payee: str
    title: str
    starts_on: date
    ends_on: date | None
    day_of_month: int | None
    """About this day; None where none was found."""
    same_month: bool
    status: str
    sources: tuple[Source, ...]
    checked_on: date
    note: str


@dataclass(frozen=True, kw_only=True)
class PaidOn:
    """The day by which a month's money is expected."""

    on: date
    """The last day of the month that it is for, where no day is held."""
    how: How
    words: str = ""
    """Who told the day, or where it is published."""


def rule_for(rules: tuple[PaymentRule, ...], payee: str, month: date) -> PaymentRule | None:
    """The rule that stands for a payee in a month."""
    return next(
        (
            one
            for one in rules
            if one.payee == payee
            and one.starts_on <= month
            and (one.ends_on is None or month <= one.ends_on)
        ),
        None,
    )


def paid_on(month: date, rule: PaymentRule | None, local: LocalDay | None) -> PaidOn:
    """The day of a month's money: what was told locally goes before what is published."""
    if local is not None and local.day_of_month is not None:
        day = day_for(month, local.day_of_month, same_month=local.same_month)
        return PaidOn(on=day, how=How.LOCAL, words=local.words)
    if rule is not None and rule.day_of_month is not None:
        day = day_for(month, rule.day_of_month, same_month=rule.same_month)
        words = "; ".join(one.title for one in rule.sources)
        return PaidOn(on=day, how=How.PUBLISHED, words=words)
    return PaidOn(on=month_end(month), how=How.NOT_HELD)
