"""When things are due: once, each month, through the year; and days that are set locally."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from openpcn.engines.calendar.obligations import (
    Due,
    LocalDay,
    Obligation,
    Owner,
    occurrences,
)
from openpcn.kernel.contract_years import ContractYear

YEAR = ContractYear(2027)
ONE = Obligation(
    code="claim",
    year=YEAR,
    title="Claim",
    words="Claim it.",
    owner=Owner.NETWORK,
    due=Due.MONTHLY,
    due_on=None,
    starts_on=None,
    ends_on=None,
    evidence="The claim",
    status="verified",
    clause="1",
    sources=(),
    checked_on=date(2026, 11, 21),
    note="",
)


def test_a_monthly_one_stands_in_each_month_of_its_time() -> None:
    whole = occurrences((ONE,))
    assert [one.key for one in whole][::11] == ["2027-04", "2028-03"]
    assert {one.due_on for one in whole} == {None}
    part = replace(ONE, starts_on=date(2027, 10, 31), ends_on=date(2027, 12, 1))
    assert [one.key for one in occurrences((part,))] == ["2027-10", "2027-11", "2027-12"]


def test_a_day_of_the_month_after_never_leaves_its_month() -> None:
    found = occurrences((ONE,), {"claim": LocalDay(day_of_month=31, words="Letter")})
    days = {one.key: one.due_on for one in found}
    assert days["2027-04"] == date(2027, 5, 31)
    assert days["2028-01"] == date(2028, 2, 29)
    assert days["2028-03"] == date(2028, 4, 30)
    assert all(one.is_local and one.day_words == "Letter" for one in found)


def test_a_local_day_stands_in_only_where_the_contract_gives_none() -> None:
    local = {"claim": LocalDay(due_on=date(2027, 6, 1), words="Board")}
    without = replace(ONE, due=Due.ONCE)
    (own,) = occurrences((without,), local)
    assert (own.due_on, own.is_local, own.key) == (date(2027, 6, 1), True, "once")
    (held,) = occurrences((replace(without, due_on=date(2027, 4, 30)),), local)
    assert (held.due_on, held.is_local) == (date(2027, 4, 30), False)
    (monthly_day,) = occurrences((without,), {"claim": LocalDay(day_of_month=3)})
    assert monthly_day.due_on is None


def test_they_are_in_order_of_days_and_those_without_come_last() -> None:
    later = replace(ONE, code="b", due=Due.ONCE, due_on=date(2027, 9, 1))
    first = replace(later, code="a", due_on=date(2027, 4, 30))
    always = replace(ONE, code="c", due=Due.ALL_YEAR)
    found = occurrences((always, later, first))
    assert [one.obligation.code for one in found] == ["a", "b", "c"]


def test_owners_have_words() -> None:
    assert [each.words for each in Owner] == ["Practice", "Network", "Integrated care board"]
