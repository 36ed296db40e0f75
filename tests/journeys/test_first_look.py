"""Somebody starts the demonstration and looks round; each page is open to everyone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import assert_accessible, assert_well_made
from tests.support.site import Site

PAGES = ("/", "/glossary/", "/about/", "/accessibility/", "/data/")

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_open_to_everyone_and_well_made(live_site: Site, page: Page, path: str) -> None:
    answer = page.goto(live_site.url + path)
    assert answer is not None
    assert answer.status == 200
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_label("Demonstration", exact=True)).to_be_visible()
    assert_well_made(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_the_same_without_scripts(
    live_site: Site, page_without_scripts: Page, path: str
) -> None:
    page_without_scripts.goto(live_site.url + path)
    expect(page_without_scripts.locator("h1")).to_be_visible()


def test_the_keyboard_reaches_the_content_first(live_site: Site, page: Page) -> None:
    page.goto(live_site.url)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    assert page.url.endswith("#maincontent")


def test_an_address_that_is_none_says_so_with_a_next_step(live_site: Site, page: Page) -> None:
    answer = page.goto(f"{live_site.url}/nothing/here/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Not found")
    assert_accessible(page)
