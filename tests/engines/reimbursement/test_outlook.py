"""Between which amounts a year may end: people who leave, posts that are filled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openpcn.engines.reimbursement.facts import Term
from openpcn.engines.reimbursement.odd import vacancies
from openpcn.engines.reimbursement.outlook import Outlook, months_before, outlook
from openpcn.engines.reimbursement.years import work_out_year
from tests.engines.reimbursement.world import RULES, term

NOVEMBER = date(2023, 11, 22)


def told(*staff: Term, year_sum: str | None = "200000") -> Outlook:
    sums = {"arrs": None if year_sum is None else Decimal(year_sum)}
    worked = work_out_year(staff, RULES, sums)
    return outlook(worked, staff, vacancies(staff, RULES, as_at=NOVEMBER), as_at=NOVEMBER)


def test_where_nobody_left_and_no_post_is_empty_it_ends_as_recorded() -> None:
    seen = told(term())
    assert seen == Outlook(
        low=Decimal("51999.96"), high=Decimal("51999.96"), leavers=0, months_worked=24
    )


def test_who_left_lowers_the_end_and_an_empty_post_raises_it() -> None:
    left = term(key="2", person="b", post="P2", ends_on=date(2023, 8, 31))
    seen = told(term(), left)
    assert (seen.leavers, seen.months_worked) == (1, 45)
    recorded = work_out_year([term(), left], RULES, {"arrs": Decimal(200_000)}).forecast
    assert seen.high == recorded + 4 * Decimal("5250.00")
    month, staying = Decimal(52_000) / 12, Decimal(44) / 45
    lost = sum(month * (1 - staying**at) for at in range(1, 5))
    assert abs(recorded - seen.low - lost) < Decimal("0.05")


def test_the_high_end_is_never_above_the_sum_nor_below_what_is_recorded() -> None:
    left = term(key="2", person="b", post="P2", ends_on=date(2023, 8, 31))
    assert told(term(), left, year_sum="75000").high == Decimal(75_000)
    assert told(term(), left, year_sum=None).high > Decimal(75_000)


def test_new_terms_of_somebody_who_stays_are_no_leaving() -> None:
    seen = told(term(ends_on=date(2023, 4, 30)), term(starts_on=date(2023, 5, 1), hours="30"))
    assert (seen.leavers, seen.months_worked) == (0, 24)
    assert told().months_worked == 0


def test_who_left_before_the_two_years_does_not_count() -> None:
    assert told(term(), term(key="2", person="b", ends_on=date(2021, 10, 31))).leavers == 0
    assert months_before(date(2024, 1, 31), 1) == date(2023, 12, 1)
    assert months_before(date(2024, 1, 31), 24) == date(2022, 1, 1)
