"""A directory is read entry by entry; what is wrong with an entry is told, with what to do."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.sources.open_referral.faults import Fault
from openpcn.sources.open_referral.reading import Entry, Feed, services_in, staleness
from openpcn.sources.open_referral.shapes import read_service
from tests.sources.open_referral.entries import key, page, service


def read(*pieces: bytes, known: dict[str, str] | None = None) -> tuple[list[Entry], Feed]:
    feed = Feed()
    return list(services_in(pieces, "feed.json", feed, known=known or {})), feed


def said_of(document: Any) -> list[tuple[str, str, bool]]:
    _, faults = read_service(document, entry=1)
    return [(fault.field, fault.message, fault.stops) for fault in faults]


def test_a_service_is_read_with_everything_that_belongs_to_it() -> None:
    row, faults = read_service(service(), entry=1)
    assert faults == ()
    assert row is not None
    assert (row.name, row.status, row.minimum_age) == ("Lunch club", "active", 60)
    assert row.last_modified == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert row.organization is not None
    assert row.organization.organization_identifiers[0].identifier == "1000001"
    place = row.service_at_locations[0].location
    assert place is not None
    assert (place.latitude, place.addresses[0].city) == (52.63, "Lantern Hill")
    assert (row.schedules[0].opens_at, row.schedules[0].closes_at) == (time(12), time(14))
    assert row.attributes[0].taxonomy_term is not None
    assert row.attributes[0].taxonomy_term.name == "Older people"


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"id": "17"}, "id", "“17” is not a UUID."),
        ({"name": None}, "name", "There is no name, which the standard requires."),
        ({"name": "  "}, "name", "The name is empty."),
        ({"name": 5}, "name", "“5” is not text."),
        ({"status": "open"}, "status", ("“open” is not one of active, inactive,"
         " defunct or temporarily closed.")),
        ({"url": "lunch/club"}, "url", "“lunch/club” is not a web address."),
        ({"url": "javascript:alert(1)"}, "url", "“javascript:alert(1)” is not a web address."),
        ({"url": "https://[oops"}, "url", "“https://[oops” is not a web address."),
        ({"email": "lunch-example"}, "email", "“lunch-example” is not an e-mail address."),
        ({"email": False}, "email", "“False” is not text."),
        ({"minimum_age": "old"}, "minimum_age", "“old” is not a number."),
        ({"minimum_age": True}, "minimum_age", "“True” is not a number."),
        ({"last_modified": "lately"}, "last_modified", "“lately” is not a date and time."),
        ({"description": "x" * 20_001}, "description", "The text has 20,001 characters."),
        ({"schedules": {}}, "schedules", "“{}” is not a list."),
        ({"schedules": [3]}, "schedules[0]", "“3” is not an object."),
        ({"schedules": [{}] * 1_001}, "schedules", "The list has 1,001 entries."),
        ({"organization": {"name": "A", "description": "B"}}, "organization.id",
         "There is no id, which the standard requires."),
    ],
)  # fmt: skip
def test_what_breaks_the_standard_leaves_the_service_out(
    changed: dict[str, Any], field: str, message: str
) -> None:
    row, faults = read_service(service(**changed), entry=1)
    assert row is None
    assert (field, message) in [(fault.field, fault.message) for fault in faults if fault.stops]
    assert all(fault.next_step for fault in faults)


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"description": None}, "description", "The service has no description."),
        ({"organization": None}, "organization", "Nobody is named who runs the service."),
        ({"url": "www.lunch.example"}, "url", ("“www.lunch.example” has no https:// in front;"
         " it was added.")),
        ({"minimum_age": "60"}, "minimum_age", "“60” is text and was read as a number."),
        ({"maximum_age": 18}, "minimum_age", "The lowest age 60 is above the highest, 18."),
        ({"assured_date": "last spring"}, "assured_date", ("“last spring” is not a day; it is left"
         " out.")),
        ({"schedules": [{"id": key("s"), "opens_at": "noon"}]}, "schedules[0].opens_at",
         "“noon” is not a time; it is left out."),
        ({"schedules": [{"id": key("s"), "byday": "Tuesdays"}]}, "schedules[0].byday",
         "“Tuesdays” names no days; it is left out."),
    ],
)  # fmt: skip
def test_what_the_standard_allows_and_nobody_can_use_is_told(
    changed: dict[str, Any], field: str, message: str
) -> None:
    row, faults = read_service(service(**changed), entry=1)
    assert row is not None
    assert (field, message) in [(fault.field, fault.message) for fault in faults]


def test_a_place_that_is_nowhere_and_a_foreign_postcode_are_told() -> None:
    document = service()
    place = document["service_at_locations"][0]["location"]
    place["latitude"], place["addresses"][0]["postal_code"] = 100, "ABC 1234"
    assert [message for _, message, _ in said_of(document)] == [
        "100, -1.13 is not a place on earth; it is left out.",
        "“ABC 1234” is not a postcode of the United Kingdom.",
    ]


def test_characters_that_no_database_keeps_are_taken_out() -> None:
    row, _ = read_service(service(name="Lunch\x00 \ud83d club 🍲"), entry=1)
    assert row is not None
    assert row.name == "Lunch    club 🍲"


def test_every_fault_of_an_entry_is_told_at_once() -> None:
    fields = [field for field, _, _ in said_of(service(name=None, email="x", url="y"))]
    assert fields == ["name", "url", "email"]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (7, "“7” is not a service."),
        ({"id": key("a"), "service": {}}, "This is a service at a location, not a service."),
        ({"id": key("a"), "services": []}, "This is an organisation, not a service."),
    ],
)
def test_what_is_no_service_is_called_what_it_is(document: Any, message: str) -> None:
    assert said_of(document) == [("", message, True)]


def test_pages_lists_lines_and_single_services_are_all_read() -> None:
    one, two = service("One"), service("Two")
    listed = json.dumps([one, two], indent=1).encode()
    lines = "\n".join(json.dumps(each) for each in (one, two)).encode()
    for body in (page(one, two), listed, lines):
        assert [entry.id for entry in read(body)[0]] == [key("One"), key("Two")]
    assert [entry.id for entry in read(json.dumps(one).encode())[0]] == [key("One")]
    assert read(b"[]")[0] == read(page())[0] == []


def test_a_feed_may_come_in_pieces_of_any_size() -> None:
    body = page(service("One — ü"), service("Two"))
    pieces = [body[at : at + 7] for at in range(0, len(body), 7)]
    assert [entry.service for entry in read(*pieces)[0]] == [
        entry.service for entry in read(body)[0]
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "feed.json is empty."),
        (b"<html>", "feed.json is not JSON: it begins with “<html>”."),
        (page(service())[:-9], "feed.json cannot be read: it is cut off or not JSON, at character"),
        (b'{"contents": [1 2]}', "feed.json cannot be read: it is cut off or not JSON, at"),
        (b'{"contents": [\xff]}', "feed.json cannot be read: it is not written in UTF-8, at"),
        (b"[" * 200_000, "feed.json cannot be read: it is nested too deeply, at character 1."),
        (b"[] []", "feed.json cannot be read: there is more after its end, at character 3."),
        (b"{1: 2}", "feed.json cannot be read: a name is missing, at character"),
        (b"{}{", "feed.json cannot be read: it is cut off or not JSON, at character"),
    ],
)
def test_a_malformed_feed_is_refused_and_says_where(body: bytes, message: str) -> None:
    with pytest.raises(NotRight) as refused:
        read(body)
    assert refused.value.message.startswith(message)
    assert refused.value.next_step


def test_an_entry_without_end_is_not_read_into_memory() -> None:
    with pytest.raises(NotRight, match="one entry has more than 4 million characters"):
        read(b'["', *[b"x" * (1 << 20)] * 6)


def test_an_entry_as_before_is_not_read_again_whatever_the_order_of_its_members() -> None:
    first, _ = read(page(service()))
    turned = dict(reversed(service().items()))
    again, feed = read(page(turned), known={first[0].id: first[0].fingerprint})
    assert again[0].is_as_before
    assert feed.counts == {"as before": 1}
    changed, _ = read(page(service(fees="Free")), known={first[0].id: first[0].fingerprint})
    assert changed[0].service is not None


def test_of_two_entries_with_one_id_the_first_that_can_be_used_counts() -> None:
    entries, feed = read(page(service(url="x"), service(), service(fees="Free"), total=3))
    assert [entry.service is not None for entry in entries] == [False, True, False]
    assert [fault.field for fault in entries[2].faults] == ["id"]
    assert feed.listed == {key("Lunch club")}


def test_a_count_that_does_not_agree_with_the_entries_is_told() -> None:
    _, feed = read(page(service(), total=4))
    assert [fault.message for fault in feed.faults] == [
        "feed.json says that it lists 4; it lists 1."
    ]


def test_a_feed_in_which_nothing_changed_for_a_year_is_told_as_stale() -> None:
    _, feed = read(page(service(last_modified="2025-03-01T09:00:00Z"), service("Two")))
    assert staleness(feed, as_at=date(2027, 3, 1)) is None
    stale = staleness(feed, as_at=date(2027, 3, 2))
    assert stale is not None
    assert stale.message == (
        "The newest change in this feed is of 1 March 2026, more than a year before."
    )
    _, silent = read(page(service(last_modified=None), service("Two", last_modified="soon")))
    assert staleness(silent, as_at=date(2027, 3, 2)) is not None


def test_a_missing_town_or_description_is_told_and_keeps_no_service_from_being_found() -> None:
    at = {"id": key("p"), "address_1": "1 High Street", "address_type": "physical"}
    place = {"id": key("l"), "location_type": "physical", "addresses": [at]}
    said = {
        "organization": {"id": key("a"), "name": "A"},
        "service_at_locations": [{"id": key("s"), "location": place}],
    }
    row, faults = read_service(service(**said), entry=1)
    assert row is not None
    assert {fault.field for fault in faults if "which the standard requires" in fault.message} == {
        "organization.description",
        *(
            f"service_at_locations[0].location.addresses[0].{name}"
            for name in ("city", "state_province", "postal_code", "country")
        ),
    }
    assert not any(fault.stops for fault in faults)


def test_the_publishers_own_examples_are_read_and_every_fault_of_the_faulty_ones_is_told(
    published_data: Path,
) -> None:
    folder = published_data / "directories" / "oruk-3.0"

    def faults(name: str) -> list[Fault]:
        entries, feed = read((folder / name).read_bytes())
        return [fault for entry in entries for fault in entry.faults] + feed.faults

    def stopping(name: str) -> list[tuple[int, str]]:
        return [(fault.entry, fault.field) for fault in faults(name) if fault.stops]

    assert stopping("service_full.json") == stopping("service_list.json") == []
    assert stopping("fail_service_full.json") == [(1, "url"), (1, "email")]
    assert "The service has no description." in [
        fault.message for fault in faults("fail_service_full.json")
    ]
    assert stopping("fail_service_list.json") == [
        *((entry, field) for entry in (1, 2) for field in ("name", "url", "email")),
        *((3, field) for field in ("name", "url", "email")),
        *((4, field) for field in ("id", "name", "email")),
    ]
    assert "it lists 4." in faults("fail_service_list.json")[-1].message
    variants, feed = read((folder / "service_list_128_variants.json").read_bytes())
    assert (len(variants), feed.counts["taken"], feed.counts["repeated"]) == (128, 1, 127)
    assert all(fault.next_step for fault in faults("fail_service_list.json"))
