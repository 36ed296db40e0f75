"""Maps in a real browser: accessible, readable at 320 pixels, movable, and from one host."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.domains.world import county
from tests.support import land
from tests.support.browser import assert_well_made

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
DAY = "as_at=2024-06-01"


@pytest.fixture
def site(live_server: Any) -> str:
    county()
    land.points()
    land.areas_and_patients()
    return str(live_server.url)


@pytest.mark.parametrize(
    "address",
    [
        f"/networks/U90001/map/?{DAY}",
        f"/practices/Z90001/map/?{DAY}",
        f"/structure/?{DAY}&open=P91",
        f"/structure/?{DAY}&compare=2020-01-31&list=1",
    ],
)
def test_maps_and_diagrams_are_well_made(site: str, new_page: Any, address: str) -> None:
    page = new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page.goto(site + address)
    assert_well_made(page)


def test_a_map_can_be_moved_and_put_back(site: str, page: Page) -> None:
    page.goto(f"{site}/networks/U90001/map/?{DAY}")
    page.get_by_role("button", name="Move and zoom").click()
    board = page.get_by_role("region", name="Map that moves")
    expect(board.locator("path.leaflet-interactive").first).to_be_attached()
    expect(page.locator(".pcn-drawing--wide")).to_be_hidden()
    stops = board.locator("a, button, [tabindex='0']")
    assert stops.count() <= 4, "the map, two buttons and nothing for each area"
    page.get_by_role("button", name="Show the drawn map").click()
    expect(page.locator(".pcn-drawing--wide")).to_be_visible()


def test_a_click_on_an_area_says_what_it_is_and_leads_to_it(site: str, page: Page) -> None:
    page.goto(f"{site}/networks/U90001/map/?{DAY}")
    page.get_by_role("button", name="Move and zoom").click()
    area = page.locator(".pcn-leaflet path.leaflet-interactive").first
    expect(area).to_be_attached()
    area.dispatch_event("click")
    popup = page.locator(".leaflet-popup-content a")
    expect(popup).to_have_attribute("href", f"/networks/U90001/?{DAY}")


def test_without_scripts_the_map_is_drawn_and_linked(site: str, page_without_scripts: Page) -> None:
    page_without_scripts.goto(f"{site}/networks/U90001/map/?{DAY}")
    expect(page_without_scripts.locator(".pcn-drawing--wide svg")).to_be_visible()
    expect(page_without_scripts.get_by_role("button", name="Move and zoom")).to_have_count(0)
    assert page_without_scripts.locator(".pcn-drawing--wide svg a").count() >= 3


def test_on_a_phone_the_narrow_drawing_is_shown(site: str, new_page: Any) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{site}/structure/?{DAY}")
    expect(page.locator(".pcn-drawing--narrow svg")).to_be_visible()
    expect(page.locator(".pcn-drawing--wide svg")).to_be_hidden()
