"""A primary care lead imports a directory through the page, watches it, stops it, takes it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openpcn.domains.accounts.models import Account
from openpcn.domains.community.models import AssetVersion
from openpcn.domains.jobs.models import Job
from openpcn.workflows.work import work_once
from tests.sources.open_referral import feeds
from tests.sources.open_referral.entries import service

pytestmark = pytest.mark.django_db
PAGE = "/community/directories/"


@pytest.fixture
def lead(db: None) -> Client:
    """Somebody who may load."""
    account = Account.objects.create_superuser("lead", password="look-round-vellshire-2")
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture(autouse=True)
def _no_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpcn.web.recording.doors.needs_second_factor", lambda account: False)
    monkeypatch.setattr("openpcn.domains.registry.permissions.is_admitted", lambda account: True)


@pytest.fixture
def feed(settings: Any) -> Iterator[feeds.Served]:
    with feeds.serving() as served:
        settings.FEED_HOSTS = frozenset({served.host})
        yield served


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_feed_is_imported_by_its_address(lead: Client, feed: feeds.Served) -> None:
    feed.listing(service("Chess club"), service("Bad club", url="x"))
    sent = lead.post(PAGE, {"url": feed.url, "name": "Vellshire directory"})
    assert sent.status_code == 302
    waiting = lead.get(sent.url)
    assert "Waiting for its turn." in text(waiting)
    assert "Stop, and keep nothing of it" in text(waiting)
    assert work_once("a worker")
    done = text(lead.get(sent.url))
    assert "The directory is in." in done
    assert "“x” is not a web address." in done
    assert "left out" in done
    assert AssetVersion.objects.filter(name="Chess club").exists()
    assert "Vellshire directory" in text(lead.get(PAGE))


def test_a_file_is_imported_and_leaves_when_it_is_in(lead: Client) -> None:
    file = SimpleUploadedFile("other.json", json.dumps([service("Chess club")]).encode())
    sent = lead.post(PAGE, {"file": file})
    assert work_once("a worker")
    assert "The directory is in." in text(lead.get(sent.url))
    again = SimpleUploadedFile("other.json", json.dumps([service("Chess club")]).encode())
    sent = lead.post(PAGE, {"file": again})
    assert work_once("a worker")
    assert "Nothing has changed since the last import." in text(lead.get(sent.url))


def test_work_that_a_lost_worker_began_is_done_again_and_nothing_is_kept_twice(
    lead: Client, feed: feeds.Served
) -> None:
    feed.listing(service("Chess club"))
    lead.post(PAGE, {"url": feed.url})
    Job.objects.update(state="running", worker="lost", leased_until="2020-01-01T00:00:00Z")
    assert work_once("another worker")
    assert Job.objects.get().state == "done"
    assert AssetVersion.objects.filter(name="Chess club").count() == 1


def test_an_import_that_is_stopped_keeps_nothing(lead: Client, feed: feeds.Served) -> None:
    feed.listing(service("Chess club"))
    sent = lead.post(PAGE, {"url": feed.url})
    stopped = lead.post(f"{sent.url}stop/", follow=True)
    assert "It was stopped. Nothing of it was kept." in text(stopped)
    assert not work_once("a worker")


def test_a_feed_that_cannot_be_had_ends_in_words(lead: Client, feed: feeds.Served) -> None:
    feed.answers["/services"] = feeds.redirecting("https://192.168.0.1/")
    sent = lead.post(PAGE, {"url": feed.url})
    assert work_once("a worker")
    assert "192.168.0.1, which is not on the public internet." in text(lead.get(sent.url))


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "Give the address of a feed, or choose a file"),
        ({"url": "http://feed.example/"}, "feeds are fetched over https only"),
        ({"url": "https://127.0.0.1/"}, "not on the public internet"),
        ({"url": "https://a:b@feed.example/"}, "user name or password"),
        ({"url": "https://127.0.0.1/", "name": "x" * 121}, "Shorten this to 120 characters"),
    ],
)
def test_what_is_refused_stands_at_its_field(
    lead: Client, said: dict[str, str], message: str
) -> None:
    answer = lead.post(PAGE, said)
    assert answer.status_code == 400
    assert message in text(answer)
    assert not Job.objects.exists()


def test_who_may_not_load_is_refused(db: None) -> None:
    assert Client().get(PAGE).status_code == 302
    stranger = Client()
    stranger.force_login(Account.objects.create_user("stranger"))
    assert stranger.get(PAGE).status_code == 403
    assert stranger.get(f"{PAGE}1/").status_code == 403
    assert stranger.post(f"{PAGE}1/stop/").status_code == 403


def test_an_import_that_was_never_asked_for_is_not_found(lead: Client) -> None:
    assert lead.get(f"{PAGE}99999/").status_code == 404
