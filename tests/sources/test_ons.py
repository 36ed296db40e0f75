"""Lookups of areas and organisations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpcn.sources.rows import AreaChangeRow, AreaLinkRow, OrganisationLinkRow
from tests.sources import files


def test_a_lookup_of_sub_icb_locations_has_both_schemes_of_codes(tmp_path: Path) -> None:
    lines = [
        (
            *("SICBL22CD", "SICBL22CDH", "SICBL22NM", "ICB22CD", "ICB22CDH", "ICB22NM"),
            *("NHSER22CD", "NHSER22CDH", "NHSER22NM", "ObjectId"),
        ),
        (
            *("E38999999", "99Z", "Invented - 99Z", "E54999999", "QZZ", "Invented ICB"),
            *("E40999999", "Y99", "Invented", 1),
        ),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    (row,) = was_read.rows
    assert isinstance(row, OrganisationLinkRow)
    assert (row.sub_icb_code, row.icb_ons_code, row.region_code) == ("99Z", "E54999999", "Y99")
    assert was_read.recognised.period_on == date(2022, 7, 1)


def test_a_2021_lsoa_lies_in_whatever_its_lookup_has(tmp_path: Path) -> None:
    lines = [
        (
            *("LSOA21CD", "LSOA21NM", "MSOA21CD", "MSOA21NM", "MSOA21HCLNM"),
            *("WD24CD", "WD24NM", "LAD24CD", "LAD24NM", "SICBL24CDH", "SICBL24NM"),
        ),
        (
            *("E01999999", "Zedtown 001A", "E02999999", "Zedtown 001", "Mill & Moor"),
            *("E05999999", "Mill", "E06999999", "Zedtown", "99Z", "Invented - 99Z"),
        ),
    ]
    rows = files.read_whole(files.write(tmp_path, lines)).rows
    parents = [
        (row.parent_kind, row.parent_code, row.parent_name)
        for row in rows
        if isinstance(row, AreaLinkRow)
    ]
    assert parents == [
        ("msoa21", "E02999999", "Mill & Moor"),
        ("ward24", "E05999999", "Mill"),
        ("council", "E06999999", "Zedtown"),
        ("sub_icb", "99Z", "Invented - 99Z"),
    ]


def test_a_2011_lsoa_lies_in_an_msoa_and_a_council(tmp_path: Path) -> None:
    lines = [
        ("LSOA_CODE", "MSOA_CODE", "PCON_CODE", "LAD_CODE", "LAD_NAME"),
        ("E01999999", "E02999999", "E14999999", "E06999999", "Zedtown"),
        ("E1999", "E02999999", "E14999999", "E06999999", "Zedtown"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    kinds = [row.parent_kind for row in was_read.rows if isinstance(row, AreaLinkRow)]
    assert kinds == ["msoa11", "council"]
    assert was_read.reasons == [(3, "The LSOA code is “E1999”; area codes are written E01000001.")]


CHANGES = ("LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM")


def test_every_part_of_a_split_area_is_kept_with_its_kind_of_change(tmp_path: Path) -> None:
    lines = [
        (*CHANGES, "CHGIND"),
        ("E01999991", "Zed 1A", "E01999991", "Zed 1A", "U"),
        ("E01999992", "Zed 1B", "E01999993", "Zed 1F", "S"),
        ("E01999992", "Zed 1B", "E01999994", "Zed 1G", "S"),
        ("E01999995", "Zed 1C", "E01999996", "Zed 1H", "?"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert [row.change for row in was_read.rows if isinstance(row, AreaChangeRow)] == [
        "U",
        "S",
        "S",
    ]
    assert was_read.codes == ["every_part_of_changed_areas"]
    assert was_read.reasons == [(5, "The change is “?”; U, S, M or X is known.")]


def test_a_best_fit_says_that_it_is_one(tmp_path: Path) -> None:
    lines = [CHANGES, ("E01999992", "Zed 1B", "E01999993", "Zed 1F")]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert [row.change for row in was_read.rows if isinstance(row, AreaChangeRow)] == [""]
    assert was_read.codes == ["best_fit_of_changed_areas"]
