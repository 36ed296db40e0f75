"""Who was in which network, place and system, on any day, as known at any moment."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from openpcn.domains.registry.loading import withdraw_dataset
from openpcn.domains.registry.models import Dataset, OrganisationDetail
from openpcn.domains.registry.queries import histories, organisations, structure
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.when import When
from tests.domains.world import CORE, File, county, day, load, on, pairs

pytestmark = pytest.mark.django_db


def test_memberships_are_those_of_the_day() -> None:
    county()
    load(
        File(period_on=day("2024-06-01"))
        .dated("Z90001", CORE, "U90001", "2019-07-01", "2024-03-31")
        .dated("Z90001", CORE, "U90002", "2024-04-01")
    )
    before = dict(pairs(structure.memberships(when=on("2024-03-31"))))
    after = dict(pairs(structure.memberships(when=on("2024-04-01"))))
    assert before["Z90001"] == "U90001"
    assert after["Z90001"] == "U90002"
    assert before["Z90002"] == after["Z90002"] == "U90001"
    assert structure.memberships(when=on("2019-06-30")) == []


def test_what_was_known_earlier_can_still_be_asked() -> None:
    county()
    known_then = Dataset.objects.latest("id").known_from
    time.sleep(0.01)
    load(
        File(period_on=day("2024-06-01"))
        .dated("Z90001", CORE, "U90001", "2019-07-01", "2024-03-31")
        .dated("Z90001", CORE, "U90002", "2024-04-01")
    )
    then = When(as_at=day("2024-04-02"), as_known=known_then)
    assert dict(pairs(structure.memberships(when=then)))["Z90001"] == "U90001"
    assert dict(pairs(structure.memberships(when=on("2024-04-02"))))["Z90001"] == "U90002"
    long_before = When(as_at=day("2024-04-02"), as_known=known_then - timedelta(days=1))
    assert structure.memberships(when=long_before) == []
    assert structure.networks(when=long_before) == []


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ("U90002", {"Z90003", "Z90004"}),
        ("P91", {"Z90001", "Z90002", "Z90003"}),
        ("S91", {"Z90001", "Z90002", "Z90003", "Z90004", "Z90005"}),
        ("Q91", {"Z90001", "Z90002", "Z90003", "Z90004", "Z90005"}),
        ("Y91", {"Z90001", "Z90002", "Z90003", "Z90004", "Z90005"}),
        ("z90005", {"Z90005"}),
    ],
)
def test_within_understands_every_level(within: str, expected: set[str]) -> None:
    county()
    held = structure.memberships(when=on("2024-02-01"), within=within)
    assert {membership.practice_code for membership in held} == expected
    practices = {p.code for p in structure.practices(when=on("2024-02-01"), within=within)}
    assert practices - {"Z90006"} == expected


def test_within_what_holds_no_practices_says_what_to_name_instead() -> None:
    county()
    load(File().detail("F91", "A federation"))
    with pytest.raises(NotPossible, match="Name a network"):
        structure.practices(when=on("2024-02-01"), within="F91")
    with pytest.raises(NotFound, match="No organisation with the code X99"):
        structure.practices(when=on("2024-02-01"), within="x99")


def test_a_network_is_counted_where_most_of_its_patients_are() -> None:
    county()
    south = structure.networks(when=on("2024-02-01"), within="P92")
    assert [(n.code, n.practices, n.patients, n.places) for n in south] == [
        ("U90002", 2, 70_000, 2),
        ("U90003", 1, 50_000, 1),
    ]
    town = structure.networks(when=on("2024-02-01"), within="P91")
    assert [(n.code, n.place_code, n.system_code) for n in town] == [("U90001", "P91", "Q91")]


def test_sub_icb_locations_stand_in_where_no_places_are_held() -> None:
    county(with_places=False)
    (place,) = structure.places("Q91", when=on("2024-02-01"))
    assert (place.code, place.kind, place.practices, place.networks) == ("S91", "sub_icb", 6, 3)
    assert {p.place_code for p in structure.practices(when=on("2024-02-01"))} == {"S91"}


def test_a_practice_without_a_place_has_none_where_places_are_held() -> None:
    county()
    hazel = structure.practices(when=on("2024-02-01"), within="Z90006")[0]
    assert (hazel.place_code, hazel.network_code, hazel.sub_icb_code) == (None, None, "S91")


def test_a_system_counts_its_practices_networks_and_patients() -> None:
    county()
    (system,) = structure.systems(when=on("2024-02-01"))
    assert (system.code, system.practices, system.networks, system.patients) == (
        "Q91",
        6,
        3,
        150_000,
    )


@pytest.mark.parametrize(
    ("at", "held"),
    [
        ("2023-12-31", None),
        ("2024-01-01", 10_000),
        ("2024-12-31", 10_000),
        ("2025-01-01", 10_000),
        ("2025-01-02", None),
    ],
)
def test_a_list_counts_from_its_day_for_twelve_months(at: str, held: int | None) -> None:
    county()
    (alder,) = structure.practices(when=on(at), within="Z90001")
    assert alder.patients == held


def test_the_newest_list_by_the_day_counts() -> None:
    county()
    load(File().total("Z90001", "2024-07-01", 11_000))
    assert structure.practices(when=on("2024-06-30"), within="Z90001")[0].patients == 10_000
    assert structure.practices(when=on("2024-07-01"), within="Z90001")[0].patients == 11_000


def test_a_practice_is_there_from_its_opening_to_its_closing() -> None:
    county()
    load(
        File(period_on=day("2025-01-01")).detail(
            "Z90002",
            "BEECH SURGERY",
            opened_on=day("2015-04-01"),
            closed_on=day("2024-09-30"),
            status="closed",
        )
    )

    def codes(at: str) -> set[str]:
        return {practice.code for practice in structure.practices(when=on(at))}

    assert "Z90002" in codes("2024-09-30")
    assert "Z90002" not in codes("2024-10-01")
    assert "Z90002" not in codes("2015-03-31")
    assert "Z90002" not in {
        membership.practice_code for membership in structure.memberships(when=on("2024-10-01"))
    }


def test_each_date_shows_the_name_of_its_time() -> None:
    county()
    load(File(period_on=day("2024-06-01")).detail("U90001", "NORTHERN PCN"))
    early = organisations.get_organisation("U90001", when=on("2024-05-31"))
    late = organisations.get_organisation("U90001", when=on("2024-06-01"))
    long_ago = organisations.get_organisation("U90001", when=on("2010-01-01"))
    assert (early.name, late.name, long_ago.name) == ("NORTH PCN", "NORTHERN PCN", "NORTH PCN")


def test_parents_are_given_from_the_widest() -> None:
    county()
    codes = [parent.code for parent in structure.parents("Z90003", when=on("2024-02-01"))]
    assert set(codes[2:]) == {"P91", "S91", "U90002"}
    assert codes[:2] == ["Y91", "Q91"]


@pytest.mark.parametrize("text", ["alder", "ALDER surg", "Z90001", "z9000", "zz1 1zz", "surgery"])
def test_a_practice_is_found_by_name_code_or_postcode(text: str) -> None:
    county()
    found = organisations.search_organisations(text, when=on("2024-02-01"))
    assert "Z90001" in {answer.code for answer in found}


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "'; DROP TABLE", "!", "alder%"])
def test_a_search_reads_signs_as_signs(text: str) -> None:
    county()
    assert organisations.search_organisations(text, when=on("2024-02-01")) == []


def test_a_history_holds_every_relationship_ever() -> None:
    county()
    load(
        File(period_on=day("2024-06-01"))
        .dated("Z90001", CORE, "U90001", "2019-07-01", "2024-03-31")
        .dated("Z90001", CORE, "U90002", "2024-04-01")
        .dated("U90001", "succeeded_by", "U90003", "2024-04-01")
    )
    told = [(each.role, each.object_code) for each in histories.history("Z90001")]
    assert (CORE, "U90001") in told
    assert (CORE, "U90002") in told
    of_network = {each.role for each in histories.history("U90001")}
    assert "succeeded_by" in of_network
    today = histories.relationships("Z90001", when=on("2024-05-01"))
    assert [each.object_code for each in today if each.role == CORE] == ["U90002"]


def test_few_statements_answer_however_many_practices_there_are(
    django_assert_max_num_queries: object,
) -> None:
    county()
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        structure.memberships(when=on("2024-02-01"))
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        structure.practices(when=on("2024-02-01"))
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        structure.networks(when=on("2024-02-01"), within="Q91")


def test_undoing_a_load_leaves_the_answer_as_it_was() -> None:
    county()
    was = structure.memberships(when=on("2024-05-01"))
    landing = load(
        File(period_on=day("2024-06-01"))
        .dated("Z90001", CORE, "U90001", "2019-07-01", "2024-03-31")
        .dated("Z90001", CORE, "U90002", "2024-04-01")
    )
    assert structure.memberships(when=on("2024-05-01")) != was
    withdraw_dataset(landing.dataset_id)
    assert structure.memberships(when=on("2024-05-01")) == was


def is_listed(code: str, at: str) -> bool:
    """Whether the list, the network and the practice itself agree that it was open."""
    listed = code in {each.code for each in structure.practices(when=on(at))}
    counted = sum(network.practices for network in structure.networks(when=on(at))) == 5
    itself = organisations.get_organisation(code, when=on(at))
    assert listed == counted == (itself.status == "active")
    assert listed == (organisations.existed(itself, day(at)) == "")
    return listed


def dormant_by_a_register(code: str, at: str, **more: object) -> None:
    load(File(period_on=day(at)).detail(code, "ELM SURGERY", status="dormant", **more))


def test_a_status_counts_from_the_day_of_its_register_on() -> None:
    county()
    dormant_by_a_register("Z90004", "2025-08-01")
    assert is_listed("Z90004", "2025-07-31")
    assert not is_listed("Z90004", "2025-08-01")


def test_a_list_on_or_after_the_day_outweighs_a_status() -> None:
    county()
    dormant_by_a_register("Z90004", "2024-06-01")
    assert not is_listed("Z90004", "2024-07-01")
    load(File(period_on=day("2025-01-01")).total("Z90004", "2025-01-01", 40_000))
    assert is_listed("Z90004", "2024-07-01")
    assert is_listed("Z90004", "2025-02-01")
    dormant_by_a_register("Z90004", "2025-08-01")
    assert is_listed("Z90004", "2025-07-31")
    assert not is_listed("Z90004", "2025-08-02")


def test_a_network_map_on_or_after_the_day_outweighs_a_status() -> None:
    county()
    dormant_by_a_register("Z90004", "2024-06-01")
    file = load(File(period_on=day("2025-01-01")).detail("Z90004", "ELM SURGERY"))
    OrganisationDetail.objects.filter(dataset_id=file.dataset_id).update(is_register=False)
    assert not is_listed("Z90004", "2024-07-01")
    Dataset.objects.filter(id=file.dataset_id).update(format="network-map")
    assert is_listed("Z90004", "2024-07-01")


def test_a_close_date_closes_whatever_a_list_says() -> None:
    county()
    dormant_by_a_register("Z90004", "2024-06-01", closed_on=day("2024-05-31"))
    load(File(period_on=day("2025-01-01")).total("Z90004", "2025-01-01", 40_000))
    assert is_listed("Z90004", "2024-05-31")
    assert not is_listed("Z90004", "2024-06-01")
