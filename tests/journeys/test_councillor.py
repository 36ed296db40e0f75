"""A councillor finds their system and sees which networks lie outside the band, on two dates."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made, follow
from tests.support.site import Site


def outside(page: Page) -> set[str]:
    """Networks that the table says are outside 30,000 to 50,000."""
    rows = page.get_by_role("region", name="Networks").get_by_role("row")
    said = [row.inner_text() for row in rows.all()]
    return {text.split("\n")[0].strip() for text in said if re.search(r"[△▽]", text)}


def test_a_councillor_compares_two_dates(page: Page, live_site: Site) -> None:
    page.goto(live_site.url)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vellshire")
    expect(page.get_by_text("Demonstration. The county")).to_be_visible()
    today = outside(page)
    assert today, "some networks of the demonstration lie outside the band"
    assert_well_made(page)

    follow(page, page.get_by_role("link", name="Change dates"))
    page.get_by_label("Day").first.fill("31")
    page.get_by_label("Month").first.fill("2")
    page.get_by_label("Year").first.fill("2025")
    follow(page, page.get_by_role("button", name="Show these dates"))
    expect(page.get_by_role("alert")).to_contain_text("There is no such day")
    assert_well_made(page)

    page.get_by_label("Month").first.fill("3")
    follow(page, page.get_by_role("button", name="Show these dates"))
    expect(page.get_by_text("As at 31 March 2025")).to_be_visible()
    assert outside(page) != set()
    assert_well_made(page)

    follow(page, page.get_by_role("link", name="See all"))
    expect(page.get_by_text("As at 31 March 2025")).to_be_visible()
    expect(page.get_by_text("Nothing here proposes a change")).to_be_visible()
    assert_well_made(page)


def test_a_councillor_finds_who_speaks_in_a_ward_and_what_was_promised_there(
    page: Page, live_site: Site
) -> None:
    page.goto(f"{live_site.url}/sign-in/?next=/voices/")
    page.get_by_label("Name to sign in with").fill("demo-councillor")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.locator("main").get_by_role("button", name="Sign in"))
    expect(page.get_by_role("heading", name="Wards of Vellmouth City")).to_be_visible()
    follow(page, page.get_by_role("link", name="Mardelgarth"))
    expect(page.get_by_text("Councillor Ines Tarrow")).to_be_visible()
    assert_well_made(page)
    follow(page, page.get_by_role("link", name="Lantern Hill PCN").last)
    follow(page, page.get_by_role("link", name="You said, we did"))
    expect(page.get_by_text("Promise not kept")).to_be_visible()


def test_the_page_prints_without_what_only_a_screen_can_use(page: Page, live_site: Site) -> None:
    page.goto(live_site.url)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(page.get_by_role("link", name="Change dates")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
