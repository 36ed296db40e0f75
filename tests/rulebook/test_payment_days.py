"""What was read of days of payment can be read, and each wrong line is named."""

from __future__ import annotations

import pytest

from openpcn.engines.calendar.payments import rule_for
from openpcn.engines.funding.rules import Payee
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.obligations import calendar_years
from openpcn.rulebook.payment_days import payment_rules, read_payment_rules

GOOD = """
[network]
title = "Monthly"
payee = "practices"
starts_on = 2026-04-01
day_of_month = 20
day_of = "month_after"
status = "partial"
sources = ["R00"]
checked_on = 2026-11-22
note = ""
"""


def test_each_month_of_each_year_has_one_rule_for_each_payee() -> None:
    for month in (month for year in calendar_years() for month in year.months):
        for payee in Payee:
            found = [one for one in payment_rules() if rule_for((one,), payee, month)]
            assert len(found) == 1, (payee, month)
            assert found[0].sources
            assert found[0].status != "verified", "no specification was read"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "Monthly"', "", "title is missing"),
        ('"practices"', '"everybody"', "payee 'everybody' is none of"),
        ('day_of = "month_after"', "", "day_of_month and day_of go together"),
        ("month_after", "week", "day_of 'week' is none of month, month_after"),
        ("month = 20", "month = 32", "day_of_month is none of 1 to 31"),
        ("month = 20", "month = 20.0", "day_of_month is"),
        ("R00", "X", "source 'X' is not described"),
        ("partial", "sure", "status 'sure' is none of"),
    ],
)
def test_a_wrong_line_is_named(old: str, new: str, says: str) -> None:
    (read,) = read_payment_rules(GOOD, file="x.toml")
    assert (read.day_of_month, read.same_month, read.ends_on) == (20, False, None)
    with pytest.raises(NotRight, match=says):
        read_payment_rules(GOOD.replace(old, new), file="x.toml")
