"""Published lists of pharmacies, libraries and schools, and our own spreadsheet of assets."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from openpcn.kernel.errors import NotRight
from openpcn.sources.asset_layout import COLUMNS
from openpcn.sources.recognise import recognise
from openpcn.sources.rows import NotRecognised
from tests.sources import files

LIBRARY_COLUMNS = (
    "name,id,authority_id,address,postcode,lat,lng,type,closed,closed_year,opened_year,url,email,"
    "statutory2016"
)
SCHOOL_COLUMNS = (
    "URN,LA (name),EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),Town,"
    "Postcode,Easting,Northing"
)


def dispenser(code: str, status: str, what: str, closed: str = "") -> list[str]:
    line = list(files.ods_line(code, f"{code} CHEMIST", setting=""))
    line[9], line[10], line[11], line[12], line[13] = "ZZ1 1ZZ", "20100401", closed, status, what
    return line


def test_pharmacies_come_with_their_days_and_every_row_is_accounted_for(tmp_path: Path) -> None:
    lines = [
        dispenser("FZ001", "A", "1"),
        dispenser("FZ002", "C", "1", closed="20240630"),
        dispenser("FZ003", "A", "2"),
        dispenser("FZ004", "P", "1"),
    ]
    found = files.read_whole(files.write(tmp_path, files.as_csv(lines), "edispensary_2025-04.csv"))
    assert found.recognised.format == "edispensary"
    assert [(each.code, each.kind, each.standing) for each in found.rows] == [
        ("FZ001", "pharmacy", "active"),
        ("FZ002", "pharmacy", "defunct"),
        ("FZ003", "appliances", "active"),
    ]
    assert found.rows[1].closed_on == date(2024, 6, 30)
    assert (found.tally.read, found.tally.kept) == (4, 3)
    assert found.tally.passed_over == {"proposed, not open yet": 1}


def test_libraries_that_have_closed_say_when(tmp_path: Path) -> None:
    lines = (
        LIBRARY_COLUMNS,
        "Quay Library,1,9,Quay,ZZ1 1ZZ,52.6,-1.1,LAL,,,,,,t",
        "Hill Library,2,9,,ZZ1 2ZZ,,,CRL,XL,2014,1960,,,f",
        "No place,3,9,,,north,1,CL,,,,,,t",
        "Long ago,4,9,,,,,CL,XL,1066,,,,t",
    )
    found = files.read_whole(files.write(tmp_path, "\n".join(lines)))
    assert [(each.name, each.standing, each.description) for each in found.rows] == [
        ("Quay Library", "active", "Library of the local authority"),
        ("Hill Library", "defunct", "Community-run library"),
    ]
    hill = found.rows[1]
    assert (hill.opened_on, hill.closed_on) == (date(1960, 1, 1), date(2014, 12, 31))
    assert found.recognised.period_on == date(2016, 7, 1)
    assert found.reasons == [
        (4, "The latitude is “north”, which is not a number."),
        (5, "The year of closing is “1066”."),
    ]


def test_a_school_without_a_point_is_kept(tmp_path: Path) -> None:
    lines = (
        SCHOOL_COLUMNS,
        "100,Vellshire,Quay Primary,Community school,Primary,Quay,ZZ1 1ZZ,450000,300000",
        "101,Vellshire,Hill College,Further education,Not applicable,,,,",
        "102,,No council,Further education,Not applicable,,,,",
    )
    found = files.read_whole(files.write(tmp_path, "\n".join(lines), "schools_2025-05.csv"))
    assert [(each.code, each.easting, each.description, each.area) for each in found.rows] == [
        ("100", 450000.0, "Community school; Primary", "Vellshire"),
        ("101", None, "Further education", "Vellshire"),
    ]
    assert found.reasons == [(4, "The local authority is blank.")]


GOOD = {
    "name": "Friday walk",
    "kind": "Sport, walking and leisure",
    "themes": "moving; Loneliness and company",
    "languages": "English, Gujarati",
    "postcode": "ZZ1 1ZZ",
    "times": "MO WE 10:00-12:00; 1SA 9.30 to 11:00",
}


def line(**cells: str) -> list[str]:
    return [(GOOD | cells).get(name, "") for name in COLUMNS]


def test_the_spreadsheet_is_read_with_its_times(tmp_path: Path) -> None:
    found = files.read_whole(files.write(tmp_path, files.as_csv([COLUMNS, line()])))
    row = found.rows[0]
    assert (row.code, row.themes[0], row.languages) == (
        "friday walk|ZZ11ZZ",
        "moving",
        ("English", "Gujarati"),
    )
    assert [(each.days, each.opens_at, each.is_monthly) for each in row.times] == [
        (("MO", "WE"), time(10), False),
        (("1SA",), time(9, 30), True),
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"times": "FR 12:00-10:00"}, "The time “FR 12:00-10:00” ends before it begins."),
        ({"times": "Fridays"}, "The time is “Fridays”; write MO WE 10:00-12:00."),
        ({"times": "FR 1MO 10:00-12:00"}, "mixes every week and once a month"),
        ({"times": "FR 10:00-27:00"}, "There is no time “27:00”."),
        ({"website": "javascript:alert(1)"}, "it begins with https://"),
        ({"email": "nobody"}, "which is not an address"),
        ({"latitude": "12"}, "The latitude 12 is not between 49 and 61."),
        ({"youngest": "400"}, "The youngest age 400 is not between 0 and 120."),
        ({"name": ""}, "The name is blank."),
        ({"description": "x" * 5_001}, "is 5,001 characters long, over 5,000"),
    ],
)
def test_a_line_that_is_not_right_says_why(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    found = files.read_whole(files.write(tmp_path, files.as_csv([COLUMNS, line(**cells)])))
    assert found.rows == []
    assert reason in found.reasons[0][1]


def test_the_same_asset_twice_is_told(tmp_path: Path) -> None:
    found = files.read_whole(files.write(tmp_path, files.as_csv([COLUMNS, line(), line()])))
    assert found.reasons == [(3, "The same asset is on line 2 already.")]


def test_a_workbook_with_a_false_extension_is_told_by_what_it_holds(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["A note"])
    sheet = book.create_sheet("Assets")
    sheet.append(list(COLUMNS))
    sheet.append(line(name="🌻 Sunflowers"))
    sheet.append(["" for _ in COLUMNS])
    path = tmp_path / "assets.csv"
    book.save(path)
    found = files.read_whole(path)
    assert [each.name for each in found.rows] == ["🌻 Sunflowers"]


def test_a_picture_that_calls_itself_a_spreadsheet_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "assets.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    try:
        found = recognise(path)
    except NotRight:
        return
    assert isinstance(found, NotRecognised)
