"""What files bring: lists, areas, people; superseded, taken back, in any order."""

from __future__ import annotations

import itertools

import pytest
from django.db import IntegrityError, transaction

from openpcn.domains.registry import loading
from openpcn.domains.registry.models import ListByArea, RegisteredList, Relationship
from openpcn.domains.registry.queries import areas, datasets, lists, points, structure
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.domains.registry.queries.people import role_holders
from openpcn.kernel.errors import NotFound
from tests.domains.world import CORE, File, county, day, ident, load, on

pytestmark = pytest.mark.django_db

FILES = (
    File(period_on=day("2022-01-01"), is_complete=True)
    .snapshot("Z90001", CORE, "U90001", "2022-01-01")
    .snapshot("Z90002", CORE, None, "2022-01-01")
    .snapshot("Z90003", CORE, "U90002", "2022-01-01"),
    File(period_on=day("2025-03-01"), is_complete=True)
    .snapshot("Z90001", CORE, "U90003", "2025-03-01")
    .snapshot("Z90002", CORE, "U90001", "2025-03-01"),
    File(period_on=day("2023-01-27"))
    .dated("Z90001", CORE, "U90001", "2019-07-01")
    .dated("Z90002", CORE, "U90001", "2022-04-01", "2022-10-01")
    .dated("Z90002", CORE, "U90002", "2022-10-01")
    .dated("Z90003", CORE, "U90002", "2019-07-01"),
    File(period_on=day("2025-06-01")).detail(
        "Z90003", "CEDAR SURGERY", closed_on=day("2024-06-30"), status="closed"
    ),
)


def held() -> set[tuple[object, ...]]:
    rows = Relationship.objects.filter(known_until__isnull=True, role=CORE)
    return set(
        rows.values_list(
            "subject__codes__value",
            "object__codes__value",
            "starts_on",
            "ends_on",
            "starts_after",
            "ends_before",
            "basis",
        )
    )


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::3])
def test_memberships_do_not_depend_on_the_order_of_loading(order: tuple[int, ...]) -> None:
    for number in order:
        load(FILES[number])
    assert held() == {
        (
            "Z90001",
            "U90001",
            day("2019-07-01"),
            day("2025-02-28"),
            None,
            day("2025-03-01"),
            "dated",
        ),
        ("Z90001", "U90003", day("2025-03-01"), None, day("2023-01-27"), None, "snapshot"),
        ("Z90002", "U90001", day("2022-04-01"), day("2022-09-30"), None, None, "dated"),
        (
            "Z90002",
            "U90002",
            day("2022-10-01"),
            day("2025-02-28"),
            None,
            day("2025-03-01"),
            "dated",
        ),
        ("Z90002", "U90001", day("2025-03-01"), None, day("2023-01-27"), None, "snapshot"),
        ("Z90003", "U90002", day("2019-07-01"), day("2024-06-30"), None, None, "dated"),
    }
    assert {finding.code for finding in datasets.findings()} == {"handover_on_one_day"}


def test_settling_again_writes_nothing() -> None:
    for file in FILES:
        load(file)
    again = loading.settle_all()
    assert (again.added, again.superseded, again.findings) == (0, 0, 0)


def test_a_file_that_is_taken_back_leaves_no_trace_in_what_counts() -> None:
    load(FILES[0])
    before = held()
    taken = [load(file) for file in FILES[1:]]
    for landing in reversed(taken):
        loading.withdraw_dataset(landing.dataset_id)
    assert held() == before
    with pytest.raises(NotFound, match="counts now"):
        loading.withdraw_dataset(taken[0].dataset_id)


def test_one_file_counts_once() -> None:
    said = {
        "format": "test",
        "title": "A file",
        "file_name": "a.csv",
        "fingerprint": "same",
        "publisher": "Nobody",
        "licence": "None",
        "period_on": None,
        "period_basis": "none",
    }
    landing = loading.open_dataset(**said)
    assert loading.find_loaded(fingerprint="same", format="test") == landing.dataset_id
    with pytest.raises(IntegrityError), transaction.atomic():
        loading.open_dataset(**said)
    loading.withdraw_dataset(landing.dataset_id)
    assert loading.find_loaded(fingerprint="same", format="test") is None
    loading.open_dataset(**said)


