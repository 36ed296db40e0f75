"""Reports on what is odd: no data or half of them, two vintages, mergers, three patients, names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openpcn.domains.registry.actions.successions import succeed
from openpcn.kernel.documents import Document, Note, Paragraph, Points, Table, text_of
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When
from openpcn.workflows.documents import files
from openpcn.workflows.documents.html import as_html
from openpcn.workflows.documents.pdf import as_pdf
from openpcn.workflows.documents.word import as_word
from openpcn.workflows.reports.board.paper import board_paper, position
from openpcn.workflows.reports.scrutiny import scrutiny_pack
from tests.domains.world import File, account, county, day, load
from tests.support.report import every_part

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 22)
LONG = "The Very Long Name Of A Network Of Practices That Somebody Typed In Full " * 3
ARABIC = "شبكة الأمل للرعاية الصحية"


@pytest.fixture(autouse=True)
def _county(db: None) -> None:
    county()


def pack(code: str = "Q91", on: str = "2024-03-31") -> Document:
    return scrutiny_pack(code, when=When(as_at=day(on)), today=TODAY)


def paper(code: str = "U90001", month: date = date(2024, 3, 1)) -> Document:
    return board_paper(code, month=month, when=When(as_at=TODAY), today=TODAY)


def table(document: Document, caption: str) -> Table:
    found = (one for one in document.parts if isinstance(one, Table))
    return next(one for one in found if one.caption.startswith(caption))


def test_a_place_without_practices_is_told_with_what_to_do() -> None:
    load(
        File(period_on=day("2024-01-02"))
        .detail("P93", "Nowhere")
        .dated("P93", "part_of", "Q91", "2015-04-01")
    )
    with pytest.raises(NotPossible, match="No practice of Nowhere is held") as told:
        pack("P93")
    assert "another day" in told.value.next_step


def test_half_the_data_say_what_is_not_held_and_add_nothing_up_over_it() -> None:
    made = pack()
    held = {text_of(row[1]): text_of(row[2]) for row in table(made, "What the answers").rows}
    assert held["Registered patients"] == "1 January 2024"
    assert held["Where patients live"] == "not held"
    assert held["Payments to practices"] == "not held"
    sizes = {text_of(row[0]): [text_of(one) for one in row] for row in table(made, "Size").rows}
    assert sizes["North PCN (U90001)"][2:] == ["30,000", "not held", "not held"]
    notes = {one.about: one.text for one in made.parts if isinstance(one, Note)}
    assert "Not known:" in notes
    assert "Elm" not in str(made.title)
    total = table(made, "All networks together").total
    assert total is not None
    assert not text_of(total[3]).startswith("£")


def test_data_of_two_vintages_each_say_their_own_age() -> None:
    load(
        File(period_on=day("2024-10-01"))
        .total("Z90001", "2024-10-01", 11_000)
        .total("Z90002", "2024-10-01", 21_000)
    )
    later = pack(on="2024-10-31")
    sizes = {text_of(row[0]): text_of(row[2]) for row in table(later, "Size").rows}
    assert sizes["North PCN (U90001)"] == "32,000"
    assert sizes["South PCN (U90002)"] == "70,000"
    held = {text_of(row[1]): row[2:] for row in table(later, "What the answers").rows}
    assert held["Registered patients"] == ("1 January 2024 to 1 October 2024", "9 months earlier")


def test_a_network_that_merged_in_the_year_is_told_for_each_month_by_who_there_was() -> None:
    lead = account("lead", ("primary_care_lead", "Q91"))
    succeed(codes=["U90001"], successor="U90002", on=day("2024-06-01"), by=lead)
    assert "as at 31 May 2024" in paper(month=date(2024, 5, 1)).about
    with pytest.raises(NotPossible, match="had no practice on 30 June 2024") as told:
        paper(month=date(2024, 6, 1))
    assert "the network that its practices are members of" in told.value.next_step
    after = paper("U90002", date(2024, 6, 1))
    assert "Registered patients: 100,000" in points(after)
    sizes = {text_of(row[0]) for row in table(pack(on="2024-06-30"), "Size").rows}
    assert sizes == {"South PCN (U90002)", "West PCN (U90003)"}


def points(document: Document) -> tuple[str, ...]:
    return next(one for one in document.parts if isinstance(one, Points)).items


def test_three_patients_are_told_as_three_and_no_share_is_made_of_them() -> None:
    load(File(period_on=day("2024-10-01")).total("Z90005", "2024-10-01", 3))
    made = pack(on="2024-10-31")
    row = next(row for row in table(made, "Size").rows if text_of(row[0]).startswith("West"))
    assert [text_of(one) for one in row][1:] == ["1", "3", "not held", "not held"]
    small = paper("U90003", date(2024, 10, 1))
    assert "Registered patients: 3" in points(small)
    said = " ".join(text_of(cell) for one in tables(small) for row in one.rows for cell in row)
    assert "%" not in said


def test_a_network_of_which_nothing_is_recorded_has_no_noughts_in_its_paper() -> None:
    made = paper()
    assert "In reimbursed posts: nobody is recorded" in points(made)
    assert {"Open risks: none is recorded", "Open actions: none is recorded"} < {*points(made)}
    said = [one.text for one in made.parts if isinstance(one, Paragraph)]
    assert "Nobody in post and no claim of 2023/24 is recorded." in said
    assert "No session is recorded in March 2024, and what is owed is not known." in said
    page = position("U90001", month=date(2024, 3, 1), when=When(as_at=TODAY), today=TODAY)
    last = [one for one in page.parts if isinstance(one, Points)][-1]
    assert last.items == ("Nothing is recorded here that could be overdue.",)


def tables(document: Document) -> list[Table]:
    return [one for one in document.parts if isinstance(one, Table)]


@pytest.mark.parametrize("name", [LONG[:200], ARABIC, "מרשם PCN 12"])
def test_a_long_name_or_one_from_right_to_left_is_in_every_form(name: str) -> None:
    load(File(period_on=day("2024-01-03")).detail("U90001", name))
    made = paper()
    assert made.about.startswith(name.strip()[:100])
    assert as_pdf(made).startswith(b"%PDF-")
    assert as_word(made).startswith(b"PK")
    assert 'dir="auto"' in as_html(made)
    assert name.strip() in as_html(made)


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, MemoryError])
def test_an_interrupted_render_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: type[BaseException]
) -> None:
    out = tmp_path / "a.pdf"
    out.write_text("before")

    def interrupted(_document: Document) -> bytes:
        raise trouble

    monkeypatch.setitem(files.FORMS, ".pdf", interrupted)
    with pytest.raises(trouble):
        files.write_document(every_part(), out)
    assert out.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]
