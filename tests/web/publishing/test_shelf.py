"""The shelf of improvements: searched by everybody, used by other networks."""

from __future__ import annotations

import pytest
from django.test import Client

from openpcn.domains.publishing.actions import texts
from tests.domains import world
from tests.support.visiting import client_of, dated

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(prepared) -> int:
    number = texts.write_text(
        topic="story",
        owner="U90001",
        subject=texts.Subject(organisation="U90001"),
        words=texts.Words(
            title="One queue",
            text="Three practices answer together.",
            parts={"problem": "Calls were given up.", "result": "Fewer were."},
        ),
        by=prepared.writer,
    )
    for stage in ("reviewed", "published"):
        texts.move_text(number, to=stage, by=prepared.reviewer)
    return number


def test_everybody_finds_an_improvement_by_its_words(story):
    assert "One queue" in Client().get("/shelf/?q=given+together").content.decode()
    assert "No improvement has all these words" in Client().get("/shelf/?q=moon").content.decode()
    page = Client().get(f"/shelf/{story}/").content.decode()
    assert "Calls were given up." in page
    assert "not said" in page
    assert "We use this" not in page
    assert Client().get(f"/me/texts/{story}/")["Location"].startswith(f"/shelf/{story}/")
    assert Client().get("/shelf/999/").status_code == 404


def test_another_network_says_that_it_uses_it_and_takes_that_back(story):
    other = client_of(world.account("other", ("network_manager", "U90002")))
    said = {"organisation": "U90002", "note": "With two.", **dated("starts_on", "2026-05-01")}
    other.post(f"/shelf/{story}/use/", said)
    page = other.get(f"/shelf/{story}/").content.decode()
    assert "South PCN, since 1 May 2026" in page
    assert other.post(f"/shelf/{story}/use/", said).status_code == 400
    number = page.split('name="use" value="')[1].split('"')[0]
    other.post(f"/shelf/{story}/unuse/", {"use": number})
    assert "South PCN" not in Client().get(f"/shelf/{story}/").content.decode()


def test_what_is_withdrawn_stands_on_the_shelf_no_more(story, prepared):
    texts.withdraw_text(story, note="It did not last.", by=prepared.writer)
    assert Client().get(f"/shelf/{story}/").status_code == 404
    assert "Nothing stands here yet" in Client().get("/shelf/").content.decode()
    assert "It did not last." in Client().get(f"/me/texts/{story}/").content.decode()
