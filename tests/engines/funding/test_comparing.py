"""Two statements: population, rate and rule explain the whole difference, to the penny."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.funding.comparing import Comparison, LineDifference, compare, signed
from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import reckoned
from openpcn.kernel.contract_years import ContractYear
from openpcn.rulebook.funding import funding_rules, years_held

people = st.integers(0, 200_000)
sides = st.tuples(people, people, people, st.integers(0, 2_000), st.sampled_from(years_held()))


def compared(one: tuple[int, ...], two: tuple[int, ...]) -> Comparison:
    statements = [
        work_out_funding(
            reckoned(registered=each[0], adjusted=each[1], weighted=each[2], beds=each[3]),
            funding_rules(each[4]),  # type: ignore[arg-type]
        )
        for each in (one, two)
    ]
    return compare(*statements)


def line(found: Comparison, code: str) -> LineDifference:
    return next(each for each in found.lines if each.code == code)


def year(begins: int) -> ContractYear:
    return ContractYear(begins)


@settings(max_examples=60)
@given(sides, sides)
def test_the_causes_sum_to_the_difference(one: tuple[int, ...], two: tuple[int, ...]) -> None:
    found = compared(one, two)
    assert found.difference == found.by_population + found.by_rate + found.by_rule
    for each in found.lines:
        if each.is_known:
            amounts = [side.amount if side else Decimal(0) for side in (each.first, each.second)]
            assert each.difference == amounts[1] - amounts[0]  # type: ignore[operator]
    if found.is_complete:
        assert found.difference == found.second.total - found.first.total


@settings(max_examples=20)
@given(sides)
def test_a_statement_does_not_differ_from_itself(one: tuple[int, ...]) -> None:
    found = compared(one, one)
    assert found.difference == 0
    assert all(each.words == ("the same",) for each in found.lines if each.is_known)


def test_each_cause_is_said_with_its_working() -> None:
    found = compared(
        (30_000, 41_000, 30_000, 100, year(2023)),  # type: ignore[arg-type]
        (31_000, 41_000, 31_000, 100, year(2024)),  # type: ignore[arg-type]
    )
    assert line(found, "arrs").words == (
        "population: +£22,671.00, 30,000 to 31,000 weighted",
        "rate: +£6,913.00, £22.671 to £22.894",
    )
    assert line(found, "core_registered").words == ("rule: +£69,967.00, only in the second",)
    assert line(found, "core").words == ("rule: −£45,000.00, only in the first",)
    assert line(found, "network_participation").by_rate == 0


def test_another_count_is_another_rule() -> None:
    found = compared(
        (50_000, 0, 50_000, 0, year(2019)),  # type: ignore[arg-type]
        (50_000, 0, 50_000, 0, year(2020)),  # type: ignore[arg-type]
    )
    roles = line(found, "arrs")
    assert roles.by_rule == roles.difference != 0
    assert roles.words[0].endswith(
        "counts contractor weighted population at most in place of "
        "set of roles for each network at most"
    )


def test_what_is_not_known_on_one_side_is_not_compared() -> None:
    found = compared(
        (30_000, 30_000, 30_000, 100, year(2025)),  # type: ignore[arg-type]
        (30_000, 30_000, 30_000, 100, year(2026)),  # type: ignore[arg-type]
    )
    premium = line(found, "care_home_premium")
    assert (premium.is_known, premium.difference) == (False, 0)
    assert premium.words == ("cannot be compared: 100 beds × rate not found",)
    assert not found.is_complete


def test_amounts_say_whether_they_are_more_or_less() -> None:
    told = [signed(Decimal(text)) for text in ("1.5", "-1.5", "0")]
    assert told == ["+£1.50", "−£1.50", "£0.00"]
