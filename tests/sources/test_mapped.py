"""Figures through mapping files, ours and those that people add."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.sources.reading import read
from openpcn.sources.recognise import recognise
from openpcn.sources.rows import UNTIL_REPLACED, FigureRow, NotRecognised, Tally
from tests.sources import files

FLU = """
id = "flu"
title = "Flu vaccinations by practice"
source = "A local return"
publisher = "Invented Council"
licence = "Open Government Licence v3.0"
note = "Invented."
blank = ["*"]

[identify]
columns = ["Surgery", "Month", "Given", "Age"]

[subject]
kind = "practice"
column = "Surgery"

[period]
columns = ["Month"]
written_as = "%b %Y"
length = "month"

[aliases]
Given = ["Given (note 3)"]

[[pass_over]]
column = "Surgery"
is = ["TOTAL"]
reason = "total of all"

[[notice]]
code = "by_hand"
message = "The return is filled in by hand."

[[measure]]
id = "flu-given"
title = "Vaccinations given"
unit = "vaccinations"
column = "Given"
category_columns = ["Age"]
blank_category = "Any age"
least = 0
most = 5000

[[measure]]
id = "flu-stock"
title = "Stock"
unit = "words"
column = "Stock"
words = ["plenty", "none"]
"""


@pytest.fixture
def mappings(tmp_path: Path) -> Path:
    folder = tmp_path / "mappings"
    folder.mkdir()
    (folder / "flu.toml").write_text(FLU, "utf-8")
    return folder


def figures(was_read: files.WasRead) -> list[tuple[object, ...]]:
    return [
        (row.subject_code, row.measure, row.category, row.value, row.text)
        for row in was_read.rows
        if isinstance(row, FigureRow)
    ]


def test_a_mapping_file_teaches_a_new_table_without_code(tmp_path: Path, mappings: Path) -> None:
    lines = [
        ("Surgery", "Month", "Given", "Given (note 3)", "Age", "Stock"),
        ("z90001", "Oct 2025", "1,250", "", "65 and over", "plenty"),
        ("Z90002", "Oct 2025", "", "30", "", ""),
        ("Z90003", "Oct 2025", "*", "", "", ""),
        ("TOTAL", "Oct 2025", "1280", "", "", ""),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines), mappings=mappings)
    assert figures(was_read) == [
        ("Z90001", "flu-given", "65 and over", 1250.0, None),
        ("Z90001", "flu-stock", None, None, "plenty"),
        ("Z90002", "flu-given", "Any age", 30.0, None),
    ]
    assert was_read.recognised.format == "mapped:flu"
    assert was_read.recognised.period_on == date(2025, 10, 1)
    assert was_read.tally.passed_over == {"no figure given": 1, "total of all": 1}
    assert was_read.codes == ["by_hand", "heading_changed"]
    assert [each.id for each in was_read.tally.measures] == ["flu-given", "flu-stock"]
    assert was_read.tally.measures[0].note == "Invented."
    first = was_read.rows[0]
    assert isinstance(first, FigureRow)
    assert (first.starts_on, first.ends_on) == (date(2025, 10, 1), date(2025, 10, 31))


def test_without_its_mapping_the_table_is_not_known(tmp_path: Path) -> None:
    heading = ("Surgery", "Month", "Given", "Age")
    path = files.write(tmp_path, [heading, ("Z90001", "Oct 2025", 1, "")])
    assert isinstance(recognise(path), NotRecognised)


def test_a_mapping_added_while_we_run_is_seen(tmp_path: Path, mappings: Path) -> None:
    path = files.write(
        tmp_path, [("Dentist", "Month", "Seen", "Age"), ("V90001", "Oct 2025", 1, "")]
    )
    assert isinstance(recognise(path, mappings=mappings), NotRecognised)
    text = FLU.replace('"flu"', '"dentists"').replace("flu-", "dentists-")
    text = text.replace("Surgery", "Dentist").replace('Given"', 'Seen"')
    (mappings / "dentists.toml").write_text(text.replace('Given = ["', 'Seen = ["'), "utf-8")
    assert not isinstance(recognise(path, mappings=mappings), NotRecognised)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            ("Z9", "Oct 2025", "1"),
            "Surgery is “Z9”, which is not a code of practice.",
        ),
        (("Z90001", "October", "1"), "Month is “October”, which is not a month."),
        (("Z90001", "Jan 2099", "1"), "Month is 1 January 2099, too far away to be believed."),
        (
            ("Z90001", "Oct 2025", "many"),
            "The Vaccinations given is “many”, which is not a number.",
        ),
        (("Z90001", "Oct 2025", "-1"), "Vaccinations given is -1, below 0."),
        (("Z90001", "Oct 2025", "5001"), "Vaccinations given is 5001, above 5000."),
        (("Z90009", "Oct 2025", "1"), "Z90009 has a figure for flu-given already, further up."),
    ],
)
def test_a_line_with_a_cell_that_cannot_be_is_rejected_whole(
    tmp_path: Path, mappings: Path, cells: tuple[str, str, str], reason: str
) -> None:
    heading = ("Surgery", "Month", "Given", "Age")
    lines = [heading, ("Z90009", "Oct 2025", "7", ""), (*cells, "")]
    was_read = files.read_whole(files.write(tmp_path, lines), mappings=mappings)
    assert was_read.reasons == [(3, reason)]
    assert len(was_read.rows) == 1


def test_words_that_are_not_among_those_known_are_rejected(tmp_path: Path, mappings: Path) -> None:
    lines = [
        ("Surgery", "Month", "Given", "Age", "Stock"),
        ("Z90001", "Oct 2025", 1, "", "some"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines), mappings=mappings)
    assert was_read.reasons == [(2, "Stock is “some”; known are plenty, none.")]


def test_a_category_longer_than_the_store_is_rejected(tmp_path: Path, mappings: Path) -> None:
    lines = [("Surgery", "Month", "Given", "Age"), ("Z90001", "Oct 2025", 1, "x" * 81)]
    was_read = files.read_whole(files.write(tmp_path, lines), mappings=mappings)
    assert "is longer than 80 characters" in was_read.reasons[0][1]


def test_online_consultations_mind_headings_with_note_numbers(tmp_path: Path) -> None:
    heading = (
        *("month", "gp_code", "supplier", "submissions", "clinical_submissions"),
        *("administrative_submissions", "other_unknown_type_submissions"),
        *("rate_per_1_000_registered_patients", "participation"),
        *("supplier_4_5_6_11", "participation_11"),
    )
    lines = [
        heading,
        ("2025-09-01", "Z90001", "A LTD", 5, 3, 2, 0, 1.5, "1.0", "", ""),
        ("2025-10-01", "Z90001", "", 6, 4, 2, 0, 1.6, "", "B LTD", "1.0"),
        ("2025-10-01", "Z90002", "", 0, 0, 0, 0, 0.0, "", "", "0.0"),
        ("2025-09-01", "Z90002", "", 0, 0, 0, 0, 0.0, "0.0", "", ""),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    suppliers = [
        row.text
        for row in was_read.rows
        if isinstance(row, FigureRow) and row.measure == "online-supplier"
    ]
    assert suppliers == ["A LTD", "B LTD"]
    assert was_read.tally.passed_over == {"took no part in the month: no data, not zero": 2}
    assert was_read.codes == ["heading_changed", "heading_changed"]


def test_a_register_is_divided_by_the_list_of_its_own_age(tmp_path: Path) -> None:
    lines = [
        ("PRACTICE_CODE", "GROUP_CODE", "REGISTER", "PATIENT_LIST_TYPE", "PRACTICE_LIST_SIZE"),
        ("Z90001", "AF", 95, "TOTAL", 4098),
        ("Z90001", "AST", 333, "06OV", 3852),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines, "PREVALENCE_2021_v2.csv"))
    assert figures(was_read) == [
        ("Z90001", "qof-register", "AF", 95.0, None),
        ("Z90001", "qof-register-list", "AF", 4098.0, None),
        ("Z90001", "qof-register", "AST", 333.0, None),
        ("Z90001", "qof-register-list", "AST", 3852.0, None),
    ]
    first = was_read.rows[0]
    assert isinstance(first, FigureRow)
    assert (first.starts_on, first.ends_on) == (date(2020, 4, 1), date(2021, 3, 31))


def test_lines_of_one_role_are_added_up(tmp_path: Path) -> None:
    heading = (
        *("data_source", "census_year", "census_month", "pcn_code", "staff_group", "staff_role"),
        *("detailed_staff_role", "headcount_rows", "fte"),
    )
    lines = [
        heading,
        ("Staff", 2025, 11, "U90001", "Other", "Pharmacists", "Senior", 3, "1.2"),
        ("Contract", 2025, 11, "U90001", "Other", "Pharmacists", "Junior", 1, "0.4"),
        ("Staff", 2025, 11, "U", "Other", "Pharmacists", "Junior", 1, "9"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert figures(was_read) == [
        ("U90001", "network-workforce-fte", "Pharmacists", 1.6, None),
        ("U90001", "network-workforce-fte-by-source", "Staff", 1.2, None),
        ("U90001", "network-workforce-fte-by-source", "Contract", 0.4, None),
    ]
    assert was_read.tally.passed_over == {"no network (U)": 1}
    assert was_read.codes == ["rows_are_not_people"]


def test_payments_read_two_lists_and_leave_wrong_headings_alone(tmp_path: Path) -> None:
    lines = [
        (
            *("Code", "CCG NAME", "Practice Code"),
            "Number of Registered Patients (Last Known Figure)",
            "Number of Weighted Patients (Last Known Figure)",
            "Contract Type",
        ),
        ("U90001", "INVENTED PCN", "Z90001", 11204.5, 13113.26, "GMS"),
        ("U90001", "INVENTED PCN", "Z90002", 0, 0, ""),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines, "nhspaymentsgp-22-23.csv"))
    assert figures(was_read) == [
        ("Z90001", "payments-registered-patients", None, 11204.5, None),
        ("Z90001", "payments-weighted-patients", None, 13113.26, None),
        ("Z90001", "payments-contract-type", None, None, "GMS"),
    ]
    assert was_read.recognised.period_on == date(2022, 4, 1)
    assert was_read.tally.passed_over == {"no figure given": 1}


def test_a_rating_stands_from_its_year_until_it_is_replaced(tmp_path: Path) -> None:
    lines = [
        ("Practice.Code", "Year", "service_population_group", "domain", "latest_rating"),
        ("Z90001", 2016, "Overall", "Overall", "Good"),
        ("Z90001", 2019, "Overall", "Overall", "Outstanding"),
        ("Z90002", 2019, "Overall", "Overall", "Splendid"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert [
        (row.text, row.starts_on, row.ends_on)
        for row in was_read.rows
        if isinstance(row, FigureRow)
    ] == [
        ("Good", date(2016, 1, 1), UNTIL_REPLACED),
        ("Outstanding", date(2019, 1, 1), UNTIL_REPLACED),
    ]
    assert len(was_read.reasons) == 1


def test_a_survey_that_names_icbs_in_words_gets_their_codes(tmp_path: Path) -> None:
    lines = [
        ("Year", "Indicator", "ICB.NAME", "quin_1", "quin_2", "quin_3", "quin_4_5", "avg"),
        (2024, "access_pct", "Leicester, Leicestershire and Rutland", 0.8, "NA", 0.6, 0.5, 0.7),
        (2024, "access_pct", "England", 0.8, 0.7, 0.6, 0.5, 0.7),
        (2024, "access_pct", "Mercia", 0.8, 0.7, 0.6, 0.5, 0.7),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert figures(was_read)[0] == (
        "QK1",
        "gpps-median-practice",
        "access_pct / least deprived fifth",
        0.8,
        None,
    )
    assert figures(was_read)[-1] == ("QK1", "gpps-england-median", "access_pct", 0.7, None)
    assert len(was_read.rows) == 4
    assert was_read.reasons == [(4, "ICB.NAME is “Mercia”, which has no code in the mapping.")]


def test_each_index_of_deprivation_stays_on_its_own_areas(tmp_path: Path) -> None:
    older = [
        (
            *("LSOA11CD", "IMD", "Income", "Employment", "Education", "Health", "Crime"),
            *("IMD_RANK", "IMD_DECILE"),
        ),
        ("E01999999", 20.5, 0.1, 0.1, 9, -0.5, 0.2, 13000, 4),
    ]
    was_read = files.read_whole(files.write(tmp_path, older))
    assert {
        (row.subject_kind, row.measure.split("-")[0])
        for row in was_read.rows
        if isinstance(row, FigureRow)
    } == {("lsoa11", "imd2019")}
    newer = [
        (
            "LSOA code (2021)",
            "Index of Multiple Deprivation (IMD) Score",
            "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
            "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
        ),
        ("E01999999", 20.5, 13000, 4),
    ]
    was_read = files.read_whole(files.write(tmp_path, newer))
    assert {
        (row.subject_kind, row.measure.split("-")[0])
        for row in was_read.rows
        if isinstance(row, FigureRow)
    } == {("lsoa21", "iod2025")}


def test_a_name_without_a_financial_year_leaves_the_period_open(tmp_path: Path) -> None:
    lines = [
        ("PRACTICE_CODE", "GROUP_CODE", "REGISTER", "PATIENT_LIST_TYPE", "PRACTICE_LIST_SIZE"),
        ("Z90001", "AF", 95, "TOTAL", 4098),
    ]
    path = files.write(tmp_path, lines, "prevalence.csv")
    found = recognise(path)
    assert isinstance(found, NotRecognised)
    assert found.known_as == "QOF register sizes by practice"
    was_read = files.read_whole(path, period_hint=date(2023, 11, 1))
    first = was_read.rows[0]
    assert isinstance(first, FigureRow)
    assert (first.starts_on, first.ends_on) == (date(2023, 4, 1), date(2024, 3, 31))
    with pytest.raises(NotRight, match=r"prevalence\.csv does not say which period"):
        list(read(path, replace(was_read.recognised, period_on=None), Tally()))
