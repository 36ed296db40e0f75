"""A link worker finds what fits in three steps, prints it, and fills a gap with a new group."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made, follow
from tests.support.site import Site


def test_a_link_worker_finds_what_fits_and_adds_what_is_missing(
    page: Page, live_site: Site
) -> None:
    page.goto(f"{live_site.url}/sign-in/?next=/networks/ZN0001/community/")
    page.get_by_label("Name to sign in with").fill("demo-link-worker")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.locator("main").get_by_role("button", name="Sign in"))
    gaps = page.get_by_role("region", name="Needs without an offer: the gaps are the plan")
    expect(gaps.get_by_text("Bereavement, weekend")).to_be_visible()
    assert_well_made(page)

    follow(page, page.get_by_role("link", name="Find what fits a need, in three steps"))
    page.get_by_label("Bereavement").check()
    follow(page, page.get_by_role("button", name="Continue"))
    page.get_by_label("Language").select_option("en")
    follow(page, page.get_by_role("button", name="Continue"))
    page.get_by_label("Weekday afternoon").check()
    assert_well_made(page)
    follow(page, page.get_by_role("button", name="Show what fits"))
    expect(page.get_by_role("link", name="After Loss", exact=True)).to_be_visible()
    page.get_by_label("Put on the leaflet: After Loss").check()
    follow(page, page.get_by_role("button", name="Leaflet to print and hand over"))
    expect(page.get_by_text("Monday, 14:00 to 16:00")).to_be_visible()
    assert_well_made(page)

    page.goto(f"{live_site.url}/community/new/")
    page.get_by_label("Name", exact=True).fill("Saturday Remembrance")
    page.get_by_label("Bereavement").check()
    page.get_by_label("Postcode", exact=True).fill("QX2 1JY")
    page.get_by_label("Times, a line each").fill("SA 12:00-10:00")
    page.get_by_label("What this entry rests on").fill("Met the vicar")
    follow(page, page.get_by_role("button", name="Record this"))
    expect(page.get_by_role("link", name="ends before it begins")).to_be_visible()
    assert_well_made(page)
    page.get_by_label("Times, a line each").fill("SA 10:00-12:00")
    follow(page, page.get_by_role("button", name="Record this"))
    expect(page.get_by_role("heading", name="Saturday Remembrance")).to_be_visible()
    assert_well_made(page)
