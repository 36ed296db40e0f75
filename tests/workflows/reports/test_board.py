"""The board paper of a network's month, and its director's one page."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from openpcn.cli import report
from openpcn.cli.main import main
from openpcn.kernel.documents import (
    Cell,
    Document,
    Heading,
    Note,
    Paragraph,
    Points,
    Row,
    Table,
    text_of,
)
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import When
from openpcn.workflows.reports.board.matters import measure
from openpcn.workflows.reports.board.paper import board_paper, position
from tests.domains.world import day
from tests.support.demonstration import _django_db_helper  # noqa: F401

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
OCTOBER = {"month": date(2026, 10, 1), "when": When(as_at=TODAY), "today": TODAY}
NOVEMBER = OCTOBER | {"month": date(2026, 11, 1)}


@pytest.fixture(scope="module")
def paper(prepared: Any) -> Document:
    return board_paper("ZN0001", **OCTOBER)


def table(paper: Document, caption: str) -> Table:
    found = (one for one in paper.parts if isinstance(one, Table))
    return next(one for one in found if one.caption.startswith(caption))


def test_a_board_reads_what_it_decides_about_in_this_order(paper: Document) -> None:
    asked = [one.text for one in paper.parts if isinstance(one, Heading) and one.level == 1]
    assert asked == [
        "At a glance",
        "Decisions",
        "Money",
        "People in post",
        "Access",
        "Requirements",
        "Risks",
        "Actions",
        "Outcomes",
    ]
    assert "invented" in paper.footer


def test_every_entitlement_shows_its_working_and_the_total_says_what_it_leaves_out(
    paper: Document,
) -> None:
    for row in table(paper, "Entitlements").rows:
        amount = row[3]
        assert isinstance(amount, Cell)
        assert amount.footnote.text
    notes = [one.about for one in paper.parts if isinstance(one, Note)]
    assert "About the total:" in notes


def test_nobody_s_pay_is_in_it(paper: Document, prepared: Any) -> None:
    from openpcn.domains.workforce.models import Holding

    said = " ".join(
        text_of(cell)
        for one in paper.parts
        if isinstance(one, Table)
        for row in one.every_row()
        for cell in row
    )
    salaries = {one for one in Holding.objects.values_list("salary", flat=True) if one}
    assert salaries
    assert not [one for one in salaries if f"{one:,.2f}" in said or f"{one:,.0f}" in said]


def test_people_add_up_and_claims_stop_with_the_month(paper: Document) -> None:
    roles = table(paper, "In post")
    assert roles.total is not None
    assert int(text_of(roles.total[1])) == sum(int(text_of(row[1])) for row in roles.rows)
    assert text_of(table(paper, "Claims for staff").rows[-1][0]) == "October 2026"


def test_the_director_s_page_begins_with_the_position_and_says_what_is_late(prepared: Any) -> None:
    page = position("ZN0001", **OCTOBER)
    first, second = (one for one in page.parts if isinstance(one, Points))
    assert first.items[0].startswith("Registered patients: ")
    assert any("was due" in one or "empty since" in one for one in second.items)


def test_a_network_that_is_none_or_held_nothing_then_is_told(prepared: Any) -> None:
    with pytest.raises(NotRight, match="no network"):
        board_paper("ZQ1", **OCTOBER)
    with pytest.raises(NotFound):
        board_paper("ZN0001", **OCTOBER | {"month": date(2015, 1, 1)})


@pytest.fixture(scope="module")
def so_far(prepared: Any) -> Document:
    return board_paper("ZN0001", **NOVEMBER)


def test_a_month_that_goes_on_is_told_so_far_and_measures_what_has_ended(so_far: Document) -> None:
    assert so_far.title == "Lantern Hill PCN: board paper, November 2026 so far"
    assert "as at 22 November 2026" in so_far.about
    assert "so far, up to 22 November 2026" in so_far.footer
    said = [one.text for one in so_far.parts if isinstance(one, Paragraph) and one.is_strong]
    assert len(said) == 1
    assert said[0].startswith("November 2026 is told so far, up to 22 November 2026: only what")
    weeks = {text_of(row[0]): [text_of(one) for one in row[3:]] for row in weeks_of(so_far)}
    assert weeks["30 November 2026"] == ["not begun"] * 3
    assert weeks["23 November 2026"] == ["not begun"] * 3
    assert "not begun" not in weeks["16 November 2026"]
    lines = next(one for one in so_far.parts if isinstance(one, Points)).items
    assert "in the 3 weeks of the month that ended so far" in " ".join(lines)
    assert text_of(table(so_far, "Claims for staff").rows[-1][3]) in {"the month goes on", "Draft"}


def weeks_of(paper: Document) -> tuple[Row, ...]:
    return table(paper, "Enhanced access").rows


def test_a_week_that_goes_on_is_not_short_yet(prepared: Any) -> None:
    paper = board_paper("ZN0001", **NOVEMBER | {"today": date(2026, 11, 4)})
    weeks = {text_of(row[0]): text_of(row[4]) for row in weeks_of(paper)}
    assert weeks["2 November 2026"] == "goes on"
    lines = next(one for one in paper.parts if isinstance(one, Points)).items
    assert "Hours outside the core ones: no week of the month has ended yet" in lines


def test_a_whole_month_is_measured_with_the_week_that_ended_after_it(paper: Document) -> None:
    assert "so far" not in paper.title
    assert text_of(weeks_of(paper)[-1][0]) == "26 October 2026"
    assert all(text_of(row[4]) != "goes on" for row in weeks_of(paper))


@pytest.mark.parametrize(
    ("number", "unit", "told"),
    [
        (Decimal("52.0000"), "%", "52%"),
        (4.91848, "%", "4.9%"),
        (12.04, "per 1,000", "12 per 1,000"),
        (1250.4, "number", "1,250"),
        (7.25, "days", "7.2 days"),
        (-0.5, "number", "-0.5"),
    ],
)
def test_an_outcome_is_told_by_its_unit(number: float, unit: str, told: str) -> None:
    assert measure(number, unit) == told


def test_names_are_written_as_people_write_them(paper: Document) -> None:
    rows = table(paper, "Ambitions").rows
    assert rows
    assert not [row for row in rows if "LANTERN" in str(row)]
    assert any("Lantern Hill PCN" in text_of(row[0]) for row in rows)


def test_no_total_of_money_is_clean_beside_disputed_rates(paper: Document) -> None:
    total = table(paper, "Entitlements").total
    assert total is not None
    assert re.fullmatch(r"about £[\d,]+000, provisional", text_of(total[3]))
    lines = next(one for one in paper.parts if isinstance(one, Points)).items
    assert any(one.startswith("Entitlements") and "provisional" in one for one in lines)


def test_a_requirement_withdrawn_after_it_was_signed_off_is_asked_no_more(
    paper: Document, prepared: Any
) -> None:
    diary = "A paper diary for each practice"
    assert diary not in {text_of(row[0]) for row in table(paper, "Requirements").rows}
    before = board_paper("ZN0001", **OCTOBER | {"month": date(2026, 8, 1)})
    held = {text_of(row[0]): text_of(row[3]) for row in table(before, "Requirements").rows}
    assert held[diary] == "30 June 2026"


@pytest.mark.parametrize("month", [date(2026, 12, 1), date(2035, 10, 1)])
@pytest.mark.parametrize("made", [board_paper, position])
def test_a_month_that_has_not_begun_is_refused(prepared: Any, made: Any, month: date) -> None:
    with pytest.raises(NotPossible, match="has not begun: nothing has been delivered") as told:
        made("ZN0001", **OCTOBER | {"month": month})
    assert "Ask about November 2026" in told.value.next_step


def run(*words: str) -> object:
    with pytest.raises(SystemExit) as left:
        main(["report", *words])
    return left.value.code


def test_papers_are_written_by_command_one_or_all(
    demonstration: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "today", lambda: TODAY)
    named = ("--within", "ZN0001", "--month", "2026-10", "--out")
    assert not run("board", *named, str(tmp_path / "board.html"))
    assert not run("position", *named, str(tmp_path / "page.html"))
    assert "At a glance" in (tmp_path / "board.html").read_text()


def test_a_folder_takes_the_papers_of_every_network_of_a_place(
    demonstration: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(report, "today", lambda: TODAY)
    from openpcn.domains.registry.queries.structure import networks

    every = networks(when=When(as_at=day("2026-10-31")), within="ZQ1")
    smallest, held = min(Counter(one.place_code for one in every).items(), key=lambda one: one[1])
    assert smallest
    asked = ("--within", smallest, "--month", "2026-10", "--form", "html")
    assert not run("boards", *asked, "--into", str(tmp_path / "papers"))
    assert len(list((tmp_path / "papers").iterdir())) == held
    assert f"{held} of {held}: " in capsys.readouterr().err
