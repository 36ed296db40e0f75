"""Other programs read our directory page by page, and only what is published."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.community.models import AssetVersion
from tests.sources.open_referral.entries import key

pytestmark = pytest.mark.django_db


def ask(path: str) -> Any:
    return Client().get(f"/openreferral{path}")


def names(query: str) -> list[str]:
    return [each["name"] for each in ask(f"/services?{query}").json()["contents"]]


def test_the_api_says_what_it_is() -> None:
    assert ask("/").json()["version"] == "HSDS-UK-3.0"


def test_services_come_page_by_page_in_one_order() -> None:
    first, second = ask("/services?per_page=4").json(), ask("/services?per_page=4&page=2").json()
    assert (first["total_items"], first["total_pages"], first["size"]) == (6, 2, 4)
    assert (first["first_page"], first["last_page"], first["empty"]) == (True, False, False)
    assert (second["first_page"], second["last_page"], second["size"]) == (False, True, 2)
    seen = [each["id"] for each in (*first["contents"], *second["contents"])]
    assert len(set(seen)) == 6
    beyond = ask("/services?page=9").json()
    assert (beyond["empty"], beyond["contents"]) == (True, [])


@pytest.mark.parametrize(
    ("query", "size"), [("per_page=1000", 6), ("per_page=-1", 1), ("page=0", 6), ("page=-7", 6)]
)
def test_numbers_out_of_range_are_brought_into_it(query: str, size: int) -> None:
    assert ask(f"/services?{query}").json()["size"] == size


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=youth", ["Youth club"]),
        ("search=lunches+listening", ["Listening line"]),
        ("day=FR", ["Youth club"]),
        ("day=Friday", ["Youth club"]),
        ("day=Someday", []),
        ("start_time=17:00", ["Youth club"]),
        ("start_time=17:00&day=TU", []),
        ("end_time=20:30:00Z&start_time=18:00:00", ["Youth club"]),
        ("maximum_age=17", ["Youth club"]),
        ("minimum_age=1e300", []),
        ("taxonomy_id=x", []),
        ("taxonomy_term_id=x", []),
        ("search=%00", None),
    ],
)
def test_services_are_found_by_what_is_asked_for(query: str, found: list[str] | None) -> None:
    assert names(query) == found if found is not None else len(names(query)) == 6


def test_services_are_found_by_a_term_of_theirs_and_by_a_word_of_ours() -> None:
    assert len(names(f"taxonomy_term_id={key('term')}")) == 5
    terms = ask("/taxonomy_terms?per_page=100").json()["contents"]
    audience = next(each for each in terms if each["name"] == "Older people")
    assert len(names(f"taxonomy_id={audience['taxonomy_id']}")) == 5
    service_word = next(each for each in terms if each["name"] == "Service or activity")
    assert len(names(f"taxonomy_term_id={service_word['id']}")) == 6
    assert len(names(f"taxonomy_id={service_word['taxonomy_id']}")) == 6
    loneliness = next(each for each in terms if each["name"].startswith("Loneliness"))
    assert names(f"taxonomy_term_id={loneliness['id']}") == []
    assert names(f"taxonomy_id={loneliness['taxonomy_id']}") == []


@pytest.mark.parametrize(
    "query", ["page=two", "per_page=", "minimum_age=old", "minimum_age=nan", "start_time=noon"]
)
def test_a_value_of_the_wrong_kind_is_refused_with_a_next_step(query: str) -> None:
    answer = ask(f"/services?{query}")
    assert answer.status_code == 400
    assert answer.json()["next_step"] == "Ask again with one, or without it."


def test_places_are_listed_with_their_services() -> None:
    listed = ask("/service_at_locations").json()
    assert listed["total_items"] == 5
    assert listed["contents"][0]["location"]["name"] == "Lantern Hall"
    nobody = ask("/service_at_locations?postcode=ZZ1+1ZZ&proximity=500").json()
    assert nobody["total_items"] == 0


@pytest.mark.parametrize("path", ["services", "service_at_locations", "taxonomies"])
@pytest.mark.parametrize("number", ["x", key("nobody")])
def test_what_does_not_exist_is_not_found(path: str, number: str) -> None:
    answer = ask(f"/{path}/{number}")
    assert answer.status_code == 404
    assert answer.json()["message"].startswith("There is no published")


def test_drafts_and_what_has_closed_for_good_are_not_published() -> None:
    assert ask(f"/services/{key('Old club')}").status_code == 404
    AssetVersion.objects.filter(name="Youth club").update(publication="draft")
    assert ask(f"/services/{key('Youth club')}").status_code == 404
    assert "Youth club" not in names("search=youth")


def test_what_has_not_changed_is_not_sent_again_and_what_has_is() -> None:
    answer = ask("/services")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["Access-Control-Allow-Origin"] == "*"
    marked = {"If-None-Match": answer["ETag"]}
    again = Client().get("/openreferral/services", headers=marked)
    assert (again.status_code, again.content) == (304, b"")
    AssetVersion.objects.filter(name="Youth club").update(known_until=timezone.now())
    assert Client().get("/openreferral/services", headers=marked).status_code == 200


def test_nobody_writes_through_the_api() -> None:
    assert Client().post("/openreferral/services").status_code == 405
