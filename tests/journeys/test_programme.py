"""A network manager answers a committee's question: an action, its owner, what came of it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made, follow
from tests.support.site import Site

PLAN = "/networks/ZN0001/plan/"


def test_a_network_manager_hands_over_an_action_and_sets_a_milestone(
    page: Page, live_site: Site
) -> None:
    page.goto(f"{live_site.url}/sign-in/?next={PLAN}%3Fas_at%3D2026-11-20")
    page.get_by_label("Name to sign in with").fill("demo-network-manager")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.locator("main").get_by_role("button", name="Sign in"))
    expect(page.get_by_text("Rowan Thistlewood left on 31 October 2026")).to_be_visible()
    expect(page.get_by_text("Expected 28 days before what it needs")).to_be_visible()
    assert_well_made(page)

    follow(page, page.get_by_role("link", name="Buy telephones that pass calls on"))
    assert_well_made(page)
    page.get_by_text("Hand it over to somebody else").click()
    page.get_by_label("Who answers for it from now on").select_option(index=1)
    follow(page, page.get_by_role("button", name="Hand it over"))
    expect(page.get_by_text("who holds a role here")).to_have_count(0)

    parts = page.get_by_role("navigation", name="Parts of the plan")
    follow(page, parts.get_by_role("link", name="Milestones"))
    assert_well_made(page)
    follow(page, page.get_by_role("link", name="Set a milestone"))
    page.get_by_label("What is to be reached").fill("Callers hear how long they wait")
    follow(page, page.get_by_role("button", name="Keep this"))
    expect(page.get_by_role("alert")).to_contain_text("Enter the day by which it is to be reached")
    assert_well_made(page)

    follow(page, parts.get_by_role("link", name="Plans in force"))
    expect(page.get_by_text("Partly embedded")).to_be_visible()
    assert_well_made(page)
    follow(page, parts.get_by_role("link", name="Requirements"))
    follow(page, page.get_by_role("link", name="Single specification 2"))
    expect(page.get_by_text("The team meets every Tuesday since May.").first).to_be_visible()
    assert_well_made(page)
