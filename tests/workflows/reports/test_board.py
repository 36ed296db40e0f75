"""The board paper of a network's month, and its director's one page."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from openpcn.cli.main import main
from openpcn.kernel.documents import Cell, Document, Heading, Note, Points, Table, text_of
from openpcn.kernel.errors import NotFound, NotRight
from openpcn.kernel.when import When
from openpcn.workflows.reports.board.paper import board_paper, position
from tests.domains.world import day
from tests.support.demonstration import _django_db_helper  # noqa: F401

pytestmark = pytest.mark.django_db
OCTOBER = {"month": date(2026, 10, 1), "when": When(as_at=day("2026-10-31"))}


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
        board_paper("ZN0001", month=date(2015, 1, 1), when=When(as_at=day("2015-01-31")))


def run(*words: str) -> object:
    with pytest.raises(SystemExit) as left:
        main(["report", *words])
    return left.value.code


def test_papers_are_written_by_command_one_or_all(
    demonstration: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ("--within", "ZN0001", "--month", "2026-10", "--out")
    assert not run("board", *named, str(tmp_path / "board.html"))
    assert not run("position", *named, str(tmp_path / "page.html"))
    assert "At a glance" in (tmp_path / "board.html").read_text()
    assert run("board", "--within", "ZN0001", "--month", "October", "--out", "x.html")
    assert "“October” is no month" in capsys.readouterr().err
    taken = ("--within", "ZQ1", "--month", "2026-10", "--into", str(tmp_path / "page.html"))
    assert run("boards", *taken)
    assert "cannot be a folder" in capsys.readouterr().err


def test_a_folder_takes_the_papers_of_every_network_of_a_place(
    demonstration: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpcn.domains.registry.queries.structure import networks

    every = networks(when=OCTOBER["when"], within="ZQ1")
    smallest, held = min(Counter(one.place_code for one in every).items(), key=lambda one: one[1])
    assert smallest
    asked = ("--within", smallest, "--month", "2026-10", "--form", "html")
    assert not run("boards", *asked, "--into", str(tmp_path / "papers"))
    assert len(list((tmp_path / "papers").iterdir())) == held
    assert f"{held} of {held}: " in capsys.readouterr().err
