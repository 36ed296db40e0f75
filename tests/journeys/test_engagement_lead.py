"""An engagement lead asks people, enters what a meeting said, and promises something for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Locator, Page, expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made, follow
from tests.support.site import Site

NETWORK = "/networks/ZN0002"


def write_day(group: Locator, day: date) -> None:
    """Fill in the three fields of a day."""
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part, exact=True).fill(str(value))


def by_keyboard(page: Page, control: Locator) -> None:
    """Use what leads to a page with the keyboard alone."""
    control.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_engagement_lead_asks_hears_and_promises(
    page: Page, new_page: Any, live_site: Site
) -> None:
    today = date.today()
    page.goto(f"{live_site.url}/sign-in/?next={NETWORK}/consultations/")
    page.get_by_label("Name to sign in with").fill("demo-engagement-lead")
    page.get_by_label("Password").fill(PASSWORD)
    by_keyboard(page, page.get_by_label("Password"))

    # Given nothing is asked, they write a draft, with a question, and announce it.
    by_keyboard(page, page.get_by_role("link", name="Ask people, or record what was asked"))
    page.get_by_label("Title").fill("Where should the blood tests be?")
    page.get_by_label("What people should know before").fill("Two places are possible.")
    closes, results = today + timedelta(days=30), today + timedelta(days=40)
    for name, day in (("First day", today), ("Last day for", closes), ("Day on which", results)):
        write_day(page.get_by_role("group", name=name), day)
    page.get_by_label("Ask about age").check()
    assert_well_made(page)
    by_keyboard(page, page.get_by_role("button", name="Keep this draft"))
    page.get_by_role("textbox", name="Question").fill("Which place?")
    page.get_by_label("Options, each on a line").fill("The library\nThe surgery")
    follow(page, page.get_by_role("button", name="Add it"))
    page.get_by_label("Change its state").select_option("announced")
    follow(page, page.get_by_role("button", name="Change the state"))
    expect(page.get_by_role("button", name="Answer it")).to_be_visible()
    assert_well_made(page)
    asked = page.url

    # When a resident answers without scripts, and a meeting is entered with where it is from,
    resident = new_page(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    resident.goto(f"{asked}answer/")
    resident.get_by_label("The library").check()
    follow(resident, resident.get_by_role("button", name="Send my answers"))
    expect(resident.get_by_text("You can take your answers back with this code.")).to_be_visible()
    follow(page, page.get_by_role("link", name="Enter paper and meeting answers"))
    page.get_by_label("How it was answered").select_option("meeting")
    write_day(page.get_by_role("group", name="Day it was received"), today)
    page.get_by_label("How many people").fill("12")
    page.get_by_label("What you enter it from").fill("Notes of the meeting at the library")
    page.get_by_label("The surgery").check()
    assert_well_made(page)
    follow(page, page.get_by_role("button", name="Enter it"))
    expect(page.get_by_role("rowheader", name="Notes of the meeting")).to_be_visible()

    # then nobody sees early results, they neither;
    page.goto(f"{asked}results/")
    expect(page.get_by_text("Nobody sees the results before")).to_be_visible()

    # and what was heard is promised, with a day, where everybody reads it, and prints.
    page.goto(asked)
    follow(page, page.get_by_role("link", name="Record a theme and what becomes of it"))
    page.get_by_label("What people said").fill("The surgery has no bus.")
    write_day(page.get_by_role("group", name="When"), today)
    follow(page, page.get_by_role("button", name="Keep this"))
    page.get_by_text("Promise something").click()
    page.get_by_label("What we will do").fill("A bus stop at the surgery.")
    page.get_by_label("Who answers for it").fill("Network manager")
    write_day(page.get_by_role("group", name="By when"), closes)
    write_day(page.get_by_role("group", name="When it was decided"), today)
    follow(page, page.get_by_role("button", name="Promise it"))
    resident.goto(f"{live_site.url}{NETWORK}/promises/")
    expect(resident.get_by_text("A bus stop at the surgery.")).to_be_visible()
    resident.emulate_media(media="print")
    expect(resident.get_by_role("navigation", name="Menu")).to_be_hidden()
    assert resident.pdf(format="A4").startswith(b"%PDF")
