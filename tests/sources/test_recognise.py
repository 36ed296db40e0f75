"""What a file is, told from its content."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.sources.recognise import recognise
from openpcn.sources.rows import NotRecognised, Recognised
from tests.sources import files
from tests.sources.conftest import MakeEpcn, member
from tests.sources.files import BY_AGE, BY_AREA, MAP, TODAY, TOTALS

GEOJSON = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"%s":"E01999999"},'
    '"geometry":null}]}'
)
LAYOUTS = {
    "registered-totals": [TOTALS, files.total()],
    "registered-by-age": [BY_AGE, files.by_age("GP", "Z90001", "FEMALE", "0_4")],
    "registered-by-area": [BY_AREA, files.by_area("Z90001", "E01999999")],
    "network-map": [MAP, files.map_line("Z90001", "U90001")],
    "epraccur": [files.ods_line()],
    "postcodes": [("ZZ1 1AA", 10, 400000, 300000, "E92000001", "", "", "", "", "")],
    "points": [("OrganisationCode", "Lat", "Long"), ("Z90001", 52.5, -1.1)],
    "lookup-organisations": [
        tuple(
            f"{kind}23{scheme}"
            for kind in ("SICBL", "ICB", "NHSER")
            for scheme in ("CD", "CDH", "NM")
        ),
        tuple("abcdefghi"),
    ],
    "lookup-lsoa21": [
        ("LSOA21CD", "LSOA21NM", "MSOA21CD", "MSOA21NM", "LAD24CD", "LAD24NM"),
        tuple("abcdef"),
    ],
    "lookup-lsoa11": [
        ("LSOA_CODE", "MSOA_CODE", "PCON_CODE", "LAD_CODE", "LAD_NAME"),
        tuple("abcde"),
    ],
    "lsoa-changes": [("LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM", "CHGIND"), tuple("abcde")],
    "lsoa-best-fit": [("LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM"), tuple("abcd")],
    "openpcn-organisations": [("code", "kind", "name", "starts_on"), tuple("abcd")],
    "openpcn-relationships": [("subject_code", "role", "object_code", "starts_on"), tuple("abcd")],
    "openpcn-role-holders": [
        ("organisation_code", "role", "person_name", "starts_on"),
        tuple("abcd"),
    ],
    "openpcn-neighbourhoods": [
        ("neighbourhood_code", "neighbourhood_name", "area_kind", "area_code", "starts_on"),
        tuple("abcde"),
    ],
}


def told(path: Path, **hints: object) -> Recognised:
    found = recognise(path, today=TODAY, **hints)  # type: ignore[arg-type]
    assert isinstance(found, Recognised), found
    return found


def not_told(path: Path) -> NotRecognised:
    found = recognise(path, today=TODAY)
    assert isinstance(found, NotRecognised), found
    return found


@pytest.mark.parametrize(("format_id", "lines"), LAYOUTS.items(), ids=list(LAYOUTS))
def test_a_layout_is_told_by_its_content_whatever_the_file_is_called(
    tmp_path: Path, format_id: str, lines: list[files.Line]
) -> None:
    assert told(files.write(tmp_path, lines, "holiday.txt")).format == format_id


@pytest.mark.parametrize(
    ("heading", "format_id", "year"),
    [
        ("LSOA11CD", "boundaries-lsoa", 2011),
        ("MSOA21CD", "boundaries-msoa", 2021),
        ("WD25CD", "boundaries-ward", 2025),
        ("LAD24CD", "boundaries-council", 2024),
    ],
)
def test_boundaries_are_told_by_the_name_of_their_code(
    tmp_path: Path, heading: str, format_id: str, year: int
) -> None:
    found = told(files.write(tmp_path, GEOJSON % heading, "map"))
    assert (found.format, found.period_on) == (format_id, date(year, 1, 1))


def test_a_workbook_of_networks_is_told_by_headings_that_hold_line_breaks(
    make_epcn: MakeEpcn,
) -> None:
    assert told(make_epcn([member("Z90001", "U90001", "20190701")])).format == "epcn"


def test_a_packed_file_is_the_same_file(tmp_path: Path) -> None:
    plain = files.write(tmp_path, [TOTALS, files.total()])
    packed = tmp_path / "packed"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert told(packed).fingerprint == told(plain).fingerprint
    assert told(packed).format == "registered-totals"


def test_older_headings_name_clinical_commissioning_groups(tmp_path: Path) -> None:
    lines = [[each.replace("SUB_ICB_LOCATION", "CCG") for each in TOTALS], files.total()]
    assert told(files.write(tmp_path, lines)).format == "registered-totals"
    lines = [
        [each.replace("SUB_ICB_LOCATION", "CCG").replace("ICB", "STP") for each in MAP],
        files.map_line("Z90001", "U90001"),
    ]
    assert told(files.write(tmp_path, lines)).format == "network-map"


def test_the_period_comes_from_the_content_before_all_else(tmp_path: Path) -> None:
    path = files.write(tmp_path, [TOTALS, files.total()], "totals_2019-01.csv")
    found = told(path, period_hint=date(2020, 1, 1))
    assert (found.period_on, found.period_basis) == (date(2025, 3, 1), "content")


def test_where_the_content_has_no_period_it_is_given_or_in_the_name(tmp_path: Path) -> None:
    path = files.write(tmp_path, [files.ods_line()], "register_2022-12.csv")
    given, named = told(path, period_hint=date(2020, 1, 1)), told(path)
    nowhere = told(path, name="register.csv")
    assert (given.period_on, given.period_basis) == (date(2020, 1, 1), "given")
    assert (named.period_on, named.period_basis) == (date(2022, 12, 1), "name")
    assert (nowhere.period_on, nowhere.period_basis) == (None, "none")


def test_figures_that_could_be_of_any_year_are_known_and_not_loaded(tmp_path: Path) -> None:
    heading = ("ods_code", "gpps_overall_pct", "gpps_contact_pct", "gpps_responses")
    path = files.write(tmp_path, [heading, ("Z90001", 80, 70, 100)], "survey.csv")
    found = not_told(path)
    assert found.known_as == "GP Patient Survey by practice: overall and contacting the practice"
    assert found.differences[0] == (
        "It does not say which period it is about, and nor does its name."
    )
    assert told(path, period_hint=date(2024, 1, 1)).period_basis == "given"


def test_an_unknown_table_is_told_its_nearest_format_and_what_differs(tmp_path: Path) -> None:
    heading = [each for each in TOTALS if each != "NUMBER_OF_PATIENTS"] + ["PATIENTS"]
    found = not_told(files.write(tmp_path, [heading, files.total()]))
    assert found.nearest == "Patients registered at a GP practice, totals"
    assert found.differences[0] == "The column NUMBER_OF_PATIENTS is missing."
    assert "PATIENTS" in found.differences[1]


def test_a_short_format_is_not_nearest_by_the_few_words_it_shares(tmp_path: Path) -> None:
    renamed = {"EXTRACT_DATE": "starts_on", "TYPE": "kind"}
    heading = [renamed.get(each, each) for each in TOTALS]
    found = not_told(files.write(tmp_path, [heading, files.total()]))
    assert found.nearest == "Patients registered at a GP practice, totals"


def test_a_table_that_resembles_nothing_says_what_its_columns_are(tmp_path: Path) -> None:
    found = not_told(files.write(tmp_path, [("apples", "pears"), (1, 2)]))
    assert found.nearest is None
    assert found.differences == (
        "Its columns are those of no known format: APPLES, PEARS.",
        "A small mapping file can teach OpenPCN to read it.",
    )


def test_a_register_with_a_column_too_few_is_near_epraccur(tmp_path: Path) -> None:
    found = not_told(files.write(tmp_path, [files.ods_line()[:-1]]))
    assert found.nearest == "GP practices and other prescribers (epraccur)"
    assert found.differences == ("Line 1 has 26 columns where epraccur has 27.",)


def test_postcodes_with_columns_taken_out_are_near_code_point_open(tmp_path: Path) -> None:
    found = not_told(files.write(tmp_path, [("ZZ1 1AA", 10, 400000, 300000)]))
    assert found.nearest == "Points of postcodes (Code-Point Open)"


def test_a_map_without_codes_of_areas_is_near_boundaries(tmp_path: Path) -> None:
    found = not_told(files.write(tmp_path, GEOJSON % "name"))
    assert found.nearest == "Boundaries of LSOAs"


def test_a_workbook_of_something_else_lists_its_sheets(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Rota"
    book.active.append(["Monday", "Tuesday"])
    book.save(tmp_path / "rota.xlsx")
    found = not_told(tmp_path / "rota.xlsx")
    assert found.nearest is None
    assert found.differences[0] == "It is a workbook with the sheets Rota, none of which is known."


@pytest.mark.parametrize(
    ("content", "known_as"),
    [
        ("code,term\n1,Asthma\n", "Clinical code list"),
        ('{"resourceType":"Patient","id":"1"}\n', "FHIR resources"),
        (
            files.as_csv([files.ods_line("FZ001", "INVENTED HOSPICE", setting="")]),
            "Organisations of the ODS that neither prescribe nor dispense",
        ),
    ],
)
def test_a_file_for_later_is_called_by_its_name_and_set_aside(
    tmp_path: Path, content: str, known_as: str
) -> None:
    found = not_told(files.write(tmp_path, content))
    assert found.known_as == known_as
    assert found.differences == ("OpenPCN knows this kind of file and does not use it yet.",)


def test_prose_and_pictures_are_no_tables(tmp_path: Path) -> None:
    prose = not_told(files.write(tmp_path, "Permission is hereby granted\nto any person\n"))
    assert prose.differences == ("Its first line is not the headings of a table.",)
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\x00\x00\x1a")
    assert not_told(picture).differences == ("It is not a table, a workbook of tables or a map.",)


def test_a_file_of_the_year_2099_is_refused(tmp_path: Path) -> None:
    path = files.write(tmp_path, [TOTALS, files.total(on="01JAN2099")], "totals.csv")
    with pytest.raises(NotRight) as refused:
        recognise(path, today=TODAY)
    assert refused.value.message == (
        "totals.csv says that it is about 1 January 2099, more than two years from now."
    )
    assert refused.value.next_step


def test_headings_without_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotRight, match="has headings on line 1 and no rows below them"):
        recognise(files.write(tmp_path, [TOTALS]))
