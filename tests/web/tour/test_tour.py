"""The guided tour: five steps with what the demonstration holds, open to everybody."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def page_of(client: Client, address: str, *, status: int = 200) -> str:
    """The page at an address, without its drawings."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return re.sub(r"<svg.*?</svg>", "", answer.content.decode(), flags=re.S)


def heading(page: str) -> str:
    """What the page says first."""
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.S)
    assert len(found) == 1
    return str(found[0])


def test_each_step_says_its_message_from_what_is_held(client: Client) -> None:
    said = [heading(page_of(client, f"/tour/{number}/")) for number in range(1, 6)]
    assert said == [
        "Nine of 26 networks lie outside 30,000 to 50,000",
        "Two practices changing network would bring Lantern Hill and Jorrowdale inside",
        "Between 7,218 and 47,589 patients change network, and money follows them",
        "28 entries around Lantern Hill PCN, and five needs that nothing fits",
        "11 changes of practices between 1 July 2022 and 1 October 2026",
    ]


def test_every_step_leads_on_and_says_who_could_do_more(client: Client) -> None:
    address, seen = "/tour/1/", []
    while address not in seen and address != "/tour/handout/":
        seen.append(address)
        page = page_of(client, address)
        assert "without signing in" in page
        assert "None" not in page.replace(">None<", "")
        found = re.search(r'<a class="nhsuk-button" href="([^"]+)"', page)
        assert found
        address = found[1]
    assert [*seen, address] == [*(f"/tour/{n}/" for n in range(1, 6)), "/tour/handout/"]
    assert "demo-primary-care-lead" in page_of(client, "/tour/2/")


def test_money_is_worked_out_in_the_open(client: Client) -> None:
    page = page_of(client, "/tour/3/")
    assert re.search(r"Option 1: £[\d,.]+ = [\d,]+ registered × £[\d.]+", page)
    assert "full-time equivalent" in page


def test_another_day_gives_another_picture(client: Client) -> None:
    first, later = page_of(client, "/tour/5/"), page_of(client, "/tour/5/?then=2025-03-01")
    assert "27 networks" in first
    assert "Three Lanes PCN" in first
    assert "Three Lanes PCN" not in later
    assert heading(first) != heading(later)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/tour/6/", 404, "The tour has 5 steps."),
        ("/tour/5/?then=2024-02-02", 400, "No map of networks is held for 2 February 2024."),
        ("/tour/5/?then=yesterday", 400, "is not a day"),
    ],
)
def test_what_the_tour_does_not_hold_is_said(
    client: Client, address: str, status: int, said: str
) -> None:
    assert said in page_of(client, address, status=status)


def test_the_handout_has_every_step_and_each_name_once(client: Client) -> None:
    answer = client.get("/tour/handout/").content.decode()
    assert len(re.findall(r'<section class="pcn-tour-step"', answer)) == 5
    names = re.findall(r'\bid="([^"]+)"', answer)
    assert sorted(names) == sorted(set(names))


def test_the_home_page_and_the_banner_lead_to_the_tour(client: Client) -> None:
    page = page_of(client, "/")
    assert page.count('href="/tour/"') == 2
    assert "A guided tour in five minutes" in page_of(client, "/tour/")
