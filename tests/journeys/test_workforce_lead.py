"""A workforce lead goes from a network's people to its projection and assumes something else."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.support.browser import assert_well_made, follow
from tests.support.site import Site


def test_a_lead_assumes_something_else_and_sees_its_error(page: Page, live_site: Site) -> None:
    page.goto(f"{live_site.url}/networks/ZN0001/people/")
    expect(page.get_by_role("heading", name="Vacancies by role")).to_be_visible()
    assert_well_made(page)
    follow(page, page.get_by_role("link", name="Projection"))
    page.get_by_text("Assume something else").click()
    page.get_by_label(re.compile("Leaving, not to retire")).fill("12")
    follow(page, page.get_by_role("button", name="Show with these"))
    expect(page.get_by_text("Typed by you")).to_be_visible()
    expect(page.get_by_text("published figures lay inside")).to_be_visible()
    assert_well_made(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show", exact=True)).to_be_hidden()
    page.emulate_media(media="screen")
    page.goto(f"{live_site.url}/workforce/2016-paper/")
    expect(page.get_by_text("21 agree and 19 contradict")).to_be_visible()
    assert_well_made(page)
