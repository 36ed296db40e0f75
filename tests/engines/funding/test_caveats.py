"""No total looks surer than its lines: what is missing or in conflict is said beside it."""

from __future__ import annotations

from datetime import date

from openpcn.engines.funding.caveats import INCOMPLETE, caveats, doubts, least_sure, total_status
from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import reckoned
from openpcn.engines.funding.statements import Statement
from openpcn.kernel.contract_years import contract_year
from openpcn.rulebook.funding import funding_rules, years_held
from tests.engines.funding.test_entitlements import adjusted, entitlement, facts, rate, rules


def whole(year: str) -> Statement:
    everything = reckoned(registered=30_000, adjusted=31_000, weighted=29_500, beds=200)
    return work_out_funding(everything, funding_rules(contract_year(year)))


def test_a_missing_and_a_conflicting_rate_are_said_beside_the_total() -> None:
    missing, doubtful, most = caveats(whole("2026/27"))
    assert missing == "Not in the total, because a rate or a count is not held: care home premium."
    assert doubtful.startswith("£93,879.00 of the total rests on rates whose sources conflict: ")
    assert doubtful.endswith("core payment, registered part; core payment, adjusted part.")
    assert most.startswith("£957,876.00 of the total is the most that can be earned or claimed: ")
    assert total_status(whole("2026/27")) == INCOMPLETE


def test_the_total_is_as_sure_as_its_least_sure_line() -> None:
    assert total_status(whole("2021/22")) == "conflict"
    assert total_status(whole("2020/21")) == "verified"
    assert total_status(whole("2023/24")) == "partial"


def test_only_a_total_of_sure_lines_has_nothing_said_beside_it() -> None:
    sure = work_out_funding(facts(adjusted(10)), rules(entitlement(rate("1.5"))))
    assert (caveats(sure), total_status(sure), sure.is_complete) == ((), "verified", True)


def test_no_year_with_a_missing_or_conflicting_rate_has_a_clean_total() -> None:
    for year in years_held():
        statement = whole(str(year))
        lines = statement.lines
        unsure = any(one.amount is None or one.status == "conflict" for one in lines)
        said = any("rests on" in one or "Not in the total" in one for one in caveats(statement))
        assert said is unsure, year
        assert (total_status(statement) in {INCOMPLETE, "conflict"}) is unsure, year


def test_before_any_rate_was_known_there_is_no_total() -> None:
    early = work_out_funding(
        reckoned(registered=1), funding_rules(contract_year("2025/26")), as_known=date(2025, 3, 1)
    )
    (said,) = caveats(early)
    assert said.startswith("Nothing of 2025/26 was known by 1 March 2025: no rate of the year")
    assert total_status(early) == INCOMPLETE
    assert not early.is_complete


def test_amounts_of_many_networks_are_told_with_what_they_rest_on_once() -> None:
    lines = [*whole("2026/27").lines, *whole("2026/27").lines]
    missing, conflict, unread = doubts(lines)
    assert missing == "Not counted, as a rate or a count is not held: care home premium."
    assert conflict.endswith("core payment, registered part; core payment, adjusted part.")
    assert unread.startswith("Rates still to be checked in their source: enhanced access; ")
    assert doubts(whole("2020/21").lines) == ()


def test_of_many_lines_the_least_sure_is_told() -> None:
    assert least_sure(whole("2026/27").lines).status == "not_found"
    assert least_sure(whole("2020/21").lines).status == "verified"
