"""A directory that is imported again and again keeps its history, and each import can be undone."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from openpcn.domains.community.models import Asset, AssetVersion
from openpcn.domains.community.queries.published import Sought, one_published, page_of_published
from openpcn.domains.registry.models import DataFinding
from openpcn.kernel.errors import NotPossible, NotRight, OpenPCNError
from openpcn.workflows.load_files import undo_load
from openpcn.workflows.load_files.reports import Step
from openpcn.workflows.open_referral.importing import ImportReport, import_feed
from tests.sources.open_referral import feeds
from tests.sources.open_referral.entries import key, page, service

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)


def kept(path: Path, *entries: Any, on: date = MARCH, **more: Any) -> ImportReport:
    path.write_text(json.dumps(entries))
    return import_feed(str(path), name="Vellshire", on=on, **more)


def standings() -> dict[str, str]:
    """Name and standing of every asset of today."""
    return {
        row.name: row.standing
        for row in AssetVersion.objects.filter(known_until__isnull=True).order_by("starts_on")
    }


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "vellshire.json"


@pytest.fixture
def feed(settings: Any) -> Iterator[feeds.Served]:
    with feeds.serving() as served:
        settings.FEED_HOSTS = frozenset({served.host})
        yield served


def test_a_service_is_kept_with_everything_that_belongs_to_it(place: Path) -> None:
    assert kept(place, service()).added == 1
    found = one_published(UUID(key("Lunch club")))
    assert found is not None
    said = found.said
    assert (said.name, said.youngest, said.cost, said.kind) == ("Lunch club", 60, "paid", "service")
    assert said.provider is not None
    assert (said.provider.name, said.provider.charity_number) == ("Vellshire Lunches", "1000001")
    where = said.places[0]
    assert (where.address, where.postcode, where.basis) == (
        *("1 Lantern Street, Lantern Hill, Vellshire", "LE1 1AA", "published"),
    )
    assert (where.easting, where.northing) == pytest.approx((458_982, 303_938), abs=1)
    assert (said.languages, said.terms[0].name) == (("gu",), "Older people")
    assert (said.times[0].days, str(said.times[0].opens_at)) == ("TU", "12:00:00")


def test_the_same_feed_again_writes_nothing(place: Path) -> None:
    kept(place, service(), service("Choir"))
    again = kept(place, service("Choir"), service(), on=MARCH + timedelta(30))
    assert (again.added, again.changed, again.unchanged, again.dataset) == (0, 0, 2, None)
    assert AssetVersion.objects.count() == 2


def test_a_newer_feed_adds_history_and_closes_what_it_lists_no_longer(place: Path) -> None:
    kept(place, service(), service("Choir"), service("Walk"))
    june = date(2026, 6, 1)
    newer = kept(place, service(fees="Free"), service("Choir"), service("New"), on=june)
    assert (newer.added, newer.changed, newer.unchanged, newer.ended) == (1, 1, 1, 1)
    history = AssetVersion.objects.filter(asset__external_id=key("Lunch club"))
    assert list(history.order_by("starts_on").values_list("starts_on", "fees")) == [
        (MARCH, ""),
        (june, "Free"),
    ]
    assert standings()["Walk"] == "defunct"
    listed = [service(fees="Free"), service("Choir"), service("New"), service("Walk")]
    back = kept(place, *listed, on=june + timedelta(30))
    assert (back.changed, back.unchanged, standings()["Walk"]) == (1, 3, "active")


def test_an_import_can_be_taken_back_and_what_it_replaced_counts_again(place: Path) -> None:
    first = kept(place, service(), service("Choir"))
    second = kept(place, service(fees="Free"), on=MARCH)
    assert standings()["Choir"] == "defunct"
    assert second.dataset is not None
    undo_load(second.dataset)
    assert standings() == {"Lunch club": "active", "Choir": "active"}
    assert AssetVersion.objects.filter(known_until__isnull=True, fees="Free").count() == 0
    assert first.dataset is not None
    undo_load(first.dataset)
    assert standings() == {}
    assert kept(place, service()).added == 1


def test_a_service_with_a_fault_is_left_out_whole_and_one_held_already_stays(place: Path) -> None:
    kept(place, service(), service("Choir"))
    newer = kept(place, service(url="x", fees="Free"), service("Choir", fees="Free"), service("?"))
    assert (newer.left_out, newer.changed, newer.added, newer.ended) == (1, 1, 1, 0)
    held = one_published(UUID(key("Lunch club")))
    assert held is not None
    assert held.said.fees == ""
    told = DataFinding.objects.get(dataset_id=newer.dataset, code="directory_left_out")
    assert told.message == f"Lunch club, {key('Lunch club')}: url: “x” is not a web address."
    assert told.next_step.startswith("It must begin with https://.")


def test_a_feed_that_lost_most_of_its_services_is_not_believed_at_once(place: Path) -> None:
    many = [service(f"Walk {number}") for number in range(12)]
    kept(place, *many)
    with pytest.raises(NotRight, match="no longer 11 of the 12 services"):
        kept(place, many[0])
    assert set(standings().values()) == {"active"}
    assert kept(place, many[0], accept_removals=True).ended == 11


def test_a_feed_that_is_a_year_old_is_told_as_stale(place: Path) -> None:
    report = kept(place, service(last_modified="2024-11-01T00:00:00Z"))
    assert [fault.message for fault in report.faults] == [
        "The newest change in this feed is of 1 November 2024, more than a year before."
    ]


def test_what_cannot_be_kept_as_it_was_is_told(place: Path) -> None:
    odd = service(
        "W" * 250,
        minimum_age=400,
        languages=[{"id": key("x"), "name": "Klingon"}, {"id": key("y"), "name": "Polish"}],
        schedules=[
            {"id": key("n"), "opens_at": "22:00", "closes_at": "02:00", "description": "Nights"},
            {"id": key("v"), "valid_from": "2026-05-01", "valid_to": "2026-04-01"},
        ],
        cost_options=None,
        fees="Free",
    )
    odd["service_at_locations"][0]["location"]["latitude"] = 0
    report = kept(place, odd)
    assert [fault.message for fault in report.faults] == [
        "400 is not an age; it is left out.",
        "The name has 250 characters and was cut.",
        "0, -1.13 is not in Great Britain; it is left out.",
        "It closes at 02:00, before it opens.",
        "2026-04-01 is before 2026-05-01; both are left out.",
        "“Klingon” is no language we know.",
    ]
    said = page_of_published(Sought(), start=0, most=1)[0].said
    assert (said.cost, said.languages, said.youngest) == ("free", ("pl",), None)
    assert said.times[0].description == "Nights 22:00 to 02:00"


def test_a_folder_and_a_packed_file_are_read_and_a_broken_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(page(service()))
    (tmp_path / "two.ndjson.gz").write_bytes(gzip.compress(json.dumps(service("Choir")).encode()))
    assert import_feed(str(tmp_path), on=MARCH).added == 2
    (tmp_path / "two.ndjson.gz").write_bytes(gzip.compress(page(service()))[:-9])
    with pytest.raises(NotRight, match="cannot be unpacked"):
        import_feed(str(tmp_path), on=MARCH)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotRight, match="holds no file of a feed"):
        import_feed(str(tmp_path / "empty"), on=MARCH)
    with pytest.raises(NotPossible, match="There is no"):
        import_feed(str(tmp_path / "nowhere"), on=MARCH)


def test_a_feed_is_imported_page_by_page_and_short_entries_are_asked_for_in_full(
    feed: feeds.Served,
) -> None:
    full = {each["id"]: each for each in (service(), service("Choir"), service("Walk"))}
    short = [
        {name: each[name] for name in ("id", "name", "status", "last_modified")}
        for each in full.values()
    ]
    feed.listing(*short, per_page=2)
    for number, each in full.items():
        body = json.dumps(each).encode()
        feed.answers[f"/services/{number}"] = lambda request, body=body: feeds.send(request, body)
    steps: list[Step] = []
    report = import_feed(feed.url, on=MARCH, progress=steps.append)
    assert (report.added, len(feed.asked)) == (3, 5)
    assert "Reading page 2 of 2" in [step.doing for step in steps]
    found = one_published(UUID(key("Choir")))
    assert found is not None
    assert found.said.places
    feed.asked.clear()
    again = import_feed(feed.url, on=MARCH)
    assert (again.unchanged, again.dataset, len(feed.asked)) == (3, None, 2)


def test_a_feed_that_breaks_half_way_changes_nothing(feed: feeds.Served) -> None:
    feed.listing(service(), service("Choir"))
    import_feed(feed.url, on=MARCH)

    def broken(request: Any) -> None:
        if "page=1&" in request.path:
            feeds.send(request, page(service(fees="Free"), of=2, total=2))
        else:
            feeds.redirecting("http://10.0.0.1/")(request)

    feed.answers["/services"] = broken
    with pytest.raises(OpenPCNError, match=r"10\.0\.0\.1 is asked for over http"):
        import_feed(feed.url, on=MARCH + timedelta(1))
    assert AssetVersion.objects.count() == 2
    assert Asset.objects.count() == 2


def test_a_feed_that_lists_fewer_than_it_says_is_told(feed: feeds.Served) -> None:
    feed.answers["/services"] = lambda request: feeds.send(request, page(service(), total=7))
    report = import_feed(feed.url, on=MARCH)
    assert [fault.message for fault in report.faults] == [
        "The feed says that it lists 7 services; it lists 1."
    ]


def test_work_that_is_stopped_keeps_nothing(place: Path) -> None:
    class Stop(Exception):
        pass

    def stop(step: Step) -> None:
        if step.doing.startswith("Keeping"):
            raise Stop

    with pytest.raises(Stop):
        kept(place, service(), progress=stop)
    assert Asset.objects.count() == 0
