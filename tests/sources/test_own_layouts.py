"""Our own CSV layouts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpcn.sources.rows import (
    NeighbourhoodPartRow,
    OrganisationRow,
    RelationshipRow,
    RoleHolderRow,
)
from tests.sources import files


def test_a_neighbourhood_is_made_of_lsoas(tmp_path: Path) -> None:
    heading = ("neighbourhood_code", "neighbourhood_name", "area_kind", "area_code", "starts_on")
    lines = [
        heading,
        ("N1", "Mill and Moor", "lsoa21", "E01999999", "2026-04-01"),
        ("N1", "Mill and Moor", "ward", "E05999999", "2026-04-01"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.rows == [
        NeighbourhoodPartRow(
            line=2,
            neighbourhood_code="N1",
            neighbourhood_name="Mill and Moor",
            area_kind="lsoa21",
            area_code="E01999999",
            starts_on=date(2026, 4, 1),
            ends_on=None,
        )
    ]
    assert was_read.reasons == [(3, "The area_kind is “ward”; write lsoa11 or lsoa21.")]


def test_an_organisation_of_any_kind_has_days(tmp_path: Path) -> None:
    lines = [
        ("code", "kind", "name", "postcode", "starts_on", "ends_on"),
        ("P1", "place", "Zedtown", "", "01/04/2020", ""),
        ("P2", "Training Hub", "Hub", "ZZ1 1AA", "2020-04-01", "2019-03-31"),
        ("P3", "", "Nameless", "", "2020-04-01", ""),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.rows == [
        OrganisationRow(
            line=2,
            code="P1",
            kind="place",
            name="Zedtown",
            postcode=None,
            starts_on=date(2020, 4, 1),
            ends_on=None,
        )
    ]
    assert was_read.reasons == [
        (3, "It ends on 31 March 2019, before it starts on 1 April 2020."),
        (4, "The kind is blank."),
    ]


def test_a_relationship_joins_two_organisations(tmp_path: Path) -> None:
    lines = [
        ("subject_code", "role", "object_code", "starts_on", "ends_on"),
        ("Z90001", "part of", "P1", "2020-04-01", "2024-03-31"),
        ("Z90001", "part_of", "Z90001", "2020-04-01", ""),
        ("Z90001", "part_of!", "P1", "2020-04-01", ""),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.rows == [
        RelationshipRow(
            line=2,
            subject_code="Z90001",
            role="part_of",
            object_code="P1",
            starts_on=date(2020, 4, 1),
            ends_on=date(2024, 3, 31),
        )
    ]
    assert was_read.reasons == [
        (3, "Z90001 is related to itself."),
        (4, "The role is “part_of!”; it is a word such as part_of."),
    ]


def test_a_role_holder_is_not_published_unless_it_says_so(tmp_path: Path) -> None:
    heading = (
        *("organisation_code", "role", "person_name", "email", "phone", "covers_for"),
        *("is_published", "starts_on", "ends_on"),
    )
    lines = [
        heading,
        (
            "U90001",
            "clinical_director",
            "Ada Zed",
            "a@example.org",
            "",
            "",
            "yes",
            "2020-04-01",
            "",
        ),
        ("U90001", "network_manager", "Bo Zed", "", "", "Ada Zed", "", "2020-04-01", ""),
        ("U90001", "network_manager", "Cy Zed", "nowhere", "", "", "no", "2020-04-01", ""),
        ("U90001", "network_manager", "Di Zed", "", "", "", "perhaps", "2020-04-01", ""),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert [
        (row.person_name, row.is_published, row.covers_for)
        for row in was_read.rows
        if isinstance(row, RoleHolderRow)
    ] == [("Ada Zed", True, None), ("Bo Zed", False, "Ada Zed")]
    assert was_read.reasons == [
        (4, "The email is “nowhere”, which is not an address."),
        (5, "is_published is “perhaps”; write yes or no."),
    ]
