"""A line: the lower of cost and maximum, by time, by share, with its working."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from openpcn.engines.reimbursement.facts import pence
from openpcn.engines.reimbursement.lines import line_of
from openpcn.engines.reimbursement.rules import Area
from openpcn.kernel.wording import pounds
from tests.engines.reimbursement.world import RULES, YEAR, term

APRIL, JULY = date(2023, 4, 1), date(2023, 7, 1)


def test_cost_below_the_maximum_is_reimbursed_as_it_is() -> None:
    line = line_of(term(), RULES, APRIL)
    assert line is not None
    assert line.amount == Decimal("4333.33")
    assert line.above == 0
    assert line.status == "verified"
    assert line.sentence == (
        "Pharmacist, post P1: £4,333.33 = £52,000.00 pay and on-costs ÷ 12; "
        "the maximum would be £60,000 × 1 FTE"
    )


def test_cost_above_the_maximum_stays_with_the_employer() -> None:
    line = line_of(term(salary=Decimal(60_000)), RULES, APRIL)
    assert line is not None
    assert (line.amount, line.above) == (Decimal("5000.00"), Decimal("1000.00"))
    assert "£60,000 × 1 FTE (the maximum) ÷ 12; £72,000.00 pay and on-costs are above it" in (
        line.working
    )


def test_the_maximum_in_force_in_the_month_counts() -> None:
    dear = term(salary=Decimal(90_000))
    assert [line_of(dear, RULES, month).amount for month in (APRIL, JULY)] == [  # type: ignore[union-attr]
        Decimal("5000.00"),
        Decimal("5250.00"),
    ]


@pytest.mark.parametrize("month", YEAR.months)
def test_days_in_post_count_over_the_days_of_their_month(month: date) -> None:
    days = monthrange(month.year, month.month)[1]
    assert days in (29, 30, 31)
    some = term(starts_on=month.replace(day=10), ends_on=month.replace(day=20))
    line = line_of(some, RULES, month)
    assert line is not None
    assert (line.days, line.days_of_month) == (11, days)
    assert line.amount == pence(Fraction(52_000, 12) * Fraction(11, days))
    assert f"× 11/{days} days" in line.working


def test_february_has_28_days_in_an_ordinary_year() -> None:
    from dataclasses import replace

    from openpcn.kernel.contract_years import ContractYear

    rules = replace(RULES, year=ContractYear(2022))
    first = term(role="unknown", starts_on=date(2023, 2, 15))
    line = line_of(first, rules, date(2023, 2, 1))
    assert line is not None
    assert (line.days, line.days_of_month) == (14, 28)


def test_nobody_in_post_is_no_line() -> None:
    assert line_of(term(ends_on=date(2023, 3, 31)), RULES, APRIL) is None
    assert line_of(term(starts_on=date(2023, 5, 1)), RULES, APRIL) is None


def test_part_time_lowers_the_maximum_and_not_the_cost() -> None:
    line = line_of(term(hours="20", salary=Decimal(30_000)), RULES, APRIL)
    assert line is not None
    assert line.fte == Decimal("0.53")
    assert line.amount == Decimal("2666.67")
    assert "£60,000 × 20/37.5 FTE" in line.working


def test_hours_that_are_claimed_elsewhere_are_not_claimed_here() -> None:
    whole = line_of(term(), RULES, APRIL)
    parts = [line_of(term(here=Decimal(hours)), RULES, APRIL) for hours in ("20", "17.5")]
    assert whole is not None
    assert all(parts)
    assert abs(sum(one.amount for one in parts) - whole.amount) <= Decimal("0.01")  # type: ignore
    assert "× 20/37.5 hours" in parts[0].working  # type: ignore[union-attr]


def test_a_share_is_said() -> None:
    line = line_of(term(role="coach"), RULES, APRIL)
    assert line is not None
    assert line.amount == Decimal("3033.33")
    assert "× 70%" in line.working
    assert line.note == "Shared."


def test_a_maximum_that_is_not_held_leaves_the_amount_unknown() -> None:
    line = line_of(term(role="dietitian"), RULES, APRIL)
    assert line is not None
    assert line.amount is None
    assert line.status == "not_found"
    assert line.why == "the maximum of dietitian in April 2023 is not held"


@pytest.mark.parametrize("area", [Area.INNER_LONDON, Area.OUTER_LONDON])
def test_london_has_its_own_maximum_or_none(area: Area) -> None:
    line = line_of(term(area=area, salary=Decimal(90_000)), RULES, APRIL)
    assert line is not None
    if area is Area.INNER_LONDON:
        assert line.amount == Decimal("5500.00")
        assert "(the maximum in inner London)" in line.working
    else:
        assert line.amount is None
        assert "in outer London in April 2023 is not held" in line.why


def test_a_role_that_the_year_does_not_reimburse_brings_nothing() -> None:
    line = line_of(term(role="plumber"), RULES, APRIL)
    assert line is not None
    assert (line.amount, line.status) == (Decimal("0.00"), "not_found")
    assert line.why == "Plumber is not a role that is reimbursed in 2023/24"
    early = line_of(term(role="paramedic"), RULES, APRIL)
    assert early is not None
    assert early.amount == 0
    assert early.why == "Paramedic is reimbursed from 1 October 2023 to 31 March 2024 only"


def test_amounts_below_nought_are_written_with_a_minus() -> None:
    assert pounds(Decimal("-5")) == "−£5.00"
