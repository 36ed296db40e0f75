"""A month's money has a day as it was told, as it is published, or none that is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from openpcn.engines.calendar.days import day_for
from openpcn.engines.calendar.obligations import LocalDay, Source
from openpcn.engines.calendar.payments import How, PaymentRule, paid_on, rule_for

APRIL = date(2026, 4, 1)
RULE = PaymentRule(
    code="network",
    payee="nominated_payee",
    title="Monthly",
    starts_on=APRIL,
    ends_on=None,
    day_of_month=20,
    same_month=True,
    status="partial",
    sources=(Source(code="A", title="A page", url=""),),
    checked_on=date(2026, 11, 22),
    note="",
)


@pytest.mark.parametrize(
    ("month", "number", "same_month", "day"),
    [
        (date(2027, 2, 1), 31, True, date(2027, 2, 28)),
        (date(2028, 2, 1), 31, True, date(2028, 2, 29)),
        (date(2027, 1, 1), 31, False, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, False, date(2027, 1, 1)),
    ],
)
def test_a_day_stays_within_its_month(
    month: date, number: int, same_month: bool, day: date
) -> None:
    assert day_for(month, number, same_month=same_month) == day


def test_what_was_told_goes_before_what_is_published_and_that_before_nothing() -> None:
    published = paid_on(APRIL, RULE, None)
    assert (published.on, published.how, published.words) == (
        date(2026, 4, 20),
        How.PUBLISHED,
        "A page",
    )
    told = paid_on(APRIL, RULE, LocalDay(day_of_month=3, words="Letter"))
    assert (told.on, told.how, told.words) == (date(2026, 5, 3), How.LOCAL, "Letter")
    for rule in (None, replace(RULE, day_of_month=None)):
        nothing = paid_on(APRIL, rule, LocalDay())
        assert (nothing.on, nothing.how) == (date(2026, 4, 30), How.NOT_HELD)


def test_a_rule_stands_for_its_payee_and_its_months() -> None:
    earlier = replace(RULE, code="before", starts_on=date(2025, 4, 1), ends_on=date(2026, 3, 1))
    rules = (earlier, RULE)
    assert rule_for(rules, "nominated_payee", APRIL) is RULE
    assert rule_for(rules, "nominated_payee", date(2026, 3, 1)) is earlier
    assert rule_for(rules, "nominated_payee", date(2025, 3, 1)) is None
    assert rule_for(rules, "practices", APRIL) is None
