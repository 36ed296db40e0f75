"""The scrutiny pack of the demonstration: questions in order, and numbers that can be traced."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from openpcn.engines.formation.review.findings import CONSEQUENCE, Finding, Mend
from openpcn.kernel.documents import (
    Cell,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Table,
    numbered,
    text_of,
)
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import When
from openpcn.workflows.pages.show_overview import show_overview
from openpcn.workflows.reports.contributing import said_of
from openpcn.workflows.reports.out_of_line import TITLES, not_held
from openpcn.workflows.reports.scrutiny import scrutiny_pack
from tests.domains.world import day
from tests.support.demonstration import _django_db_helper  # noqa: F401

pytestmark = pytest.mark.django_db
ASKED_ON = date(2026, 11, 22)
TODAY = When(as_at=day("2025-03-31"))


@pytest.fixture(scope="module")
def pack(prepared: Any) -> Document:
    return scrutiny_pack("ZQ1", when=TODAY, today=ASKED_ON)


@pytest.fixture(scope="module")
def ahead(prepared: Any) -> Document:
    return scrutiny_pack("ZQ1", when=When(as_at=day("2027-12-01")), today=ASKED_ON)


def test_a_day_to_come_is_said_at_the_head_section_by_section(ahead: Document) -> None:
    notes = {one.about: one.text for one in ahead.parts if isinstance(one, Note)}
    assert "told as it is recorded on 22 November 2026" in notes["About a day to come:"]
    held = {text_of(row[1]): row for row in table(ahead, "What the answers rest on").rows}
    assert held["Rates of money"][2:] == (
        "Rules of 2026/27",
        "the nearest held; those of 2027/28 are not held",
    )
    assert held["What people record in OpenPCN"][2] == "22 November 2026"
    assert held["Registered patients"][3] == "14 months earlier: not counted"
    assert "Sizes are known in a report as at 1 October 2026" in str(ahead.parts)
    money = next(one for one in ahead.parts if "the nearest year held" in str(one))
    assert "the rules of 2027/28 are not" in str(money)


def test_a_day_that_is_over_says_what_it_rests_on_and_nothing_of_days_to_come(
    pack: Document,
) -> None:
    assert "About a day to come:" not in {getattr(one, "about", "") for one in pack.parts}
    held = {text_of(row[1]): row for row in table(pack, "What the answers rest on").rows}
    assert held["Rates of money"][3] == "of its year"
    assert "not held" not in held["Registered patients"]


def test_a_day_that_nobody_can_know_is_refused(prepared: Any) -> None:
    with pytest.raises(NotRight, match="more than two years from now"):
        scrutiny_pack("ZQ1", when=When(as_at=day("2040-01-01")), today=ASKED_ON)


def table(pack: Document, caption: str) -> Table:
    found = (one for one in pack.parts if isinstance(one, Table))
    return next(one for one in found if one.caption.startswith(caption))


def test_the_questions_stand_in_the_order_of_the_committee(pack: Document) -> None:
    asked = [one.text for one in pack.parts if isinstance(one, Heading) and one.level == 1]
    assert [words[:2] for words in asked[:-1]] == ["a.", "b.", "c.", "d.", "e.", "f.", "g."]
    assert asked[0] == "a. How funding is calculated"
    assert asked[-1] == "What was asked, and what is done about it"
    assert "invented" in pack.footer


def test_every_size_leads_to_the_file_it_was_counted_in(pack: Document) -> None:
    page = show_overview("systems", "ZQ1", when=TODAY)
    rows = table(pack, "Size and distance").rows
    assert len(rows) == len(page.networks)
    for row, network in zip(rows, page.networks, strict=True):
        size = row[2]
        assert isinstance(size, Cell)
        assert size.text == f"{network.patients:,}"
        assert "Patients registered" in size.footnote.sources[0].title
    assert len(numbered(pack)) < 60


def test_an_entitlement_leads_to_a_working_and_its_source(pack: Document) -> None:
    for row in table(pack, "All networks together").rows:
        amount = row[3]
        assert isinstance(amount, Cell)
        assert amount.footnote.text.startswith("Each network's own, added up; for example ")
        assert amount.footnote.sources


def test_today_and_each_future_is_a_picture_with_words(pack: Document) -> None:
    drawn = [one for one in pack.parts if isinstance(one, Figure)]
    assert drawn[0].svg.startswith("<svg")
    assert "networks" in drawn[0].alternative
    listed = table(pack, "Places, networks and practices")
    assert sum(text_of(row[2]).count(";") + 1 for row in listed.rows) == len(
        show_overview("systems", "ZQ1", when=TODAY).members
    )


def test_what_is_out_of_line_is_said_with_its_network(pack: Document) -> None:
    findings = show_overview("systems", "ZQ1", when=TODAY).findings
    notes = " ".join(str(one) for one in pack.parts)
    assert findings
    for finding in findings:
        assert finding.title in notes


def test_a_day_without_money_is_not_a_clean_nought() -> None:
    early = scrutiny_pack("ZQ1", when=When(as_at=day("2022-08-01")), today=ASKED_ON)
    assert "£0.00" not in str(early)


@pytest.mark.parametrize(("within", "day_of"), [("ZN0001", "2025-03-31"), ("ZQ1", "1999-01-01")])
def test_what_is_no_system_or_was_not_there_is_told(within: str, day_of: str) -> None:
    with pytest.raises((NotPossible, NotFound)):
        scrutiny_pack(within, when=When(as_at=day(day_of)), today=ASKED_ON)


def test_each_kind_out_of_line_is_one_table_that_says_its_rule_once(pack: Document) -> None:
    found = show_overview("systems", "ZQ1", when=TODAY).findings
    captions = [one.caption for one in pack.parts if isinstance(one, Table)]
    for code in {one.code for one in found} - {"list_not_held"}:
        assert captions.count(TITLES[code]) == 1
    assert str(pack.parts).count("A network lies in one place.") <= 1
    assert set(TITLES) | {"list_not_held"} == set(CONSEQUENCE)


def test_lists_that_are_not_held_are_one_sentence() -> None:
    held = [
        Finding(
            code="list_not_held", network=code, practices=(), amount=1, unit="lists",
            title=title, detail="", mend=Mend(moves=(), patients=0, sentence="Load a list."),
        )
        for code, title in (("A", "3 lists not held"), ("B", "1 list not held"))
    ]  # fmt: skip
    names = {"A": "North PCN", "B": "South PCN"}
    assert "no list counts" in not_held(held, names, is_any_known=False).text
    told = not_held(held, names, is_any_known=True)
    assert told.text == "North PCN, 3 lists not held; South PCN, 1 list not held. Load a list."


@pytest.fixture(scope="module")
def later(prepared: Any) -> Document:
    return scrutiny_pack("ZQ1", when=When(as_at=day("2026-11-20")), today=ASKED_ON)


def test_an_action_leads_from_its_question_to_the_next_report(later: Document) -> None:
    rows = table(later, "Action log").rows
    assert {text_of(row[5]) for row in rows} == {"3 February 2027, Health scrutiny committee"}
    assert all(text_of(cell) for row in rows for cell in row)


def test_a_plan_says_in_how_many_networks_it_is_embedded(later: Document) -> None:
    plans = {text_of(row[0]): text_of(row[3]) for row in table(later, "Plans, and").rows}
    assert plans["Winter plan 2026/27"].endswith(" of 26")


def test_a_network_says_who_is_paid_for_it_or_that_it_is_not_held(later: Document) -> None:
    paid = {text_of(row[0]): text_of(row[1]) for row in table(later, "How each network").rows}
    assert paid["Lantern Hill PCN (ZN0001)"] != "not held"
    notes = {one.about: one.text for one in later.parts if isinstance(one, Note)}
    assert "Beacon Rise PCN" in notes["Nothing recorded:"]


def test_money_is_set_against_need_and_a_level_up_takes_from_nobody(later: Document) -> None:
    rows = table(later, "By network").rows
    assert all(not text_of(row[4]).startswith("−") for row in rows)
    assert len(table(later, "By how deprived").rows) == 5


def test_no_total_of_money_is_clean_beside_disputed_rates(later: Document) -> None:
    total = table(later, "All networks together").total
    assert total is not None
    assert text_of(total[3]).endswith(", provisional")
    networks = table(later, "Networks in 2026/27")
    assert [one.label for one in networks.columns[2:]] == [
        "To its payee, about",
        "To practices, about",
        "For each patient, about",
    ]
    for row in networks.rows:
        assert all(isinstance(one, Cell) and "Counted on" in one.footnote.text for one in row[1:])


def test_every_number_of_money_against_need_leads_to_its_working(later: Document) -> None:
    for caption in ("By network", "By how deprived"):
        for row in table(later, caption).rows:
            assert all(isinstance(one, Cell) and one.footnote.text for one in row[1:])


def test_numbers_and_verbs_agree(later: Document) -> None:
    said = " ".join(one.text for one in later.parts if isinstance(one, Paragraph))
    assert not re.search(r"\b1 (promises|things|practices|networks)\b|\b1 promise were", said)


@pytest.mark.parametrize(
    ("numbers", "late", "told"),
    [
        ({"kept": 1}, 0, "1 promise was kept; none is overdue."),
        (
            {"kept": 2, "promised": 1, "not_kept": 3, "declined": 1},
            1,
            (
                "2 promises were kept, 1 promise is open, 3 promises were not kept and 1 thing was "
                "declined; 1 promise is overdue."
            ),
        ),
        ({"promised": 2}, 2, "2 promises are open; 2 promises are overdue."),
        ({}, 0, "Nothing was promised yet; none is overdue."),
    ],
)
def test_promises_are_counted_in_plain_english(
    numbers: dict[str, int], late: int, told: str
) -> None:
    found: Any = SimpleNamespace(number=lambda name: numbers.get(name, 0), overdue=late)
    assert said_of(found) == told


def test_what_people_were_asked_and_who_speaks_for_them_is_told(later: Document) -> None:
    assert len(table(later, "Consultations").rows) >= 2
    notes = {one.about: one.text for one in later.parts if isinstance(one, Note)}
    assert "Patient participation group:" in notes
    assert notes["No group recorded of:"].endswith("the page “Voices” names them.")
