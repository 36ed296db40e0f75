"""No name or code of the demonstration can be mistaken for a real one."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from openpcn.workflows.demonstration import names
from openpcn.workflows.demonstration.areas import ICB_CODE, PLACES, REGION_CODE
from openpcn.workflows.demonstration.invention import Invention
from openpcn.workflows.demonstration.local_files import CCGS, OTHERS


def register(published_data: Path) -> Iterator[list[str]]:
    for name in ("epraccur_2022-12.csv", "epraccur_2025-08.csv.gz"):
        path = published_data / "practices" / name
        with gzip.open(path, "rt") if name.endswith("gz") else path.open() as stream:
            yield from csv.reader(stream)


@pytest.fixture(scope="module")
def real_codes(published_data: Path) -> set[str]:
    """Codes of prescribers, networks, sub-ICB locations, ICBs and regions."""
    codes = {row[place] for row in register(published_data) for place in (0, 2, 3, 14)}
    for path in (published_data / "networks").glob("*map*.csv"):
        with path.open() as stream:
            for row in csv.DictReader(stream):
                codes |= {value for name, value in row.items() if name.endswith("_CODE")}
    return codes


def test_no_code_is_a_real_one(invention: Invention, real_codes: set[str]) -> None:
    ours = {
        *invention.practices.codes, *invention.networks.codes, *(place.code for place in PLACES),
        *(code for code, _ in CCGS), *(row[0] for row in OTHERS), ICB_CODE, REGION_CODE,
    }  # fmt: skip
    assert not ours & real_codes
    assert not {code for code in real_codes if code.startswith("Z")}


def test_no_code_has_the_shape_of_a_real_one_of_its_kind(invention: Invention) -> None:
    assert not any(re.fullmatch(r"[A-HJ-NPWY]\d{5}", code) for code in invention.practices.codes)
    assert not any(re.fullmatch(r"U\d{5}", code) for code in invention.networks.codes)
    areas = invention.areas
    every = (*areas.lsoa21, *areas.lsoa11, *areas.msoa, *areas.wards, *areas.councils)
    assert {area.code[0] for area in every} == {"Z"}


def test_no_postcode_area_is_real(invention: Invention, published_data: Path) -> None:
    real = {match[0] for row in register(published_data) if (match := re.match("[A-Z]+", row[9]))}
    ours = {re.match("[A-Z]+", unit.postcode)[0] for unit in invention.postcodes}  # type: ignore[index]
    assert ours == {"QX"}
    assert not ours & real
    codes = [unit.postcode for unit in invention.postcodes]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"QX\d{1,2} \d[A-Z]{2}", code) for code in codes)


def test_no_town_or_ward_is_a_real_one(invention: Invention, published_data: Path) -> None:
    real = {line.strip().upper() for row in register(published_data) for line in row[5:9]}
    with (published_data / "geography" / "ward25_llr.geojson").open() as stream:
        real |= {one["properties"]["WD25NM"].upper() for one in json.load(stream)["features"]}
    invented = {stem + ending for stem in names.STEMS for ending in names.ENDINGS}
    invented |= {names.CITY, names.COUNTY, names.REGION, *invention.areas.towns, *names.PARTS}
    assert not {name for name in invented if name.upper() in real}


def test_no_practice_has_the_name_of_a_real_one(invention: Invention, published_data: Path) -> None:
    real = {row[1] for row in register(published_data)}
    assert not set(invention.practices.names) & real
    assert len(set(invention.practices.names)) == len(invention.practices.names)


def test_no_network_has_the_name_of_a_real_one(invention: Invention, published_data: Path) -> None:
    real = set()
    for path in (published_data / "networks").glob("*map*.csv"):
        with path.open() as stream:
            real |= {row["PCN_NAME"].upper() for row in csv.DictReader(stream)}
    assert not set(invention.networks.names) & real


def test_nobody_can_be_rung_or_written_to(invention: Invention, folder: Path) -> None:
    assert all(phone.startswith("01632 96") for phone in invention.practices.phones)
    with (folder / "role_holders.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    assert all(row["email"].endswith(".example") for row in rows)
    assert all(row["phone"].startswith("01632 96") or not row["phone"] for row in rows)
