"""What the API answers about the demonstration."""

from __future__ import annotations

from typing import Any

import pytest

from openpcn.domains.registry.queries.datasets import datasets

pytestmark = pytest.mark.django_db


def test_networks_come_by_the_page(ask: Any) -> None:
    first = ask("networks?as_at=2026-10-01&size=20")
    second = ask(first["next"].removeprefix("/api/"))
    assert (first["total"], len(first["items"]), len(second["items"])) == (26, 20, 6)
    assert second["next"] is None
    codes = [one["code"] for one in first["items"] + second["items"]]
    assert len(set(codes)) == 26


def test_networks_are_narrowed_by_place_and_by_words(ask: Any) -> None:
    assert ask("networks?within=ZP1")["total"] == 10
    found = ask("networks?text=lantern")
    assert [one["name"] for one in found["items"]] == ["Lantern Hill PCN"]


def test_another_day_has_another_answer(ask: Any) -> None:
    assert ask("networks/ZN0027?as_at=2022-07-01")["network"]["practices"] == 3
    assert ask("networks/ZN0027?as_at=2026-10-01")["network"] is None


def test_a_network_is_shown_with_members_and_history(ask: Any) -> None:
    shown = ask("networks/ZN0001")
    assert len(shown["members"]) == shown["network"]["practices"]
    assert shown["rationales"]
    assert [one["kind"] for one in shown["parents"]] == ["region", "icb", "sub_icb"]


def test_a_practice_is_shown_with_its_lists(ask: Any) -> None:
    shown = ask("practices/Z90001")
    assert [one["on"] for one in shown["lists"]][-1] == "2026-10-01"
    assert shown["membership"]["network_code"] == shown["practice"]["network_code"]


def test_the_structure_holds_every_practice_once(ask: Any) -> None:
    places = ask("structure?within=ZQ1")["places"]
    inside = [
        practice["code"]
        for place in places
        for network in place["networks"]
        for practice in network["practices"]
    ]
    outside = [one["code"] for place in places for one in place["practices_in_no_network"]]
    assert len(inside) == len(set(inside)) == 130
    assert len(outside) == 1


def test_the_difference_between_two_days_adds_up(ask: Any) -> None:
    found = ask("changes?from=2022-07-01&to=2026-10-01&within=ZQ1")
    for one in found["networks"]:
        sums = one["patients_before"] + one["arrived"] - one["departed"] + one["growth"]
        assert sums == one["patients_now"]
    assert {"merged", "closed", "opened"} <= {one["what"] for one in found["changes"]}


def test_a_review_says_what_would_mend_it(ask: Any) -> None:
    (review,) = ask("reviews?within=ZQ1")["reviews"]
    codes = {finding["code"] for finding in review["findings"]}
    assert {"unplaced", "below_smallest", "above_largest", "crosses_place"} <= codes
    assert all(finding["mend"] for finding in review["findings"])
    assert review["neighbour_rule"]


def test_a_review_of_a_place_is_about_its_networks(ask: Any) -> None:
    (review,) = ask("reviews?within=ZP3")["reviews"]
    inside = {one["code"] for one in ask("networks?within=ZP3")["items"]}
    about = {finding["network"] for finding in review["findings"]}
    assert inside & about
    assert len(about) <= len(inside) + 1


def test_neighbourhoods_name_their_areas(ask: Any) -> None:
    found = ask("neighbourhoods")
    assert found["total"] == 11
    assert sum(len(one["areas"]) for one in found["items"]) == 630


def test_each_file_has_its_source_and_licence_and_no_name_of_a_person(ask: Any) -> None:
    found = ask("datasets")
    assert found["total"] == len(datasets()) > 40
    assert all(one["publisher"] and one["licence"] for one in found["items"])
    assert not any("loaded_by" in one for one in found["items"])


def test_only_published_role_holders_are_open_to_everybody(ask: Any) -> None:
    public = ask("role-holders?size=500")["total"]
    lead = ask("role-holders?size=500", visitor="demo-primary-care-lead")["total"]
    assert 0 < public < lead


def test_networks_come_as_csv_that_runs_nothing(client: Any) -> None:
    response = client.get("/api/networks.csv?within=ZP1&as_at=2026-10-01")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/csv")
    assert lines[0].startswith("network_code,network_name,practices,patients")
    assert len(lines) == 11


def test_catchments_come_as_geojson(client: Any) -> None:
    found = client.get("/api/catchments.geojson?within=ZQ1").json()
    assert len(found["features"]) == 26
    for feature in found["features"]:
        assert feature["geometry"]["type"] in {"Polygon", "MultiPolygon"}
    assert any(feature["properties"]["pieces"] > 1 for feature in found["features"])


@pytest.mark.parametrize("address", ["networks", "networks/Z90001", "structure?within=ZP1"])
def test_every_answer_says_that_the_demonstration_is_invented(client: Any, address: str) -> None:
    code = client.get("/api/networks?size=1").json()["items"][0]["code"]
    found = client.get(f"/api/{address.replace('Z90001', code)}").json()
    assert found["is_demonstration"] is True
    assert found["source"]["statement"]
    assert found["source"]["list_on"]


def test_names_are_written_as_on_the_pages(client: Any) -> None:
    found = client.get("/api/practices?size=500").json()["items"]
    assert not any(one["name"].isupper() for one in found)
    assert not any((one["place_name"] or "").startswith("NHS ") for one in found)
