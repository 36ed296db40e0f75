"""A network manager records an agreement, from an empty form to the printed register."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made, follow
from tests.support.site import Site

pytestmark = pytest.mark.journey
TITLE = "Sharing counts for planning"


def type_day(page: Page, name: str, day: int, month: int, year: int) -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"#{name}-{part}").fill(str(value))


def test_an_agreement_from_empty_to_the_printed_register_without_scripts(
    page_without_scripts: Page, page: Page, live_site: Site
) -> None:
    with_scripts, page = page, page_without_scripts
    page.goto(f"{live_site.url}/sign-in/?next=/agreements/")
    page.get_by_label("Name to sign in with").fill("demo-network-manager")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.get_by_role("main").get_by_role("button", name="Sign in"))
    expect(page.get_by_role("heading", name="What is missing, and by when")).to_be_visible()

    follow(page, page.get_by_role("link", name="Record an agreement"))
    follow(page, page.get_by_role("button", name="Record the agreement"))
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_role("radio", name="Data-sharing agreement").check()
    page.locator("#title").fill(TITLE)
    type_day(page, "starts_on", 1, 4, 2026)
    type_day(page, "ends_on", 31, 3, 2027)
    page.locator("#controllers").select_option("joint")
    follow(page, page.get_by_role("button", name="Record the agreement"))

    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    follow(page, page.get_by_role("button", name="Add every practice of the network"))
    expect(page.get_by_text("Not signed", exact=True).first).to_be_visible()
    page.get_by_text("Record a signature").click()
    page.locator("#signed_by").fill("Vera Oakmarsh")
    page.locator("#job_title").fill("Partner")
    type_day(page, "signed_on", 2, 4, 2026)
    follow(page, page.get_by_role("button", name="Record the signature"))
    expect(page.get_by_text("Vera Oakmarsh, Partner")).to_be_visible()
    page.get_by_text("Record what is shared").click()
    page.get_by_label("Counts without people").check()
    page.locator("#purpose").select_option("planning")
    follow(page, page.get_by_role("button", name="Record this"))
    expect(page.get_by_role("row", name="Planning services")).to_be_visible()

    page.goto(f"{live_site.url}/agreements/")
    page.emulate_media(media="print")
    expect(page.get_by_role("row", name=TITLE)).to_contain_text("1 of ")
    expect(page.get_by_role("link", name="Record an agreement")).to_be_hidden()
    page.emulate_media(media="screen")
    follow(page, page.get_by_role("link", name=TITLE))
    with_scripts.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    for address in (page.url, f"{live_site.url}/calendar/", f"{live_site.url}/premises/"):
        with_scripts.goto(address)
        assert_well_made(with_scripts)
    follow(page, page.get_by_role("button", name="Take back").first)
    expect(page.get_by_text("The agreement is taken back")).to_be_visible()
