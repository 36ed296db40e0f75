"""Networks, practices and structure from the console: answers, and messages for bad input."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from openpcn.cli.main import main
from tests.support.demonstration import _django_db_helper

__all__ = ["_django_db_helper"]

pytestmark = pytest.mark.django_db
Run = Any


@pytest.fixture
def run(db: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type words; what came out, what was said on the side, and the exit code."""

    def typed(words: str) -> tuple[str, str, int]:
        code = 0
        try:
            main(words.split())
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return said.out, said.err.strip(), code

    return typed


def test_the_list_has_every_network_and_a_sum(run: Run) -> None:
    out, _, code = run("networks list --as-at 2026-10-01")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split()[:2] == ["Code", "Network"]
    assert sum(line.startswith("ZN00") for line in lines) == 26
    assert lines[-1].startswith("26 networks of 130 practices with 1,19")
    assert lines[-1].endswith("on 1 October 2026.")


def test_the_list_is_narrowed_to_a_place(run: Run) -> None:
    found = json.loads(run("networks list --within ZP3 --json")[0])
    assert len(found) == 7
    assert {one["place_code"] for one in found} == {"ZP3"}


def test_the_list_comes_as_csv(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("networks list --csv --as-at 2026-10-01")[0])))
    assert len(rows) == 26
    assert {row["as_at"] for row in rows} == {"2026-10-01"}
    assert "55,983 above 50,000" in {row["size_against_30000_to_50000"] for row in rows}


def test_a_formula_in_a_name_is_not_run_by_a_spreadsheet(run: Run) -> None:
    from openpcn.domains.registry.models import OrganisationDetail

    named = OrganisationDetail.objects.filter(name="LANTERN HILL PCN")
    assert named.update(name='=HYPERLINK("http://example.org")') > 0
    (row,) = [
        row
        for row in csv.DictReader(io.StringIO(run("networks list --csv")[0]))
        if "HYPERLINK" in row["network_name"]
    ]
    assert row["network_name"].startswith("'=")


def test_a_network_is_shown_with_its_reason_and_history(run: Run) -> None:
    out, _, _ = run("networks show ZN0001 --as-at 2026-10-01")
    assert out.startswith("Lantern Hill PCN (ZN0001), as at 1 October 2026")
    assert "below 30,000 (30,000 to 50,000)" in out
    assert "Rationale of 14 April 2026, signed by" in out
    assert "is a core member of" in out


def test_a_network_before_it_was_known_is_not_there(run: Run) -> None:
    out, err, code = run("networks show ZN0001 --as-known 2020-01-01")
    assert (out, code) == ("", 4)
    assert err.startswith("Nothing was known here by 1 January 2020.")


def test_a_practice_is_shown_with_its_lists(run: Run) -> None:
    out, _, _ = run("practices show Z90001 --as-at 2026-10-01")
    assert "(Z90001), as at 1 October 2026" in out
    assert "In " in out
    assert "2022-07-01" in out


def test_the_difference_of_two_days_is_told_practice_by_practice(run: Run) -> None:
    out, _, _ = run("networks compare --from 2022-07-01 --to 2026-10-01 --within ZQ1")
    assert "ZN0014 was called Five Bridges PCN; it is" in out
    for told in ("merged into", "closed on 30 September 2023", "opened on 1 July 2024"):
        assert told in out
    assert "between 28 August 2026 and 1 October 2026." in out


def test_the_review_names_what_would_mend(run: Run) -> None:
    out, _, _ = run("networks review --within ZP1")
    assert "below 30,000 (a rationale is held)" in out
    assert "is in no network" in out
    assert "Smallest change:" in out
    assert "Neighbours: Two practices are neighbours" in out


def test_the_structure_is_drawn(run: Run, tmp_path: Path) -> None:
    out, _, code = run(f"structure --out {tmp_path}/structure.svg --as-at 2026-10-01")
    drawn = (tmp_path / "structure.svg").read_text()
    assert code == 0
    assert out.startswith("26 networks in three places.")
    assert drawn.startswith("<svg")
    assert "Lantern Hill" in drawn


def test_two_days_are_drawn_side_by_side(run: Run, tmp_path: Path) -> None:
    words = f"structure --out {tmp_path}/two.svg --as-at 2022-07-01 --against 2026-10-01"
    out, _, _ = run(words)
    assert "change network" in out


def test_the_structure_comes_as_json(run: Run) -> None:
    places = json.loads(run("structure --json")[0])
    assert len(places) == 3


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (
            "networks show NOPE",
            (
                "No organisation with the code NOPE is held. "
                "Check the code, search by name, or load a file that lists it."
            ),
            4,
        ),
        (
            "networks list --within NOPE",
            (
                "No organisation with the code NOPE is held. "
                "Check the code, search by name, or load a file that lists it."
            ),
            4,
        ),
        (
            "networks list --as-at 31/03/2025",
            "'31/03/2025' is not a day. Write it as 2025-03-31.",
            5,
        ),
        (
            "networks list --as-known lately",
            "'lately' is not a moment. Write it as 2025-03-31 or 2025-03-31T12:00.",
            5,
        ),
        (
            "networks list --json --csv",
            "An answer is JSON or CSV, not both. Leave one of them out.",
            5,
        ),
        (
            "networks compare --from 2025-03-01 --to 2022-07-01",
            (
                "1 March 2025 is not before 1 July 2022. "
                "Give the earlier day with --from and the later one with --to."
            ),
            5,
        ),
        ("structure", "There is nowhere to draw. Name a file with --out FILE.svg.", 5),
    ],
)
def test_bad_input_is_answered_with_the_next_step(
    run: Run, words: str, said: str, code: int
) -> None:
    if "json" in words:
        out, err, left = run(words)
        assert json.loads(err)["message"] + " " + json.loads(err)["next_step"] == said
    else:
        out, err, left = run(words)
        assert err == said
    assert (out, left) == ("", code)


def test_a_day_in_2099_is_not_believed(run: Run) -> None:
    out, err, code = run("networks list --as-at 2099-01-01")
    assert out == ""
    assert err.startswith("1 January 2099 is more than two years from now: nobody can know it.")
    assert code == 5


def test_a_moment_before_anything_was_loaded_knows_nothing(run: Run) -> None:
    out, err, code = run("networks list --as-known 2020-01-01")
    assert (out, code) == ("", 4)
    assert err.startswith("Nothing was known here by 1 January 2020.")


def test_a_network_is_not_shown_before_it_existed(run: Run) -> None:
    out, err, code = run("networks show ZN0001 --as-at 1950-01-01")
    assert (out, code) == ("", 4)
    assert "(ZN0001) did not exist on 1 January 1950, as far as is held." in err


def test_a_practice_is_not_shown_as_a_network(run: Run) -> None:
    _, err, code = run("networks show Z90001")
    assert "(Z90001) does not stand under networks." in err
    assert code == 4


def test_a_drawing_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    _, err, code = run(f"structure --out {tmp_path}/no/such/folder.svg")
    assert "folder.svg cannot be written: No such file or directory." in err
    assert code == 4


def test_without_data_the_next_step_is_to_load_some(run: Run) -> None:
    from django.utils import timezone

    from openpcn.domains.registry.models import Dataset

    Dataset.objects.update(known_until=timezone.now())
    assert run("networks list") == (
        "",
        (
            "No data are loaded yet. Load published files with openpcn load FOLDER, "
            "or look at the demonstration with openpcn up --demo."
        ),
        4,
    )