def test_a_second_list_of_the_same_day_supersedes_and_its_undoing_brings_the_first_back() -> None:
    county()
    second = load(File().total("Z90001", "2024-01-01", 12_345))
    assert lists.list_totals(["Z90001"], when=on("2024-02-01"))["Z90001"].patients == 12_345
    loading.withdraw_dataset(second.dataset_id)
    assert lists.list_totals(["Z90001"], when=on("2024-02-01"))["Z90001"].patients == 10_000
    assert RegisteredList.objects.filter(practice_id=ident("Z90001")).count() == 3


def test_lists_by_age_keep_every_band_and_their_sum() -> None:
    county()
    landing = load(File())
    rows = [
        (ident("Z90001"), day("2024-01-01"), sex, age, age + 1) for sex in "FM" for age in (0, 5)
    ]
    assert loading.record_lists_by_age(landing, rows) == 4
    told = lists.patients_by_age(["Z90001"], when=on("2024-02-01"))
    assert [(row.sex, row.age_from, row.patients) for row in told] == [
        ("F", 0, 1),
        ("F", 5, 6),
        ("M", 0, 1),
        ("M", 5, 6),
    ]
    assert RegisteredList.objects.get(breakdown="age").patients == 14


def test_where_patients_live_is_kept_with_what_is_held_in_part() -> None:
    county()
    landing = load(File())
    area = loading.record_areas(
        "lsoa11", [loading.NamedArea("E91000001"), loading.NamedArea("E91000002")]
    )
    rows = [
        (ident("Z90001"), day("2024-01-01"), area["E91000001"], 9_990),
        (ident("Z90001"), day("2024-01-01"), None, 10),
        (ident("Z90004"), day("2024-01-01"), area["E91000002"], 7),
    ]
    loading.record_lists_by_area(landing, rows)
    told = lists.patients_by_area(when=on("2024-02-01"), within="Q91")
    assert told.held_in_part == {"Z90004"}
    assert {(row.practice_code, row.area_code, row.patients) for row in told.rows} == {
        ("Z90001", "E91000001", 9_990),
        ("Z90001", "", 10),
        ("Z90004", "E91000002", 7),
    }
    assert told.on == day("2024-01-01")
    one = lists.patients_by_area(when=on("2024-02-01"), area_codes=["E91000002"])
    assert [row.practice_code for row in one.rows] == ["Z90004"]
    assert lists.patients_by_area(when=on("2025-06-01")).rows == ()


def test_thousands_of_rows_are_kept_in_several_chunks() -> None:
    landing = load(File())
    practices = list(
        loading.organisation_ids(
            [f"Z8{number:04}" for number in range(300)], kind="practice", create=True
        ).values()
    )
    area = loading.record_areas("lsoa11", [loading.NamedArea(f"E92{n:06}") for n in range(150)])
    rows = ((p, day("2024-01-01"), a, 1) for p in practices for a in area.values())
    assert loading.record_lists_by_area(landing, rows) == 45_000
    assert ListByArea.objects.count() == 45_000
    sums = RegisteredList.objects.filter(breakdown="area").values_list("patients", flat=True)
    assert set(sums) == {150}


def test_areas_shapes_lookups_and_postcodes_come_back_as_they_went_in() -> None:
    landing = load(File())
    small = loading.record_areas(
        "lsoa21", [loading.NamedArea("E93000001", "Example 001A", 4.0, 5.0)]
    )
    ward = loading.record_areas("ward25", [loading.NamedArea("E95000001", "Mill ward")])
    again = loading.record_areas("lsoa21", [loading.NamedArea("E93000001")])
    assert again == small
    loading.record_boundaries(landing, [(small["E93000001"], b"\x01shape")])
    loading.record_area_parts(landing, [(small["E93000001"], ward["E95000001"])])
    old = loading.record_areas("lsoa11", [loading.NamedArea("E91000001")])
    loading.record_area_changes(landing, [(old["E91000001"], small["E93000001"], "S")])
    loading.record_postcodes(landing, [("ZZ11ZZ", 460000, 305000), ("ZZ12ZZ", 1, 2)])
    loading.record_postcodes(landing, [("ZZ12ZZ", 3, 4)])
    (area,) = areas.areas("lsoa21")
    assert (area.code, area.name, area.easting) == ("E93000001", "Example 001A", 4.0)
    assert areas.boundaries("lsoa21") == {"E93000001": b"\x01shape"}
    assert areas.parts_of("lsoa21", "ward25") == {"E93000001": "E95000001"}
    (change,) = areas.changes("lsoa11", "lsoa21")
    assert (change.old_code, change.new_code, change.change) == ("E91000001", "E93000001", "S")
    point = areas.find_postcode("zz1 2zz")
    assert point is not None
    assert (point.easting, point.northing) == (3, 4)
    loading.withdraw_dataset(landing.dataset_id)
    assert areas.find_postcode("ZZ1 1ZZ") is None
    assert areas.boundaries("lsoa21") == {}


