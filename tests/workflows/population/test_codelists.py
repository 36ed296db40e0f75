"""A user's lists are judged, kept, and pinned by their hash."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.rulebook.synthetic_codes import synthetic_codes
from openpcn.workflows.population.codelists import (
    FOLDER,
    INDEX,
    add_codelist,
    held_codelists,
    held_contents,
    lint_codelist,
    states_of_clusters,
)

TODAY = date(2026, 11, 22)
GOOD = [code for _, code, _ in synthetic_codes("AST_COD")]


def a_list(folder: Path, *codes: str, extra: str = "") -> Path:
    place = folder / "asthma.csv"
    place.write_text("code,term,active\n" + "".join(f"{code},x,1\n" for code in codes) + extra)
    return place


def add(path: Path, state: Path, cluster: str = "AST_COD") -> None:
    add_codelist(path, cluster=cluster, state=state, source="Invented, 2026", on=TODAY)


def test_a_good_list_is_kept_and_fills_its_cluster(tmp_path: Path) -> None:
    add(a_list(tmp_path, *GOOD), tmp_path)

    held = held_codelists(tmp_path)["AST_COD"]
    assert (held.file, held.codes, held.source, held.added_on) == (
        "asthma.csv",
        len(GOOD),
        "Invented, 2026",
        "2026-11-22",
    )
    assert held_contents(tmp_path, ["AST_COD", "DM_COD"]) == {
        "AST_COD": {("snomed", code) for code in GOOD}
    }


def test_a_second_list_takes_the_place_of_the_first_and_leaves_others(tmp_path: Path) -> None:
    add(a_list(tmp_path, *GOOD), tmp_path)
    add(a_list(tmp_path, GOOD[0]), tmp_path, "ASTRES_COD")
    add(a_list(tmp_path, GOOD[1]), tmp_path)

    assert held_contents(tmp_path, ["AST_COD", "ASTRES_COD"]) == {
        "AST_COD": {("snomed", GOOD[1])},
        "ASTRES_COD": {("snomed", GOOD[0])},
    }


def test_categories_of_icd10_need_no_list(tmp_path: Path) -> None:
    contents = held_contents(tmp_path)

    assert contents["ICD10_F00"] == set()
    assert "AST_COD" not in contents


def test_points_and_small_letters_of_icd10_are_left_out(tmp_path: Path) -> None:
    add(a_list(tmp_path, "I21.0", "I210"), tmp_path, "CHARLSON_MYOCARDIAL_INFARCTION")

    held = held_contents(tmp_path, ["CHARLSON_MYOCARDIAL_INFARCTION"])
    assert held["CHARLSON_MYOCARDIAL_INFARCTION"] == {("icd10", "I210")}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (GOOD[0][:-1] + str((int(GOOD[0][-1]) + 1) % 10), "check digit does not hold"),
        ("1.23E+17", "power of ten"),
        (GOOD[0] + ".0", "number with decimals"),
        ("12345", "5 digits"),
    ],
)
def test_a_list_with_a_damaged_code_is_not_used(tmp_path: Path, code: str, said: str) -> None:
    with pytest.raises(NotRight) as caught:
        add(a_list(tmp_path, GOOD[1], code), tmp_path)

    assert f"asthma.csv is not used for AST_COD: line 3, {code!r}" in caught.value.message
    assert said in caught.value.message
    assert held_codelists(tmp_path) == {}


def test_only_the_first_troubles_are_told_with_the_number_of_the_rest(tmp_path: Path) -> None:
    with pytest.raises(NotRight, match="and 3 more"):
        add(a_list(tmp_path, *[f"1234{n}" for n in range(8)]), tmp_path)


def test_repetitions_blanks_and_codes_out_of_use_are_told_and_do_no_harm(tmp_path: Path) -> None:
    path = a_list(tmp_path, GOOD[0], GOOD[0], extra=f" {GOOD[1]},x,0\n")
    linted = lint_codelist(path, system="snomed")

    assert linted.grave == ()
    assert linted.lines == 3
    assert len(linted.codes) == 2
    said = {(one.line, one.words.split(",")[0]) for one in linted.troubles}
    assert {
        (3, "it is a repetition"),
        (4, "it has blanks around it"),
        (4, "it is said to be no longer in use; records may still hold it"),
        (2, "it is a synthetic code of a demonstration"),
    } <= said


def test_a_copy_that_was_changed_or_lost_is_refused(tmp_path: Path) -> None:
    add(a_list(tmp_path, *GOOD), tmp_path)
    copy = tmp_path / FOLDER / "AST_COD.csv"
    copy.write_text(copy.read_text() + "1\n")

    with pytest.raises(NotRight, match="its hash is another"):
        held_contents(tmp_path, ["AST_COD"])
    copy.unlink()
    with pytest.raises(NotRight, match="its hash is another"):
        held_contents(tmp_path, ["AST_COD"])


@pytest.mark.parametrize("text", ["{", '{"AST_COD": {"cluster": "AST_COD"}}', "[1]"])
def test_an_index_that_is_not_ours_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / INDEX).write_text(text)

    with pytest.raises(NotRight, match="not the list of codelists"):
        held_codelists(tmp_path)


def test_a_cluster_that_no_definition_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="NO_COD"):
        add(a_list(tmp_path, *GOOD), tmp_path, "NO_COD")


def test_a_state_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")

    with pytest.raises(NotPossible, match="cannot be kept"):
        add(a_list(tmp_path, *GOOD), tmp_path)


def test_every_cluster_is_listed_with_its_copy(tmp_path: Path) -> None:
    add(a_list(tmp_path, *GOOD), tmp_path)
    states = {one.cluster: one for one in states_of_clusters(tmp_path)}

    asthma = states["AST_COD"].held
    assert asthma is not None
    assert asthma.codes == len(GOOD)
    assert states["DM_COD"].held is None
    assert states["DM_COD"].published == "primary-care-domain"


def test_published_lists_have_nothing_wrong_with_them(published_data: Path) -> None:
    lists = sorted((published_data / "codelists").glob("*.csv"))

    assert len(lists) >= 20
    for path in lists:
        assert lint_codelist(path, system="snomed").grave == (), path.name
