"""Files come in whole or not at all, in any order, and can be loaded again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries import lists, structure
from openpcn.domains.registry.queries.datasets import datasets, findings
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import When
from openpcn.workflows.load_files import landing as landing_module
from openpcn.workflows.load_files import load_folder, preview_file, undo_load
from tests.workflows.loading.town import (
    LISTS,
    PRACTICES,
    write_areas,
    write_csv,
    write_epcn,
    write_epraccur,
    write_map,
    write_points,
    write_totals,
    write_town,
)

pytestmark = pytest.mark.django_db

MARCH_2025 = When(as_at=date(2025, 3, 31))


def outcomes(report) -> dict[str, str]:
    return {Path(file.path).name: file.outcome for file in report.files}


def members(day: date) -> dict[str, str]:
    held = structure.memberships(when=When(as_at=day))
    return {each.practice_code: each.network_code for each in held}


def timeline() -> list[tuple]:
    days = [date(year, month, 15) for year in (2022, 2023, 2024, 2025) for month in range(1, 13)]
    return [
        (day, each.practice_code, each.network_code, each.starts_on, each.ends_on, each.basis)
        for day in days
        for each in structure.memberships(when=When(as_at=day))
    ]


def test_a_town_is_loaded_from_its_files(tmp_path):
    report = load_folder(write_town(tmp_path))
    assert report.is_whole
    assert set(outcomes(report).values()) == {"loaded"}
    practices = {each.code: each for each in structure.practices(when=MARCH_2025)}
    assert {code: each.patients for code, each in practices.items()} == LISTS
    assert practices["Z99001"].network_code == "U99001"
    assert practices["Z99008"].network_code is None
    assert {each.code for each in structure.networks(when=MARCH_2025)} == {"U99001", "U99002"}
    assert [each.code for each in structure.systems(when=MARCH_2025)] == ["QZZ"]


def test_each_file_says_what_it_is_and_for_which_day(tmp_path):
    report = load_folder(write_town(tmp_path))
    told = {Path(file.path).name: file for file in report.files}
    map_ = told["gp-reg-pat-prac-map_2025-03.csv"]
    assert (map_.format, map_.period_on, map_.period_basis) == (
        "network-map",
        date(2025, 3, 1),
        "content",
    )
    assert (map_.rows_read, map_.rows_kept, map_.rows_rejected) == (8, 8, 0)
    register = told["epraccur_2025-02-18.csv"]
    assert (register.period_on, register.period_basis) == (date(2025, 2, 18), "name")


def test_loading_again_changes_nothing(tmp_path):
    first = load_folder(write_town(tmp_path))
    before = (timeline(), [each.id for each in datasets()], len(findings()))
    report = load_folder(tmp_path)
    assert set(outcomes(report).values()) == {"already_loaded"}
    assert report.joins == first.joins
    assert report.findings == first.findings
    assert "Already loaded on" in report.files[0].message
    assert (timeline(), [each.id for each in datasets()], len(findings())) == before


def test_the_order_of_loading_does_not_matter(tmp_path):
    write_town(tmp_path)
    write_map(tmp_path, date(2022, 1, 1), network_of={"Z99003": "U99002", "Z99007": "U99001"})
    write_epcn(
        tmp_path,
        date(2023, 1, 1),
        [
            ("Z99001", "U99001", date(2019, 7, 1), None),
            ("Z99003", "U99002", date(2019, 7, 1), date(2022, 7, 1)),
            ("Z99003", "U99001", date(2022, 7, 1), None),
        ],
    )
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    for path in files:
        load_folder(path)
    forwards = timeline()
    for each in datasets():
        undo_load(each.id)
    assert timeline() == []
    for path in reversed(files):
        load_folder(path)
    assert timeline() == forwards


def test_a_newer_map_adds_history(tmp_path):
    write_map(tmp_path, date(2022, 1, 1))
    write_map(tmp_path, date(2025, 3, 1), network_of={"Z99003": "U99002"})
    load_folder(tmp_path)
    assert members(date(2022, 1, 1))["Z99003"] == "U99001"
    assert members(date(2025, 3, 1))["Z99003"] == "U99002"
    moved = next(
        each for each in structure.memberships(when=MARCH_2025) if each.practice_code == "Z99003"
    )
    assert moved.starts_after == date(2022, 1, 1)


def test_a_practice_that_leaves_and_joins_on_one_day_is_in_one_network_and_named(tmp_path):
    write_epcn(
        tmp_path,
        date(2023, 1, 1),
        [
            ("Z99003", "U99002", date(2019, 7, 1), date(2022, 7, 1)),
            ("Z99003", "U99001", date(2022, 7, 1), None),
        ],
    )
    load_folder(tmp_path)
    assert members(date(2022, 6, 30)) == {"Z99003": "U99002"}
    assert members(date(2022, 7, 1)) == {"Z99003": "U99001"}
    assert [each.subject_code for each in findings(code="handover_on_one_day")] == ["Z99003"]


def test_a_corrected_file_of_the_same_day_replaces_what_it_covers(tmp_path):
    load_folder(write_totals(tmp_path / "first", date(2025, 3, 1)))
    load_folder(write_totals(tmp_path / "second", date(2025, 3, 1), lists={"Z99001": 5_555}))
    held = lists.list_totals(list(PRACTICES), when=MARCH_2025)
    assert held["Z99001"].patients == 5_555
    assert held["Z99002"].patients == LISTS["Z99002"]


def test_an_undone_load_counts_no_more_and_what_it_replaced_counts_again(tmp_path):
    load_folder(write_totals(tmp_path / "first", date(2025, 3, 1)))
    corrected = write_totals(tmp_path / "second", date(2025, 3, 1), lists={"Z99001": 5_555})
    number = load_folder(corrected).files[0].dataset
    undo_load(number)
    assert lists.list_totals(["Z99001"], when=MARCH_2025)["Z99001"].patients == 5_000
    assert load_folder(corrected).files[0].outcome == "loaded"
    assert lists.list_totals(["Z99001"], when=MARCH_2025)["Z99001"].patients == 5_555


def test_a_bad_file_does_not_keep_the_others_out(tmp_path):
    write_town(tmp_path)
    (tmp_path / "empty.csv").touch()
    report = load_folder(tmp_path)
    assert not report.is_whole
    assert outcomes(report).pop("empty.csv") == "not_right"
    broken = report.with_outcome("not_right")[0]
    assert broken.message == "empty.csv is empty."
    assert broken.next_step
    assert len(report.with_outcome("loaded")) == 5


def test_an_unknown_file_is_listed_with_the_nearest_format_and_what_differs(tmp_path):
    path = write_totals(tmp_path, date(2025, 3, 1))
    path.write_text(path.read_text().replace("NUMBER_OF_PATIENTS", "PATIENTS"))
    file = load_folder(tmp_path).files[0]
    assert file.outcome == "not_recognised"
    assert file.nearest is not None
    assert "NUMBER_OF_PATIENTS" in " ".join(file.differences)


def test_a_file_that_breaks_while_it_lands_leaves_nothing(tmp_path, monkeypatch):
    def break_off(*_args, **_named):
        raise NotRight("It breaks here.", next_step="Mend it.")

    monkeypatch.setattr(landing_module.registry, "close_dataset", break_off)
    file = load_folder(write_map(tmp_path, date(2025, 3, 1))).files[0]
    assert (file.outcome, file.message) == ("not_right", "It breaks here.")
    assert datasets() == []
    assert structure.practices(when=MARCH_2025) == []


def test_rows_that_cannot_be_kept_are_told_with_line_and_reason(tmp_path):
    wrong = {"Z99001": 0, "Z99002": -5, "Z99003": 10_000_000, "Z99004": "many"}
    report = load_folder(write_totals(tmp_path, date(2025, 3, 1), lists=wrong))
    file = report.files[0]
    assert file.outcome == "loaded"
    assert [row.line for row in file.rejected] == [3, 4, 5]
    assert {each.subject_code for each in findings(code="list_of_zero")} == {"Z99001"}
    assert len(findings(code="rows_rejected")) == 3


def test_a_file_of_which_no_row_can_be_kept_is_refused(tmp_path):
    lists_ = dict.fromkeys(PRACTICES, -1)
    file = load_folder(write_totals(tmp_path, date(2025, 3, 1), lists=lists_)).files[0]
    assert file.outcome == "not_right"
    assert "on line 2" in file.message
    assert datasets() == []


def test_a_code_with_two_names_is_named(tmp_path):
    path = write_map(tmp_path, date(2025, 3, 1))
    line = path.read_text().splitlines()[1].replace("ALDER SURGERY", "OTHER SURGERY")
    path.write_text(path.read_text() + line + "\n")
    file = load_folder(path).files[0]
    assert file.outcome == "loaded"
    assert file.rows_rejected == 1
    assert [each.code for each in findings(code="same_code_two_names")] == ["same_code_two_names"]


def test_a_file_about_2099_is_refused(tmp_path):
    file = load_folder(write_map(tmp_path, date(2099, 3, 1))).files[0]
    assert file.outcome == "not_right"
    assert "2099" in file.message


def test_a_membership_that_ends_before_it_starts_is_not_kept(tmp_path):
    path = write_epcn(
        tmp_path,
        date(2023, 1, 1),
        [
            ("Z99001", "U99001", date(2022, 1, 1), date(2021, 1, 1)),
            ("Z99002", "U99001", date(2022, 1, 1), None),
        ],
    )
    file = load_folder(path).files[0]
    assert file.outcome == "loaded"
    assert file.rows_rejected == 1
    assert members(date(2022, 6, 1)) == {"Z99002": "U99001"}


def test_a_cut_off_workbook_is_refused(tmp_path):
    path = write_epcn(tmp_path, date(2023, 1, 1), [("Z99001", "U99001", date(2022, 1, 1), None)])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    file = load_folder(path).files[0]
    assert file.outcome == "not_right"
    assert file.next_step


def test_a_file_in_utf_16_is_read_and_named(tmp_path):
    path = write_map(tmp_path, date(2025, 3, 1))
    path.write_text(path.read_text(), encoding="utf-16")
    assert load_folder(path).files[0].outcome == "loaded"
    assert len(findings(code="saved_as_utf_16")) == 1


def test_points_and_homes_join_with_the_lists(tmp_path):
    write_town(tmp_path)
    report = load_folder(tmp_path)
    told = {join.name: (join.matched, join.of) for join in report.joins}
    assert told["Totals 2025-03 to epraccur as GP practices (2025-02)"] == (8, 8)
    assert told["Totals 2025-03 to network map (2025-03)"] == (8, 8)
    assert told["Totals 2025-03 to a network in the map (2025-03)"] == (7, 8)
    assert told["Totals 2025-03 to coordinates (practice_coords.csv)"] == (8, 8)


def test_gaps_are_named(tmp_path):
    write_epraccur(tmp_path, date(2025, 2, 18))
    write_map(tmp_path, date(2025, 3, 1))
    write_points(tmp_path, practices=[code for code in PRACTICES if code != "Z99002"])
    path = write_totals(tmp_path, date(2025, 3, 1))
    path.write_text("\n".join(path.read_text().splitlines()[:-2]) + "\n")
    load_folder(tmp_path)
    assert {each.subject_code for each in findings(code="practices_without_list")} == {
        "Z99007",
        "Z99008",
    }
    assert [each.subject_code for each in findings(code="practices_without_coordinates")] == [
        "Z99002"
    ]
    assert findings(code="practices_without_network") == []


def test_a_gap_that_is_filled_is_named_no_longer(tmp_path):
    load_folder(write_map(tmp_path, date(2025, 3, 1)))
    load_folder(write_totals(tmp_path, date(2025, 3, 1)))
    assert len(findings(code="practices_without_coordinates")) == 8
    load_folder(write_points(tmp_path))
    assert findings(code="practices_without_coordinates") == []


def test_a_list_that_jumps_is_named(tmp_path):
    write_totals(tmp_path, date(2024, 3, 1))
    write_totals(tmp_path, date(2025, 3, 1), lists={"Z99001": 7_000})
    load_folder(tmp_path)
    [jump] = findings(code="list_jump")
    assert jump.subject_code == "Z99001"
    assert "+40%" in jump.message


def test_registrations_of_a_part_are_marked_and_never_taken_for_the_list(tmp_path):
    write_totals(tmp_path, date(2025, 3, 1), lists={"Z99001": 9_000})
    write_areas(tmp_path, date(2025, 3, 1))
    load_folder(tmp_path)
    homes = lists.patients_by_area(when=MARCH_2025, practice_codes=["Z99001", "Z99002"])
    assert homes.held_in_part == {"Z99001"}
    assert sum(row.patients for row in homes.rows if not row.area_code) == 20


def test_a_preview_says_what_would_change_and_keeps_nothing(tmp_path):
    load_folder(write_map(tmp_path / "old", date(2022, 1, 1)))
    newer = write_map(tmp_path / "new", date(2025, 3, 1), network_of={"Z99003": "U99002"})
    before = timeline()
    preview = preview_file(newer)
    assert preview.file.outcome == "loaded"
    assert any("Z99003 would be in U99002" in line for line in preview.memberships)
    assert {change.what for change in preview.changes} >= {"Names and addresses"}
    assert timeline() == before
    assert len(datasets()) == 1


def test_a_period_is_taken_as_given_only_where_the_file_has_none(tmp_path):
    register = write_epraccur(tmp_path, date(2025, 2, 18)).rename(tmp_path / "register.csv")
    map_ = write_map(tmp_path, date(2025, 3, 1))
    report = load_folder(tmp_path, period_hints={"": date(2025, 1, 1)})
    told = {file.path: (file.period_on, file.period_basis) for file in report.files}
    assert told[register.name] == (date(2025, 1, 1), "given")
    assert told[map_.name] == (date(2025, 3, 1), "content")


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(NotPossible, match="no file or folder"):
        load_folder(tmp_path / "nowhere")


def test_relationships_of_organisations_that_nobody_lists_are_told_by_line(tmp_path):
    load_folder(write_map(tmp_path / "map", date(2025, 3, 1)))
    write_csv(
        tmp_path / "own" / "organisations.csv",
        [
            ["code", "kind", "name", "postcode", "starts_on", "ends_on"],
            ["PLMOOR", "place", "Moor place", "", "2020-01-01", ""],
            ["PLODD", "castle", "Odd", "", "2020-01-01", ""],
        ],
    )
    write_csv(
        tmp_path / "own" / "relationships.csv",
        [
            ["subject_code", "role", "object_code", "starts_on", "ends_on"],
            ["Z99001", "part_of", "PLMOOR", "2020-01-01", ""],
            ["Z99002", "part_of", "PLNONE", "2020-01-01", ""],
        ],
    )
    report = load_folder(tmp_path / "own")
    told = {file.path: file for file in report.files}
    assert [row.line for row in told["organisations.csv"].rejected] == [3]
    assert "castle" in told["organisations.csv"].rejected[0].reason
    assert told["relationships.csv"].rows_kept == 1
    assert "PLNONE" in told["relationships.csv"].rejected[0].reason
    places = structure.places("QZZ", when=MARCH_2025)
    assert [place.code for place in places] == ["PLMOOR"]


def test_when_every_load_is_undone_nothing_is_left_to_see(tmp_path):
    load_folder(write_town(tmp_path))
    for each in datasets():
        undo_load(each.id)
    assert structure.practices(when=MARCH_2025) == []
    assert structure.networks(when=MARCH_2025) == []
    assert structure.systems(when=MARCH_2025) == []
    assert findings() == []


@pytest.mark.parametrize("network", ["U99002", "U"])
def test_a_corrected_map_of_the_same_day_counts_instead_and_can_be_taken_back(tmp_path, network):
    load_folder(write_map(tmp_path / "first", date(2025, 3, 1), network_of={"Z99003": "U99002"}))
    told = {"Z99003": "U99001", "Z99005": network}
    corrected = write_map(tmp_path / "second", date(2025, 3, 1), network_of=told)
    number = load_folder(corrected).files[0].dataset
    assert members(date(2025, 3, 1))["Z99003"] == "U99001"
    assert members(date(2025, 3, 1)).get("Z99005", "U") == network
    assert findings(code="two_networks_at_once") == []
    undo_load(number)
    assert members(date(2025, 3, 1))["Z99003"] == "U99002"
    assert members(date(2025, 3, 1))["Z99005"] == "U99002"


MAPPING = """
id = "moor-flu"
title = "Flu vaccinations by practice"
source = "Flu return"
publisher = "Moorshire"
licence = "Open Government Licence v3.0"
[identify]
columns = ["Surgery", "Month", "Given"]
[subject]
kind = "practice"
column = "Surgery"
[period]
columns = ["Month"]
written_as = "%b %Y"
length = "month"
[[measure]]
id = "flu-given"
title = "Flu vaccinations given"
unit = "vaccinations"
column = "Given"
"""


def test_figures_come_in_through_a_mapping_file_of_the_installation(tmp_path, settings):
    settings.STATE = tmp_path / "state"
    (settings.STATE / "mappings").mkdir(parents=True)
    (settings.STATE / "mappings" / "flu.toml").write_text(MAPPING)
    rows = [["Surgery", "Month", "Given"], ["Z99001", "Jan 2025", 7], ["Z99002", "Jan 2025", "x"]]
    file = load_folder(write_csv(tmp_path / "flu.csv", rows)).files[0]
    assert (file.format, file.rows_kept, file.rows_rejected) == ("mapped:moor-flu", 1, 1)
    [figure] = figures(
        "flu-given", subject_kind="practice", subject_codes=["Z99001"], when=MARCH_2025
    )
    assert figure.value == 7
    [sample] = [each for each in file.findings if each.code == "few_practices"]
    assert sample.message == "flu.csv names only 1 practice: it looks like a sample."
