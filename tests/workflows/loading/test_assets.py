"""Lists of pharmacies, schools and our own spreadsheet come in, come again, and are taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openpcn.domains.community.models import Asset, AssetVersion
from openpcn.domains.community.queries.assets import Wanted, answers, find_assets
from openpcn.domains.community.queries.versions import as_said
from openpcn.kernel.when import When
from openpcn.workflows.load_files import load_folder, undo_load
from openpcn.workflows.load_files.reports import FileReport
from tests.sources import files

pytestmark = pytest.mark.django_db
OWN = "name,kind,themes,languages,postcode,times,cost,tier,organisation,charity_number\n"
SCHOOLS = (
    "URN,LA (name),EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),Town,"
    "Postcode,Easting,Northing\n"
)


def loaded(folder: Path, name: str, text: str) -> FileReport:
    path = folder / name
    path.write_text(text, "utf-8")
    return load_folder(path).files[0]


def dispenser(code: str, name: str, closed: str = "") -> list[str]:
    line = [str(cell) for cell in files.ods_line(code, name, setting="")]
    line[10], line[11], line[12], line[13] = "20100401", closed, "C" if closed else "A", "1"
    return line


def names(day: str) -> list[str]:
    when = When(as_at=date.fromisoformat(day))
    return [row.name for row in find_assets(None, Wanted(), when=when)]


def test_a_pharmacy_is_there_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    lines = [dispenser("FZ001", "QUAY"), dispenser("FZ002", "HILL", "20240630")]
    loaded(tmp_path, "edispensary_2025-04.csv", files.as_csv(lines))
    assert [names(day) for day in ("2009-01-01", "2020-01-01", "2024-07-01")] == [
        [],
        ["HILL", "QUAY"],
        ["QUAY"],
    ]
    older = [dispenser("FZ001", "THE OLD QUAY"), dispenser("FZ003", "PIER")]
    loaded(tmp_path, "edispensary_2023-04.csv", files.as_csv(older))
    assert names("2024-07-01") == ["PIER", "QUAY"]


def test_what_a_person_added_stays_when_the_next_list_comes_and_a_load_is_taken_back(
    tmp_path: Path,
) -> None:
    loaded(tmp_path, "edispensary_2025-04.csv", files.as_csv([dispenser("FZ001", "QUAY")]))
    asset = Asset.objects.get()
    AssetVersion.objects.get().languages.create(code="gu")
    text = files.as_csv([dispenser("FZ001", "NEW QUAY")])
    report = loaded(tmp_path, "edispensary_2025-06.csv", text)
    said = as_said([asset.pk], on=date(2025, 7, 1))[asset.pk]
    assert (said.name, said.languages) == ("NEW QUAY", ("gu",))
    assert as_said([asset.pk], on=date(2025, 5, 1))[asset.pk].name == "QUAY"
    assert report.dataset is not None
    undo_load(report.dataset)
    assert names("2025-07-01") == ["QUAY"]


def test_a_school_that_its_council_lists_no_longer_is_closed_and_others_are_not(
    tmp_path: Path,
) -> None:
    first = "1,East,Quay School,Community school,Primary,,,450000,300000\n"
    other = "2,West,Hill School,Community school,Primary,,,450000,300000\n"
    third = "3,East,Pier School,Community school,Primary,,,450000,300000\n"
    loaded(tmp_path, "schools_2025-05.csv", SCHOOLS + first + other)
    loaded(tmp_path, "schools_2025-09.csv", SCHOOLS + third)
    assert names("2025-06-01") == ["Hill School", "Quay School"]
    assert names("2025-10-01") == ["Hill School", "Pier School"]


def test_a_spreadsheet_says_which_lines_are_not_kept_and_why(tmp_path: Path) -> None:
    good = (
        'Walk,sport,Moving more,"English, Gujarati",ZZ1 1ZZ,FR 10:00-11:00,Free,support,W,123456\n'
    )
    bad = "Circus,circus,moving,English,,,,,,\nTalk,group,moving,Klingonese,,,,,,\n"
    report = loaded(tmp_path, "assets.csv", OWN + good + bad)
    assert (report.rows_read, report.rows_kept, report.rows_rejected) == (3, 1, 2)
    reasons = [each.reason for each in report.rejected]
    assert reasons[0].startswith("“circus” is no kind; write one of: pharmacy,")
    assert reasons[1].startswith("“Klingonese” is no language we know")
    assert "assets_without_point" in [each.code for each in report.findings]
    when = When(as_at=date(2030, 1, 1))
    (walk,) = answers(find_assets(None, Wanted(), when=when), when=when)
    assert (walk.said.kind, walk.said.themes, walk.said.languages) == (
        "sport",
        ("moving",),
        ("en", "gu"),
    )
    assert walk.said.provider is not None
    assert walk.point is None


def test_a_postcode_that_is_loaded_later_gives_its_place_to_what_stood_nowhere(
    tmp_path: Path,
) -> None:
    loaded(tmp_path, "edispensary_2025-04.csv", files.as_csv([dispenser("FZ001", "QUAY")]))
    codes = "\n".join(f"ZZ1 1A{letter},10,450000,300000,E92000001,,,,," for letter in "ABD")
    assert loaded(tmp_path, "zz.csv", codes).outcome == "loaded"
    when = When(as_at=date(2030, 1, 1))
    (quay,) = answers(find_assets(None, Wanted(), when=when), when=when)
    assert quay.point == (450000.0, 300000.0)
