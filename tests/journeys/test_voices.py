"""A resident reads what was promised and asks; their patient group says whether it was kept."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made, follow
from tests.support.site import Site

NETWORK = "/networks/ZN0001"


def test_a_resident_asks_and_a_patient_group_holds_the_network_to_account(
    page: Page, live_site: Site
) -> None:
    page.goto(f"{live_site.url}{NETWORK}/voices/")
    expect(page.get_by_role("heading", name="Who speaks for patients here?")).to_be_visible()
    assert_well_made(page)

    rooms = page.get_by_role("navigation", name="Voices", exact=True)
    follow(page, rooms.get_by_role("link", name="You said, we did"))
    expect(page.get_by_text("Overdue since 30 June 2026")).to_be_visible()
    assert_well_made(page)

    follow(page, rooms.get_by_role("link", name="Consultations"))
    assert_well_made(page)
    follow(page, page.get_by_role("link", name="Results", exact=True))
    expect(page.get_by_text("129 people answered: on paper 95")).to_be_visible()
    assert_well_made(page)
    page.go_back()

    follow(page, rooms.get_by_role("link", name="Questions and answers"))
    page.get_by_label("Your question").fill("Is there parking? Ring me on 01632 960123.")
    follow(page, page.get_by_role("button", name="Ask"))
    expect(page.get_by_text("Your words may hold: telephone number.")).to_be_visible()
    assert_well_made(page)

    page.goto(f"{live_site.url}/sign-in/?next={NETWORK}/promises/")
    page.get_by_label("Name to sign in with").fill("demo-ppg-member")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.locator("main").get_by_role("button", name="Sign in"))
    follow(page, page.get_by_role("link", name="The side door has a step."))
    page.get_by_text("Say for your group whether it was kept").click()
    page.get_by_label("Not kept", exact=True).check()
    page.get_by_label("Why the group says so").fill("The step is still there.")
    for part, value in (("Day", "7"), ("Month", "9"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    follow(page, page.get_by_role("button", name="Say this for the group"))
    expect(page.get_by_text("The step is still there.")).to_be_visible()
    assert_well_made(page)
