"""Local variations: refused unless all agree, it is approved and pays more; a line of their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.funding.comparing import compare
from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import reckoned
from openpcn.engines.funding.statements import Statement
from openpcn.engines.funding.variations import Variation, reasons_against, vary
from openpcn.kernel.contract_years import ContractYear
from openpcn.rulebook.funding import funding_rules

YEAR = ContractYear(2025)
MEMBERS = ("Z1", "Z2")


def statement(**more: int) -> Statement:
    said = {"registered": 30_000, "adjusted": 31_000, "weighted": 29_500} | more
    return work_out_funding(reckoned(**said), funding_rules(YEAR))


def variation(**more: object) -> Variation:
    said: dict[str, object] = {
        "title": "Same-day hub",
        "replaces": ("enhanced_access",),
        "pounds": Decimal(300_000),
        "starts_on": YEAR.first_on,
        "ends_on": YEAR.last_on,
        "agreed_by": frozenset(MEMBERS),
        "approved_on": date(2025, 3, 1),
        "known_from": date(2025, 3, 1),
        "source": "Agreement of 1 March 2025",
    }
    return Variation(**(said | more))  # type: ignore[arg-type]


def reasons(**more: object) -> tuple[str, ...]:
    return reasons_against(variation(**more), statement(), MEMBERS)


def test_what_everybody_agreed_and_approved_and_pays_more_can_stand() -> None:
    assert reasons() == ()


def test_everything_against_it_is_said_together() -> None:
    assert reasons(agreed_by=frozenset({"Z2"}), approved_on=None, pounds=Decimal("261237.00")) == (
        "Z1 has not agreed",
        "it is not approved",
        "£261,237.00 does not exceed the national £261,237.00",
    )
    assert reasons(agreed_by=frozenset()) == ("Z1 and Z2 have not agreed",)
    assert reasons(replaces=("sheep",)) == ("sheep is no line of 2025/26",)
    assert reasons(replaces=("care_home_premium",)) == (
        "what the national terms would pay in its place is not known",
    )
    days = {"starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31)}
    assert reasons(**days) == ("it has no month of 2025/26",)
    nobody = reasons_against(variation(), statement(), ())
    assert nobody == ("no practice of the network is held that could agree",)


def test_it_is_a_line_of_its_own_beyond_the_national_lines() -> None:
    plain = statement()
    varied = vary(plain, [variation()])
    line = varied.lines[-1]
    assert varied.lines[:-1] == plain.lines
    assert line.title == "Local variation: Same-day hub"
    assert line.working == (
        "£38,763.00 = £300,000.00 agreed for 1 April 2025 to 31 March 2026 "
        "less the national £261,237.00 (Enhanced access)"
    )
    assert (line.status, line.recorded_source) == ("recorded", "Agreement of 1 March 2025")
    assert varied.total == plain.total + line.amount
    assert sum(one.pounds for one in line.schedule) == line.amount
    assert varied.varied_by == "Same-day hub"
    assert varied.by_status()["recorded"] == line.amount


def test_only_its_months_count_and_what_is_paid_on_claim_counts_evenly() -> None:
    half = variation(
        replaces=("arrs", "enhanced_access"),
        pounds=Decimal(600_000),
        starts_on=date(2025, 10, 1),
    )
    line = vary(statement(), [half]).lines[-1]
    assert line.amount == Decimal(600_000) - Decimal("392807.25") - Decimal("130618.50")
    assert next(one.month for one in line.schedule) == date(2025, 10, 1)
    assert len(line.schedule) == 6


def test_money_on_top_of_the_national_lines_stands_in_place_of_none() -> None:
    line = vary(statement(), [variation(replaces=(), pounds=Decimal(5_000))]).lines[-1]
    assert line.amount == 5_000
    assert line.working.endswith("less the national £0.00")


def test_what_no_longer_exceeds_the_national_money_pays_nothing_and_says_so() -> None:
    line = vary(statement(adjusted=60_000), [variation()]).lines[-1]
    assert line.amount == 0
    assert "no longer exceeds the national £505,620.00" in line.working
    assert line.working.endswith("look at the agreement again")


def test_where_the_national_sum_is_not_known_neither_is_the_variation() -> None:
    plain = work_out_funding(reckoned(registered=30_000), funding_rules(YEAR))
    line = vary(plain, [variation()]).lines[-1]
    assert (line.amount, line.schedule) == (None, ())
    assert "less a national sum that is not known (Enhanced access)" in line.working


def test_what_was_not_known_or_is_of_another_year_is_not_laid() -> None:
    early = work_out_funding(reckoned(), funding_rules(YEAR), as_known=date(2025, 2, 1))
    assert vary(early, [variation()]).varied_by == ""
    other = variation(starts_on=date(2024, 4, 1), ends_on=date(2025, 3, 31))
    assert vary(statement(), [other]).lines == statement().lines


def test_an_agreed_line_is_compared_as_a_rule() -> None:
    one, two = (vary(statement(), [variation(pounds=Decimal(n))]) for n in (300_000, 310_000))
    line = compare(one, two).lines[-1]
    assert line.words == ("rule: +£10,000.00, agreed locally",)


@settings(max_examples=40)
@given(st.integers(0, 60_000), st.decimals(1, 900_000, places=2))
def test_a_variation_never_means_less_than_the_national_terms(
    adjusted: int, pounds: Decimal
) -> None:
    plain = statement(adjusted=adjusted)
    assert vary(plain, [variation(pounds=pounds)]).total >= plain.total


@settings(max_examples=40)
@given(st.integers(0, 60_000), st.integers(0, 5_000), st.decimals(1, 900_000, places=2))
def test_more_patients_never_mean_less_money_under_a_variation(
    adjusted: int, more: int, pounds: Decimal
) -> None:
    laid = [variation(pounds=pounds)]
    before = vary(statement(adjusted=adjusted), laid).total
    assert vary(statement(adjusted=adjusted + more), laid).total >= before
