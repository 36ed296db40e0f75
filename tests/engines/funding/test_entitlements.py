"""Lines sum to the total, more patients never mean less money, and revisions leave arrears."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import Counted, NetworkFacts, checked, reckoned
from openpcn.engines.funding.rules import (
    Count,
    Entitlement,
    FundingRules,
    Paid,
    Payee,
    Per,
    Rate,
    Unheld,
)
from openpcn.engines.funding.statements import Line, Statement
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.funding import funding_rules, years_held

YEAR = ContractYear(2024)
JANUARY = date(2024, 1, 1)
REVISED = date(2024, 9, 26)
people = st.integers(0, 300_000)


def rate(pounds: str | None, **more: object) -> Rate:
    said: dict[str, object] = {
        "pounds": None if pounds is None else Decimal(pounds),
        "per": Per.YEAR,
        "starts_on": YEAR.first_on,
        "ends_on": YEAR.last_on,
        "known_from": YEAR.first_on,
        "status": "verified",
        "sources": (),
        "checked_on": date(2026, 11, 21),
    }
    return Rate(**(said | more))  # type: ignore[arg-type]


def entitlement(*rates: Rate, **more: object) -> Entitlement:
    said: dict[str, object] = {
        "code": "thing",
        "title": "A thing",
        "counts": Count.ADJUSTED,
        "counted_on": JANUARY,
        "payee": Payee.NOMINATED_PAYEE,
        "paid": Paid.MONTHLY,
        "is_most": False,
        "rates": rates,
    }
    return Entitlement(**(said | more))  # type: ignore[arg-type]


def rules(*entitlements: Entitlement, **more: object) -> FundingRules:
    return FundingRules(year=YEAR, entitlements=entitlements, **more)  # type: ignore[arg-type]


def adjusted(number: int, **more: object) -> Counted:
    said: dict[str, object] = {"counts": Count.ADJUSTED, "number": Decimal(number), "on": JANUARY}
    return Counted(**(said | more))  # type: ignore[arg-type]


def facts(*counts: Counted) -> NetworkFacts:
    return checked(counts)


def the_line(statement: Statement) -> Line:
    (line,) = statement.lines
    return line


@settings(max_examples=60)
@given(people, people, people, st.integers(0, 2_000), st.sampled_from(years_held()))
def test_lines_sum_to_the_total_and_months_to_the_line(
    registered: int, adjusted: int, weighted: int, beds: int, year: ContractYear
) -> None:
    held = reckoned(registered=registered, adjusted=adjusted, weighted=weighted, beds=beds)
    statement = work_out_funding(held, funding_rules(year))
    known = [line.amount for line in statement.lines if line.amount is not None]
    assert statement.total == sum(known)
    assert sum(statement.by_status().values()) == statement.total
    assert sum(statement.paid_to(payee) for payee in Payee) == statement.total
    for line in statement.lines:
        if line.schedule:
            assert sum(payment.pounds for payment in line.schedule) == line.amount


@settings(max_examples=60)
@given(people, people, people, st.integers(0, 500), st.sampled_from(years_held()))
def test_more_patients_never_mean_less_money(
    registered: int, adjusted: int, weighted: int, more: int, year: ContractYear
) -> None:
    said = {"registered": registered, "adjusted": adjusted, "weighted": weighted, "beds": 10}
    before = work_out_funding(reckoned(**said), funding_rules(year)).total
    for name in said:
        grown = said | {name: said[name] + more}
        assert work_out_funding(reckoned(**grown), funding_rules(year)).total >= before


def test_a_rate_for_part_of_the_year_counts_for_its_months() -> None:
    late = entitlement(rate("12", starts_on=date(2024, 7, 1)))
    line = the_line(work_out_funding(facts(adjusted(100)), rules(late)))
    assert line.sentence == "A thing: £900.00 = 100 adjusted × £12 × 9/12"
    assert line.schedule[0].month == date(2024, 7, 1)
    assert len(line.schedule) == 9


def test_two_rates_of_one_year_add_up() -> None:
    two = entitlement(
        rate("12", ends_on=date(2024, 9, 30)), rate("24", starts_on=date(2024, 10, 1))
    )
    line = the_line(work_out_funding(facts(adjusted(100)), rules(two)))
    assert line.working == "£1,800.00 = 100 adjusted × £12 × 6/12 + 100 adjusted × £24 × 6/12"
    assert line.schedule[0].pounds == 100
    assert line.schedule[-1].pounds == 200


def test_a_rate_by_the_month_and_a_rate_for_its_period() -> None:
    monthly = entitlement(rate("7.50", per=Per.MONTH, starts_on=date(2024, 8, 1)))
    assert (
        "× £7.50 × 8 months"
        in the_line(work_out_funding(facts(adjusted(2)), rules(monthly))).working
    )
    whole = entitlement(rate("0.27", per=Per.PERIOD, ends_on=date(2024, 9, 30)))
    line = the_line(work_out_funding(facts(adjusted(1_000)), rules(whole)))
    assert line.working == "£270.00 = 1,000 adjusted × £0.27"
    assert [payment.pounds for payment in line.schedule] == [45] * 6


def test_a_revised_rate_leaves_arrears_and_the_past_stays_as_it_was_known() -> None:
    revised = entitlement(rate("12"), rate("24", known_from=REVISED))
    held = facts(adjusted(100))
    early = the_line(work_out_funding(held, rules(revised), as_known=date(2024, 9, 25)))
    assert (early.amount, early.arrears, early.arrears_words) == (1_200, 0, "")
    late = the_line(work_out_funding(held, rules(revised), as_known=REVISED))
    assert (late.amount, late.arrears) == (2_400, 500)
    assert late.arrears_words == (
        "£500.00 is arrears for months that had ended: revised on 26 September 2024 "
        "from £1,200.00 = 100 adjusted × £12"
    )


def test_arrears_of_all_lines_sum_and_each_says_who_is_paid() -> None:
    revised = entitlement(rate("12"), rate("24", known_from=REVISED))
    practices = entitlement(
        rate("6"), rate("12", known_from=REVISED), code="other", payee=Payee.PRACTICES
    )
    statement = work_out_funding(facts(adjusted(100)), rules(revised, practices), as_known=REVISED)
    assert statement.arrears == sum(line.arrears for line in statement.lines) == 750
    told = [line.payee.words for line in statement.lines]
    assert told == ["the network's nominated payee", "the practices"]


def test_a_population_corrected_in_the_year_leaves_arrears() -> None:
    held = facts(adjusted(100), adjusted(90, known_from=date(2024, 6, 15)))
    line = the_line(work_out_funding(held, rules(entitlement(rate("12")))))
    assert (line.amount, line.arrears) == (1_080, -20)
    assert "£20.00 is to be paid back" in line.arrears_words


def test_a_population_that_came_late_was_not_known_before() -> None:
    held = facts(adjusted(100, known_from=date(2024, 6, 15)))
    line = the_line(work_out_funding(held, rules(entitlement(rate("12")))))
    assert line.arrears == 200
    assert line.arrears_words.endswith("revised on 15 June 2024 from what was not known")


def test_a_population_of_another_day_does_not_count() -> None:
    held = facts(adjusted(100, on=date(2023, 1, 1)))
    line = the_line(work_out_funding(held, rules(entitlement(rate("12")))))
    assert line.amount is None
    assert line.working == (
        "PCN adjusted population of 1 January 2024 not held (held: 1 January 2023) × £12"
    )
    assert line.schedule == ()


def test_a_stand_in_counts_and_is_marked_until_the_real_one_is_held() -> None:
    stand_in = adjusted(100, on=date(2024, 3, 1), is_stand_in=True)
    line = the_line(work_out_funding(facts(stand_in), rules(entitlement(rate("12")))))
    assert (line.amount, line.is_stand_in, line.counted_on) == (1_200, True, date(2024, 3, 1))
    both = facts(stand_in, adjusted(90))
    assert not the_line(work_out_funding(both, rules(entitlement(rate("12"))))).is_stand_in


def test_what_is_not_held_is_said_and_not_guessed() -> None:
    no_rate = entitlement(rate(None, status="not_found"))
    line = the_line(work_out_funding(facts(adjusted(100)), rules(no_rate)))
    assert (line.amount, line.working) == (None, "100 adjusted × rate not found")
    neither = the_line(work_out_funding(facts(), rules(no_rate)))
    assert neither.working == "PCN adjusted population × rate, neither is held"
    beds = entitlement(rate("120"), counts=Count.BEDS, counted_on=None)
    assert the_line(work_out_funding(facts(), rules(beds))).working == (
        "care home beds not held × £120"
    )


def test_beds_count_as_they_stand_in_the_year_and_not_as_they_stood_or_will() -> None:
    rule = entitlement(rate("120"), counts=Count.BEDS, counted_on=None)
    days = {date(2023, 1, 1): 10, date(2024, 1, 1): 20, date(2026, 1, 1): 30}
    held = facts(*(Counted(counts=Count.BEDS, number=Decimal(n), on=on) for on, n in days.items()))
    line = the_line(work_out_funding(held, rules(rule)))
    assert (line.working, line.counted_on) == ("£2,400.00 = 20 beds × £120", date(2024, 1, 1))


def test_roles_are_doubled_from_a_size_on() -> None:
    roles = entitlement(
        rate("71923"), counts=Count.NETWORK, paid=Paid.ON_CLAIM, doubled_from=100_000
    )
    for size, sets in ((99_999, "1 set"), (100_000, "2 sets")):
        held = facts(Counted(counts=Count.REGISTERED, number=Decimal(size), on=JANUARY))
        line = the_line(work_out_funding(held, rules(roles)))
        assert f"= {sets} of roles × £71,923" in line.working
        assert line.schedule == ()
    assert the_line(work_out_funding(facts(), rules(roles))).amount is None


def test_what_was_not_yet_in_force_has_no_line() -> None:
    later = entitlement(rate("12", known_from=date(2024, 10, 1)))
    fund = Unheld(
        title="A fund", words="no rule.", status="not_found", sources=(),
        known_from=date(2024, 10, 1), checked_on=date(2026, 11, 21),
    )  # fmt: skip
    early = work_out_funding(
        facts(adjusted(1)), rules(later, unheld=(fund,)), as_known=date(2024, 5, 1)
    )
    assert (early.lines, early.unheld, early.is_complete) == ((), (), False)
    late = work_out_funding(facts(adjusted(1)), rules(later, unheld=(fund,)))
    assert (late.unheld, late.is_complete) == (("A fund: no rule.",), False)


def test_the_least_certain_rate_gives_the_status() -> None:
    two = entitlement(
        rate("12", ends_on=date(2024, 9, 30)),
        rate("24", starts_on=date(2024, 10, 1), status="recalled"),
    )
    assert the_line(work_out_funding(facts(adjusted(1)), rules(two))).status == "recalled"


@pytest.mark.parametrize("number", ["-1", "NaN", "Infinity", "1e400", "100000001"])
def test_less_than_nothing_no_number_and_more_than_there_are_are_refused(number: str) -> None:
    with pytest.raises(NotRight, match="Registered patients cannot be"):
        reckoned(registered=Decimal(number))


def test_halves_of_patients_are_written_as_they_are() -> None:
    line = the_line(
        work_out_funding(reckoned(adjusted=Decimal("100.50")), rules(entitlement(rate("12"))))
    )
    assert line.working == "£1,206.00 = 100.5 adjusted × £12"


def test_how_many_sets_of_roles_is_not_guessed() -> None:
    roles = entitlement(rate("71923"), counts=Count.NETWORK, doubled_from=100_000)
    line = the_line(work_out_funding(facts(), rules(roles)))
    assert line.amount is None
    assert line.working.startswith("registered patients of 1 January 2024, who say how many sets")
