"""Points of postcodes and of organisations."""

from __future__ import annotations

from pathlib import Path

from openpcn.sources.rows import PointRow, PostcodeRow
from tests.sources import files

REST = ("E92000001", "", "", "", "", "")
POINTS = ("OrganisationCode", "OrganisationName", "PCDS", "Lat", "Long")


def test_postcodes_are_kept_without_blanks(tmp_path: Path) -> None:
    lines = [
        ("ZZ1 1AA", 10, 400000, 300000, *REST),
        ("ZZ11AB", 90, 0, 0, *REST),
        ("nowhere", 10, 400000, 300000, *REST),
        ("ZZ1 1AC", 10, 52.5, -1.1, *REST),
        ("ZZ1 1AD", 10, 4000000, 300000, *REST),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.rows == [
        PostcodeRow(line=1, postcode="ZZ11AA", easting=400000, northing=300000, quality=10)
    ]
    assert was_read.tally.passed_over == {"no point for this postcode": 1}
    assert was_read.reasons == [
        (3, "“nowhere” is not a postcode."),
        (4, "The quality, easting or northing of ZZ11AC is not a number."),
        (5, "ZZ11AD lies off the British National Grid."),
    ]


def test_points_are_kept_where_there_are_any(tmp_path: Path) -> None:
    lines = [
        POINTS,
        ("Z90001", "ELM SURGERY", "ZZ1 1AA", "52.5", "-1.1"),
        ("Z90002", "OAK SURGERY", "ZZ1 1AA", "", ""),
        ("Z90003", "ASH SURGERY", "ZZ1 1AA", "99.999999", "0"),
        ("Z90004", "FIR SURGERY", "ZZ1 1AA", "-1.1", "52.5"),
        ("Z90001", "ELM SURGERY", "ZZ1 1AA", "52.5", "-1.1"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.rows == [PointRow(line=2, code="Z90001", latitude=52.5, longitude=-1.1)]
    assert was_read.tally.passed_over == {
        "no coordinates given": 1,
        "outside the national grid (99.999999)": 1,
    }
    assert was_read.reasons == [
        (5, "The latitude -1.1 is not in the United Kingdom."),
        (6, "Z90001 has a point on line 2 already."),
    ]