def test_a_point_comes_from_the_coordinate_file_first_and_then_from_the_postcode() -> None:
    county()
    landing = load(File())
    loading.record_postcodes(landing, [("ZZ11ZZ", 458500, 304500)])
    loading.record_points(landing, [loading.Place(ident("Z90001"), 1.0, 2.0, 52.6, -1.1)])
    told = points.points_of(["Z90001", "Z90002", "U90001"], when=on("2024-02-01"))
    assert told["Z90001"].basis == "published"
    assert told["Z90002"].basis == "postcode"
    assert told["Z90002"].latitude == pytest.approx(52.634, abs=0.01)
    assert told["Z90002"].longitude == pytest.approx(-1.137, abs=0.01)
    assert "U90001" not in told


def test_a_loaded_neighbourhood_map_is_published_and_dated() -> None:
    county()
    landing = load(File())
    area = loading.record_areas(
        "lsoa11", [loading.NamedArea("E91000001"), loading.NamedArea("E91000002")]
    )
    loading.record_neighbourhood_map(
        landing,
        title="Neighbourhoods",
        owner_id=ident("Q91"),
        parts=[
            loading.NeighbourhoodPart("N1", "Old Town", area["E91000001"], day("2024-04-01")),
            loading.NeighbourhoodPart("N2", "Mill", area["E91000002"], day("2024-04-01")),
        ],
    )
    told = neighbourhoods(viewer=None, when=on("2024-05-01"))
    assert [(n.code, n.name, n.parts) for n in told] == [
        ("N2", "Mill", (("lsoa11", "E91000002"),)),
        ("N1", "Old Town", (("lsoa11", "E91000001"),)),
    ]
    assert neighbourhoods(viewer=None, when=on("2024-03-31")) == []
    loading.withdraw_dataset(landing.dataset_id)
    assert neighbourhoods(viewer=None, when=on("2024-05-01")) == []


def test_role_holders_come_with_their_cover_and_go_with_their_file() -> None:
    county()
    landing = load(File())
    start = day("2024-01-01")
    loading.record_role_holders(
        landing,
        [
            loading.RoleHolder(
                ident("U90001"),
                "clinical_director",
                "Dr A Example",
                "a@example.org",
                "",
                None,
                True,
                start,
                None,
            ),
            loading.RoleHolder(
                ident("U90001"),
                "clinical_director",
                "Dr B Example",
                "",
                "",
                "Dr A Example",
                True,
                start,
                None,
            ),
            loading.RoleHolder(
                ident("U90001"), "network_manager", "C Example", "", "", None, False, start, None
            ),
        ],
    )
    told = role_holders(None, when=on("2024-02-01"))
    assert [(row.name, row.covers_for, row.covered_by) for row in told] == [
        ("Dr A Example", "", "Dr B Example"),
        ("Dr B Example", "Dr A Example", ""),
    ]
    loading.withdraw_dataset(landing.dataset_id)
    assert role_holders(None, when=on("2024-02-01")) == []


def test_findings_hang_on_their_file() -> None:
    landing = load(File())
    found = loading.Found("list_of_zero", "check", "Z90001 has no patient.", "Check.", 7, "Z90001")
    loading.record_findings(landing, [found])
    (told,) = datasets.findings(dataset_id=landing.dataset_id)
    assert (told.code, told.line, told.subject_code) == ("list_of_zero", 7, "Z90001")
    loading.withdraw_dataset(landing.dataset_id)
    assert datasets.findings() == []


def test_codes_that_are_not_held_are_made_only_when_asked() -> None:
    assert loading.organisation_ids(["Z90009"]) == {}
    made = loading.organisation_ids(["Z90009"], kind="practice", create=True)
    assert loading.organisation_ids(["Z90009", ""]) == made
    assert loading.kinds_of(made.values()) == {made["Z90009"]: "practice"}
    assert structure.practices(when=on("2024-02-01")) == [], "no file says anything of it"
