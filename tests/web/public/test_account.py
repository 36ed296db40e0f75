"""A network's year for its residents is one text, read as a page and as two sheets of paper."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from openpcn.domains.publishing.actions import texts
from openpcn.domains.publishing.queries.texts import public_text
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows.public import account
from tests.domains import world
from tests.web.public.county import People

pytestmark = pytest.mark.django_db
YEAR = date(2025, 4, 1)
WIDE = "Wir müssen warten, mm wwww. "


def write(people: People, text: str = "A nurse began.", **parts: str) -> int:
    number = texts.write_text(
        topic="account",
        owner="U90001",
        subject=texts.Subject(organisation="U90001"),
        words=texts.Words(title="Our year", text=text, parts=parts),
        by=people.writer,
        year_from=YEAR,
    )
    for stage in ("reviewed", "published"):
        texts.move_text(number, to=stage, by=people.reviewer, has_read=True)
    return number


def hold_lists() -> None:
    file = world.File(period_on=world.day("2025-10-01"))
    for number in range(1, 6):
        file.total(f"Z9000{number}", "2025-10-01", 10_000 * number)
    world.load(file)


def pages_of(number: int) -> int:
    answer = Client().get(f"/me/texts/{number}/account.pdf")
    assert answer["Content-Type"] == "application/pdf"
    return len(re.findall(rb"/Type\s*/Page\b", answer.content))


def test_an_account_says_what_was_done_what_it_cost_each_patient_and_what_is_not_known(prepared):
    hold_lists()
    number = write(prepared, "A nurse began.\nThe lift works.", said="You asked; we did.")
    page = Client().get(f"/me/texts/{number}/").content.decode()
    for words in (
        '<li dir="auto">The lift works.</li>',
        "Not known: no staff figures are held for this day.",
        "Pounds for each patient",
        "Registered patients: 30,000.",
        "You asked; we did.",
        "How many appointments there were.",
        "As at 31 March 2026",
    ):
        assert words in page
    assert "Our year" in Client().get("/me/networks/U90001/?as_at=2025-11-01").content.decode()


def test_an_account_without_lists_says_that_money_is_not_known(prepared):
    page = Client().get(f"/me/texts/{write(prepared)}/").content.decode()
    assert "the rules of this year, or the lists, are not held" in page


def test_the_longest_account_has_two_sheets_of_paper_and_a_short_one_no_more(prepared, monkeypatch):
    hold_lists()
    staff = tuple((f"A role with a name as long as they come, number {n}", 1.5) for n in range(16))
    monkeypatch.setattr(account, "staff_by_role", lambda codes, when: staff)
    eight = "\n".join([(WIDE * 7)[:186]] * 8)
    number = write(
        prepared,
        eight,
        said="\n".join([(WIDE * 7)[:111]] * 8),
        not_known="\n".join([(WIDE * 7)[:61]] * 8),
    )
    assert pages_of(number) <= 2
    page = Client().get(f"/me/texts/{number}/").content.decode()
    assert "9 other roles" in page


def test_what_does_not_fit_on_two_pages_is_refused_where_it_is_written(prepared):
    with pytest.raises(NotRight, match="1,500 fit"):
        write(prepared, "x" * 1_501)
    with pytest.raises(NotRight, match="9 points; 8 fit"):
        write(prepared, "\n".join("abcdefghi"))


def test_a_withdrawn_account_is_no_document_and_a_practice_has_none(prepared):
    number = write(prepared)
    texts.withdraw_text(number, note="A figure was wrong.", by=prepared.writer)
    assert Client().get(f"/me/texts/{number}/account.pdf").status_code == 404
    plan = texts.write_text(
        topic="restriction",
        owner="U90001",
        subject=texts.Subject(organisation="Z90001"),
        words=texts.Words(title="A", text="b"),
        by=prepared.writer,
    )
    for stage in ("reviewed", "published"):
        texts.move_text(plan, to=stage, by=prepared.reviewer)
    found = public_text(plan, when=world.on("2024-06-01")).text
    with pytest.raises(NotPossible, match="Only a network"):
        account.account_document(found, today=date(2024, 6, 1))
