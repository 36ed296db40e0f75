"""Ambitions in two tabs, sent twice, changed by nothing; and how each came to what it says."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from openpcn.domains.outcomes.models import Ambition, AmbitionDetail
from tests.domains.world import account, county
from tests.support.visiting import client_of, dated
from tests.web.outcomes.test_outcomes import NORTH, ambition, body, lines, refused, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def manager() -> Client:
    return client_of(account("manager", ("network_manager", "U90001")))


def seen_in(client: Client, path: str) -> dict[str, str]:
    found = re.search(r'name="seen" value="(\d+)"', body(client, path))
    assert found is not None
    return {"seen": found[1]}


def test_the_second_of_two_tabs_does_not_undo_what_the_first_said(manager: Client) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    director = client_of(account("director", ("clinical_director", "U90001")))
    form = f"{path}describe/"
    opened, also = seen_in(manager, form), seen_in(director, form)
    sent(manager, form, ambition(why="Nobody can book.") | opened)
    page = refused(director, form, ambition(title="Fewer missed") | also)
    assert "Manager changed this on" in page
    assert "Why it matters: Nobody can book., before Time lost to others." in page
    held = AmbitionDetail.objects.get(known_until=None)
    assert (held.title, held.why) == ("Fewer appointments that nobody comes to", "Nobody can book.")


def test_a_form_sent_twice_records_one_ambition_and_no_change_none(manager: Client) -> None:
    first = sent(manager, f"{NORTH}new/", ambition())
    assert sent(manager, f"{NORTH}new/", ambition()) == first
    assert Ambition.objects.count() == 1
    sent(manager, f"{first}describe/", ambition() | seen_in(manager, f"{first}describe/"))
    assert AmbitionDetail.objects.count() == 1


def test_how_an_ambition_came_to_what_it_says_stays_readable(manager: Client) -> None:
    wider = sent(manager, f"{NORTH}new/", ambition(title="Time for patients"))
    path = sent(manager, f"{NORTH}new/", ambition())
    assert "Recorded</li>" in body(manager, path)
    number = wider.strip("/").rpartition("/")[2]
    sent(manager, f"{path}describe/", ambition(target="3.5", serves=number))
    later = ambition(target="3", serves=number) | dated("starts_on", "2024-07-01")
    sent(manager, f"{path}describe/", later)
    page = body(manager, path)
    assert "Target: 3.5, before 4" in page
    assert "Serves: Time for patients, before nothing" in page
    assert "Counts until: 30 June 2024, before nothing" in page
    assert "Counts from: 1 July 2024, before 1 January 2024" in page


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"baseline": "140", "target": "130"}, "140 per cent is more than all"),
        ({"baseline": "5", "target": "-1"}, "-1 per cent is less than nothing"),
        ({"unit": "days", "baseline": "5", "target": "-1"}, "-1 days is less than nothing"),
        (
            {"lever": "outpatients", "better": "higher", "baseline": "5", "target": "6"},
            "The headline ambitions are of fewer attendances",
        ),
    ],
)
def test_values_that_a_unit_cannot_have_are_not_taken(
    manager: Client, said: dict[str, str], why: str
) -> None:
    assert why in refused(manager, f"{NORTH}new/", ambition(**said))
    assert not AmbitionDetail.objects.exists()


def test_a_reading_beyond_its_unit_is_not_taken(manager: Client) -> None:
    path = sent(manager, f"{NORTH}new/", ambition())
    assert "130 per cent is more than all" in refused(manager, f"{path}readings/", lines("130"))
    assert "-5 per cent is less than nothing" in refused(manager, f"{path}readings/", lines("-5"))
    money = ambition(unit="number", baseline="5", target="-2", title="Money over or short")
    path = sent(manager, f"{NORTH}new/", money)
    sent(manager, f"{path}readings/", lines("-1"))
