"""The files of the demonstration: always the same, and read as any publisher's."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from openpcn.sources.reading import read
from openpcn.sources.recognise import recognise
from openpcn.sources.rows import NotRecognised, Tally
from openpcn.workflows.demonstration.write import write_demonstration


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
    }


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_demonstration(tmp_path)
    assert fingerprints(tmp_path) == fingerprints(folder)


def test_another_seed_gives_another_county(folder: Path, tmp_path: Path) -> None:
    write_demonstration(tmp_path, seed=7)
    ours, other = fingerprints(folder), fingerprints(tmp_path)
    same = {name for name in ours if ours[name] == other[name]}
    assert same == {"SICBL22_ICB22_NHSER22_EN_LU.csv"}


def test_every_file_is_recognised_and_no_row_is_rejected(folder: Path) -> None:
    formats = set()
    for path in sorted(folder.iterdir()):
        found = recognise(path)
        assert not isinstance(found, NotRecognised), (path.name, found)
        tally = Tally()
        rows = sum(1 for _ in read(path, found, tally))
        assert rows > 0, path.name
        assert tally.rejected == [], path.name
        formats.add(found.format)
    assert {"epraccur", "epcn", "network-map", "registered-totals", "registered-by-age"} <= formats


def test_the_published_trap_of_one_day_in_two_networks_is_there(folder: Path) -> None:
    path = next(folder.glob("ePCN*.xlsx"))
    found = recognise(path)
    assert not isinstance(found, NotRecognised)
    tally = Tally()
    list(read(path, found, tally))
    assert "end_on_next_start" in {noticed.code for noticed in tally.noticed}


@pytest.mark.parametrize("name", ["organisations.csv", "relationships.csv", "role_holders.csv"])
def test_our_own_layouts_start_with_their_columns(folder: Path, name: str) -> None:
    heading = (folder / name).read_text("utf-8").splitlines()[0]
    assert "starts_on" in heading
    assert "ends_on" in heading


def test_networks_have_staff_like_published_networks(folder: Path) -> None:
    with next(folder.glob("pcn_workforce*.csv")).open() as stream:
        rows = list(csv.DictReader(stream))
    networks = {row["pcn_code"] for row in rows}
    assert len(networks) == 26
    assert 17 < sum(float(row["fte"]) for row in rows) / len(networks) < 24
