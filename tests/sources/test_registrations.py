"""Patients registered at practices."""

from __future__ import annotations

from pathlib import Path

import pytest

from openpcn.sources.rows import ListByAgeRow, ListByAreaRow, ListTotalRow
from tests.sources import files
from tests.sources.files import BY_AGE, BY_AREA, TOTALS


@pytest.mark.parametrize(
    ("patients", "kept", "reason"),
    [
        ("5000", 5000, None),
        ("12,345", 12345, None),
        ("5000.0", 5000, None),
        ("0", 0, None),
        ("-5", None, "The number of patients is -5, below zero."),
        ("10000000", None, "The number of patients is 10,000,000, larger than any practice."),
        ("10,000,000", None, "The number of patients is 10,000,000, larger than any practice."),
        ("1_000", None, "The number of patients is “1_000”, which is not a number."),
        ("12.5", None, "The number of patients is “12.5”, not a whole number."),
        ("", None, "The number of patients is “”, which is not a number."),
        ("1,23", None, "The number of patients is “1,23”, which is not a number."),
        ("nan", None, "The number of patients is “nan”, which is not a number."),
    ],
)
def test_a_list_size_is_a_whole_number_of_people(
    tmp_path: Path, patients: str, kept: int | None, reason: str | None
) -> None:
    lines = [TOTALS, files.total("Z90001", patients), files.total("Z90002", 1)]
    was_read = files.read_whole(files.write(tmp_path, lines))
    sizes = [row.patients for row in was_read.rows if isinstance(row, ListTotalRow)]
    assert sizes == [1] if kept is None else [kept, 1]
    assert was_read.reasons == ([] if reason is None else [(2, reason)])


def test_a_list_of_nobody_is_kept_and_noticed(tmp_path: Path) -> None:
    was_read = files.read_whole(files.write(tmp_path, [TOTALS, files.total("Z90001", 0)]))
    assert was_read.codes == ["list_of_zero"]
    assert was_read.tally.noticed[0].message == "Z90001 has a list of no patients."
    assert was_read.tally.kept == 1


def test_a_practice_counts_once_in_a_publication(tmp_path: Path) -> None:
    lines = [TOTALS, files.total("Z90001", 5), files.total("z90001 ", 6)]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.reasons == [(3, "Z90001 is on line 2 already, for the same day.")]


def test_publications_stacked_in_one_file_keep_their_days(tmp_path: Path) -> None:
    lines = [TOTALS, files.total("Z90001", 5), files.total("Z90001", 6, on="01APR2025")]
    was_read = files.read_whole(files.write(tmp_path, lines))
    days = [row.on.month for row in was_read.rows if isinstance(row, ListTotalRow)]
    assert days == [3, 4]
    assert was_read.codes == ["stacked_vintages"]
    assert was_read.tally.noticed[0].message == (
        "The file stacks 2 publications; each keeps its day: 1 March 2025, 1 April 2025."
    )


def test_a_day_in_2099_is_rejected(tmp_path: Path) -> None:
    lines = [TOTALS, files.total("Z90001", 5), files.total("Z90002", 6, on="01JAN2099")]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.reasons == [
        (3, "The extract date is 1 January 2099, too far away to be believed.")
    ]


def test_a_day_that_is_none_is_rejected(tmp_path: Path) -> None:
    lines = [TOTALS, files.total(), files.total("Z90002", 6, on="31FEB2025")]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.reasons == [(3, "The extract date is “31FEB2025”, which is not a day.")]


def test_only_practices_and_only_parts_count_in_the_file_by_age(tmp_path: Path) -> None:
    lines = [
        BY_AGE,
        files.by_age("ICB", "QZZ", "ALL", "ALL", 900),
        files.by_age("Comm Region", "Y99", "FEMALE", "0_4"),
        files.by_age("GP", "Z90001", "ALL", "ALL", 27),
        files.by_age("GP", "Z90001", "FEMALE", "ALL", 18),
        files.by_age("GP", "Z90001", "FEMALE", "0_4"),
        files.by_age("GP", "Z90001", "FEMALE", "95+"),
        files.by_age("GP", "Z90001", "MALE", "10_14"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    bands = [(row.sex, row.age_from) for row in was_read.rows if isinstance(row, ListByAgeRow)]
    assert bands == [("F", 0), ("F", 95), ("M", 10)]
    assert was_read.tally.passed_over == {
        "not a practice but “ICB”": 1,
        "not a practice but “Comm Region”": 1,
        "total of all ages or both sexes": 2,
    }
    assert was_read.codes == ["several_kinds_of_row"]


@pytest.mark.parametrize(
    ("sex", "band", "reason"),
    [
        ("FEMALE", "0_4", "This sex and age band is there already, a few lines above."),
        ("THING", "5_9", "The sex is “THING”, which is not one the file is known to use."),
        ("MALE", "old", "The age band is “old”; bands are written 0_4 or 95+."),
    ],
)
def test_a_band_that_cannot_be_is_rejected(
    tmp_path: Path, sex: str, band: str, reason: str
) -> None:
    lines = [
        BY_AGE,
        files.by_age("GP", "Z90001", "FEMALE", "0_4"),
        files.by_age("GP", "Z90001", sex, band),
    ]
    assert files.read_whole(files.write(tmp_path, lines)).reasons == [(3, reason)]


def test_a_residence_not_known_is_kept_and_noticed(tmp_path: Path) -> None:
    lines = [
        BY_AREA,
        files.by_area("Z90001", "E01999999", 40),
        files.by_area("Z90001", "NO2011", 3),
        files.by_area("Z90002", "NO2021", 4),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    areas = [row.area_code for row in was_read.rows if isinstance(row, ListByAreaRow)]
    assert areas == ["E01999999", "NO2011", "NO2021"]
    assert was_read.codes == ["residence_not_known"]
    assert was_read.tally.noticed[0].message.startswith("7 patients live in an area")


def test_a_practice_has_an_area_once(tmp_path: Path) -> None:
    lines = [BY_AREA, *(files.by_area("Z90001", "E01999999") for _ in range(2))]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.reasons == [
        (3, "E01999999 of this practice is there already, a few lines above.")
    ]


def test_a_practice_with_two_names_is_noticed(tmp_path: Path) -> None:
    other = list(files.by_area("Z90001", "E01999997"))
    other[3] = "ANOTHER SURGERY"
    lines = [
        BY_AREA,
        files.by_area("Z90001", "E01999999"),
        files.by_area("Z90002", "E01999998"),
        other,
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.codes == ["same_code_two_names"]
    assert was_read.tally.noticed[0].subject_code == "Z90001"


def test_lines_that_are_no_totals_are_passed_over(tmp_path: Path) -> None:
    by_sex = list(files.total("Z90001", 3))
    by_sex[7] = "FEMALE"
    was_read = files.read_whole(files.write(tmp_path, [TOTALS, files.total(), by_sex]))
    assert was_read.tally.passed_over == {"not the total of a practice": 1}


def test_areas_by_one_sex_are_passed_over(tmp_path: Path) -> None:
    women = list(files.by_area("Z90001", "E01999998"))
    women[5] = "FEMALE"
    lines = [BY_AREA, files.by_area("Z90001", "E01999999"), women]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.tally.passed_over == {"one sex of a row that has both": 1}
