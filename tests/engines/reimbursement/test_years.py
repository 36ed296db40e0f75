"""Claims of a month and of a year: penny sums, order, the most of a role, the year's sum."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.reimbursement.claims import work_out_claim
from openpcn.engines.reimbursement.facts import Term
from openpcn.engines.reimbursement.years import work_out_year
from tests.engines.reimbursement.world import RULES, YEAR, term

APRIL = date(2023, 4, 1)
DAYS = st.dates(date(2022, 12, 1), date(2024, 5, 31))


@st.composite
def staff(draw: st.DrawFn) -> list[Term]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        first, other = sorted((draw(DAYS), draw(DAYS)))
        found.append(
            term(
                key=str(number),
                person=str(number % 3),
                post=f"P{number}",
                role=draw(st.sampled_from(["pharmacist", "coordinator", "lead", "doctor", "x"])),
                hours=str(draw(st.integers(1, 375)) / 10),
                salary=Decimal(draw(st.integers(0, 12_000_000))) / 100,
                starts_on=first,
                ends_on=draw(st.sampled_from([None, other])),
            )
        )
    return found


@settings(max_examples=25, deadline=None)
@given(staff(), st.integers(0, 20_000_000), st.randoms(use_true_random=False))
def test_claims_never_exceed_the_sum_and_order_does_not_matter(
    people: list[Term], pennies: int, chance: random.Random
) -> None:
    sums = {"arrs": Decimal(pennies) / 100, "arrs_gp": Decimal(pennies) / 300}
    sums["arrs_gp"] = sums["arrs_gp"].quantize(Decimal("0.01"))
    year = work_out_year(people, RULES, sums)
    assert year.forecast <= sum(sums.values())
    assert year.unused is not None
    assert year.unused >= 0
    mixed = list(people)
    chance.shuffle(mixed)
    assert work_out_year(mixed, RULES, sums) == year
    for month in year.months:
        lines = [line.amount for line in month.claim.lines if line.amount is not None]
        assert sum(lines, Decimal(0)) == month.claim.claimed
        assert sum(month.claim.by_pot.values(), Decimal(0)) == month.claim.claimed
        assert month.claim.claimed == month.payable + month.above
        assert all(amount == amount.quantize(Decimal("0.01")) >= 0 for amount in lines)


@settings(max_examples=12, deadline=None)
@given(staff())
def test_one_more_person_never_lowers_what_is_claimed(people: list[Term]) -> None:
    more = [*people, term(key="new", person="new", post="N", role="coordinator")]
    before = work_out_year(people, RULES, {"arrs": None, "arrs_gp": None})
    after = work_out_year(more, RULES, {"arrs": None, "arrs_gp": None})
    assert after.forecast >= before.forecast
    assert (after.sum, after.unused) == (None, None)


def test_a_post_handed_over_within_a_month_costs_a_month() -> None:
    first = term(key="1", person="a", ends_on=date(2023, 4, 12))
    second = term(key="2", person="b", starts_on=date(2023, 4, 13))
    both = work_out_claim([first, second], RULES, APRIL).claimed
    assert both == work_out_claim([term()], RULES, APRIL).claimed


def test_a_whole_year_in_post_is_the_year() -> None:
    year = work_out_year([term(role="coordinator")], RULES, {"arrs": Decimal(100_000)})
    assert year.forecast == Decimal("30000.00")
    assert year.unused == Decimal("70000.00")
    assert year.claimed_by(date(2023, 6, 29)) == Decimal("5000.00")
    assert year.claimed_by(date(2023, 6, 30)) == Decimal("7500.00")
    assert year.months_left(date(2023, 11, 22)) == 4
    assert year.months_left(date(2024, 3, 31)) == 0


def test_more_than_the_most_of_a_role_is_not_claimed_whoever_it_is() -> None:
    two = [term(key="1", role="lead", post="L1", salary=Decimal(70_000)),
           term(key="2", role="lead", post="L2", person="b", salary=Decimal(70_000))]  # fmt: skip
    small = work_out_claim(two, RULES, APRIL, registered=Decimal(40_000))
    assert small.claimed == Decimal("5833.34")
    assert [line.status for line in small.lines] == ["recalled", "recalled"]
    assert "50% of the role’s FTE can be claimed" in small.lines[0].working
    large = work_out_claim(two, RULES, APRIL, registered=Decimal(100_000))
    assert large.claimed == Decimal("11666.66")
    unknown = work_out_claim(two, RULES, APRIL)
    assert unknown.claimed == small.claimed


def test_roles_that_count_together_share_the_most() -> None:
    dear = Decimal(70_000)
    both = [
        term(key="1", role="lead", post="L1", salary=dear),
        term(key="2", role="deputy", post="L2", person="b", salary=dear),
    ]
    claim = work_out_claim(both, RULES, APRIL)
    assert claim.by_pot == {"arrs": Decimal("5625.00")}


def test_only_staff_above_the_baseline_of_2019_are_claimed() -> None:
    two = [term(), term(key="2", person="b", post="P2")]
    one = work_out_claim([term()], RULES, APRIL).claimed
    above = work_out_claim(two, RULES, APRIL, baselines={"pharmacist": Decimal(1)})
    assert abs(above.claimed - one) <= Decimal("0.01")
    assert "× 50% of the role’s FTE can be claimed" in above.lines[0].working
    none = work_out_claim(two, RULES, APRIL, baselines={"pharmacist": Decimal(3)})
    assert none.claimed == 0
    leads = [term(role="lead", salary=Decimal(70_000))]
    assert work_out_claim(leads, RULES, APRIL, baselines={"lead": Decimal(1)}).claimed == 0
    year = work_out_year(two, RULES, {"arrs": None}, baselines={"pharmacist": Decimal(1)})
    assert year.months[0].payable == above.claimed


def test_a_ring_fence_is_kept_apart() -> None:
    people = [term(), term(key="2", person="b", role="doctor", post="D1", salary=Decimal(80_000))]
    year = work_out_year(people, RULES, {"arrs": Decimal(60_000), "arrs_gp": Decimal(5_000)})
    assert year.months[0].payable == Decimal("9333.33")
    assert year.months[0].above == Decimal("2500.00")
    assert year.months[1].payable == Decimal("4333.33")
    without = work_out_year(people, RULES, {"arrs": Decimal(60_000)})
    assert [len(one.claim.lines) for one in without.months] == [1] * 12


def test_what_was_submitted_stands_and_lessens_what_is_left() -> None:
    people = [term()]
    sums = {"arrs": Decimal(10_000), "other": None}
    year = work_out_year(people, RULES, sums, settled={APRIL: Decimal(6_000)})
    assert [one.payable for one in year.months[:3]] == [
        Decimal(6_000),
        Decimal("4000.00"),
        Decimal("0.00"),
    ]
    assert [one.is_settled for one in year.months[:2]] == [True, False]
    less = work_out_year(people, RULES, sums, settled={APRIL: Decimal(1_000)})
    assert less.months[1].payable == Decimal("4333.33")


def test_lines_that_are_not_known_are_counted_and_in_no_amount() -> None:
    people = [replace(term(), key="9", role="dietitian"), term(post="P2")]
    year = work_out_year(people, RULES, {"arrs": Decimal(600_000)})
    assert year.not_known == 12
    assert len(year.months[0].claim.unknown) == 1
    assert year.year == YEAR
