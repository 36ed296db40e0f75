"""The calendars of the rulebook can be read, and each wrong line of one is named."""

from __future__ import annotations

from datetime import date

import pytest

from openpcn.engines.calendar.obligations import Due, Owner
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.errors import NotRight
from openpcn.rulebook import obligations as book
from openpcn.rulebook.statuses import Status

GOOD = """
contract_year = "2024/25"
[sign]
title = "Sign"
words = "Sign it."
owner = "practice"
due = "once"
due_on = 2024-06-30
evidence = "The paper"
status = "verified"
sources = ["S65"]
clause = "1"
checked_on = 2026-11-21
note = ""
"""
SCHEDULE = """
[1]
title = "One"
words = "The first."
from_year = "2019/20"
status = "verified"
sources = ["S65"]
checked_on = 2026-11-21
note = ""
"""


def test_eight_years_are_held_and_each_says_who_owes_what_and_where_it_stands() -> None:
    assert [str(year) for year in book.calendar_years()][::7] == ["2019/20", "2026/27"]
    for year in book.calendar_years():
        held = book.obligations(year)
        assert len({one.code for one in held}) == len(held) >= 15
        assert {one.owner for one in held} == set(Owner)
        for one in held:
            assert one.sources, one.code
            assert one.evidence
            assert Status(one.status)
            if one.status == "recalled" or "R00" in {each.code for each in one.sources}:
                assert "must be checked" in one.note or "recalled" in one.note, one.code


def test_the_first_year_has_the_days_of_registration() -> None:
    held = {one.code: one for one in book.obligations(ContractYear(2019))}
    assert held["register_network"].due_on == date(2019, 5, 15)
    assert held["sign_network_agreement"].due_on == date(2019, 6, 30)
    assert held["extended_hours"].due is Due.ALL_YEAR


def test_a_network_agreement_has_nine_schedules_and_had_seven() -> None:
    schedules = book.agreement_schedules()
    assert len(schedules) == 9
    assert sum(one.from_year == ContractYear(2019) for one in schedules) == 7


def test_a_year_that_is_not_held_names_those_that_are() -> None:
    with pytest.raises(book.NoCalendarForYear, match="2018/19") as refused:
        book.obligations(ContractYear(2018))
    assert "2026/27" in refused.value.next_step


def test_a_file_of_another_year_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "shipped", lambda *_: GOOD)
    with pytest.raises(NotRight, match="about another year"):
        book.obligations.__wrapped__(ContractYear(2023))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "Sign"', "", "title is missing"),
        ('note = ""', 'note = ""\nmore = 1', "more is not known"),
        ('"practice"', '"everybody"', "owner 'everybody' is none of practice, network, icb"),
        ('"once"', '"sometimes"', "due 'sometimes' is none of"),
        ('"once"', '"monthly"', "due_on goes with due = 'once' only"),
        ("2024-06-30", "2025-06-30", "due_on is outside 2024/25"),
        ("2024-06-30", '"June"', "due_on is text, not a date"),
        ("S65", "S999", "source 'S999' is not described"),
        ('"verified"', '"sure"', "status 'sure' is none of"),
        ('"2024/25"', '"2024"', "not a contract year"),
        ("[sign]", "[sign", "cannot be read as TOML"),
    ],
)
def test_a_wrong_line_is_named(old: str, new: str, says: str) -> None:
    assert book.read_obligations(GOOD, file="x.toml")[0].code == "sign"
    with pytest.raises(NotRight, match=says.replace("(", r"\(")):
        book.read_obligations(GOOD.replace(old, new), file="x.toml")


def test_a_wrong_schedule_or_source_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert book.read_schedules(SCHEDULE, file="s.toml")[0].title == "One"
    for old, new, says in (
        ('words = "The first."', "", "words is missing"),
        ("S65", "S999", "is not described"),
    ):
        with pytest.raises(NotRight, match=says):
            book.read_schedules(SCHEDULE.replace(old, new), file="s.toml")
    monkeypatch.setattr(book, "shipped", lambda *_: "[S1]\ntitle = 3\n")
    with pytest.raises(NotRight, match="url is missing"):
        book.calendar_sources.__wrapped__()
