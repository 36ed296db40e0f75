"""A commissioner's lead opens a system's money, a network's line, and compares two years."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.support.browser import assert_well_made, follow
from tests.support.site import Site


def test_from_a_system_to_a_line_and_why_it_changed(page: Page, live_site: Site) -> None:
    page.goto(f"{live_site.url}/systems/ZQ1/money/?year=2026/27")
    expect(page.get_by_role("table", name="Each line of each network")).to_be_visible()
    assert_well_made(page)
    network = page.get_by_role("table", name="Networks").get_by_role("link").first
    follow(page, network)
    expect(page.get_by_text("Total of what is known")).to_be_visible()
    line = page.locator(".pcn-lines-of-money details").first
    line.locator("summary").click()
    expect(line.get_by_text("At last year’s rate")).to_be_visible()
    assert_well_made(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Statement as PDF").click()
    assert taken.value.suggested_filename.endswith("-statement-2026-27.pdf")
    follow(page, page.get_by_role("link", name="Compare with 2025/26"))
    expect(page.get_by_text(re.compile("by population, .* by rate and .* by rule"))).to_be_visible()
    assert_well_made(page)
