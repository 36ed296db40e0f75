"""A public health analyst reads a profile, follows an indicator and takes its table away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import assert_well_made, follow
from tests.support.site import Site


@pytest.mark.parametrize("base", ["systems/ZQ1", "networks/ZN0001", "neighbourhoods/ZNB01"])
def test_a_population_page_is_well_made_on_a_desk_and_on_a_phone(
    page: Page, live_site: Site, base: str
) -> None:
    page.goto(f"{live_site.url}/{base}/population/")
    expect(page.get_by_role("heading", name="Deprivation", exact=True)).to_be_visible()
    wide = page.locator(".pcn-drawing--wide svg").first
    expect(wide).to_be_visible()
    assert_well_made(page)
    page.set_viewport_size({"width": 390, "height": 800})
    expect(wide).to_be_hidden()
    expect(page.locator(".pcn-drawing--narrow svg").first).to_be_visible()


def test_an_analyst_without_scripts_goes_from_a_network_to_an_indicator_and_its_table(
    page_without_scripts: Page, live_site: Site
) -> None:
    page = page_without_scripts
    page.goto(f"{live_site.url}/networks/ZN0001/population/")
    follow(page, page.get_by_role("link", name="Diabetes", exact=True))
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        re.compile(r": \d+\.\d% \(\d+\.\d% to \d+\.\d%\), 2025/26")
    )
    expect(page.get_by_role("group", name=re.compile("practices"))).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("Download as CSV.*Practices")).click()
    assert taken.value.suggested_filename.startswith("demonstration-ZN0001-diabetes")
    expect(page.get_by_text("Wilson's score method")).to_be_visible()


def test_an_indicator_is_well_made_and_can_be_printed(page: Page, live_site: Site) -> None:
    page.goto(f"{live_site.url}/systems/ZQ1/population/indicators/copd/")
    expect(page.get_by_role("heading", name="How it is worked out")).to_be_visible()
    assert_well_made(page)
    page.emulate_media(media="print")
    expect(page.locator(".pcn-drawing--wide svg").first).to_be_visible()
    expect(page.get_by_text("Download as CSV").first).to_be_hidden()
