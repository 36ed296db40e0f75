"""The planner in a browser: from misfits to a decision paper, without scripts and read aloud.

Three journeys, each signed in once; what needs no browser is asked of the pages themselves.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made, follow

pytestmark = pytest.mark.journey
KINDS = ("move", "split", "waiver")
"""A form with two choices, one that begins with a network, and one with a single choice."""
MOST_TABS = 80


def sign_in(page: Any, url: str) -> None:
    page.goto(f"{url}/sign-in/?next=/planner/")
    page.get_by_label("Name to sign in with").fill("demo-primary-care-lead")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.wait_for_url(f"{url}/planner/")


def test_networks_are_mended_divided_and_moved_by_hand_without_scripts(
    page_without_scripts: Any, live_site: Any
) -> None:
    page = page_without_scripts
    sign_in(page, live_site.url)
    follow(page, page.get_by_role("button", name="Compare three options"))
    expect(page.get_by_role("columnheader", name="Option 1")).to_be_visible()
    follow(page, page.get_by_role("button", name="Keep option 1"))
    expect(page.get_by_text("Private draft").first).to_be_visible()
    expect(page.get_by_role("link", name="Open a change case for it")).to_be_visible()
    page.goto(f"{live_site.url}/planner/cases/new/")
    follow(page, page.get_by_role("link", name="A network divides"))
    follow(page, page.get_by_role("button", name="Choose its practices"))
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Application: what is asked for, and why").fill("Two communities.")
    follow(page, page.get_by_role("button", name="Open the case"))
    follow(page, page.get_by_role("link", name="Decision paper"))
    expect(page.get_by_role("heading", name="1. What is asked for")).to_be_visible()
    page.go_back()
    follow(page, page.get_by_role("link", name="Draft change notice"))
    expect(page.get_by_role("cell", name="to be issued").first).to_be_visible()
    page.goto(f"{live_site.url}/planner/by-hand/")
    page.get_by_label("joins").select_option("NEW-1")
    follow(page, page.get_by_role("button", name="Move it"))
    expect(page.get_by_text("joins New network 1").first).to_be_visible()
    follow(page, page.get_by_role("link", name="Take back"))
    expect(page.get_by_text("Nothing has been moved yet.")).to_be_visible()


def tab_to(page: Any, words: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.innerText || ''").startswith(words):
            return
    raise AssertionError(f"The keyboard does not reach “{words}” in {MOST_TABS} steps.")


def test_proposals_are_watched_and_stopped_and_each_page_is_well_made(
    page: Any, live_site: Any
) -> None:
    sign_in(page, live_site.url)
    assert_well_made(page)
    for path in ("by-hand/", "cases/new/", *(f"cases/new/?kind={kind}" for kind in KINDS)):
        page.goto(f"{live_site.url}/planner/{path}")
        assert_well_made(page)
    page.goto(f"{live_site.url}/planner/new/")
    page.get_by_label("Area").select_option(index=1)
    page.get_by_text("Locks: who stays").click()
    page.get_by_text("More: even out need").click()
    assert_well_made(page)
    follow(page, page.get_by_role("button", name="Start"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert_well_made(page)
    follow(page, page.get_by_role("button", name="Stop, and keep what there is"))
    page.wait_for_url(re.compile(r"/plans/\d+/"))


def test_an_option_kept_with_the_keyboard_is_adopted_and_decided_on_well_made_pages(
    page: Any, live_site: Any
) -> None:
    sign_in(page, live_site.url)
    tab_to(page, "Compare three options")
    page.keyboard.press("Enter")
    page.wait_for_url("**/planner/mend/**")
    assert_well_made(page)
    tab_to(page, "Keep option 1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/planner/plans/**")
    version = page.url
    assert_well_made(page)
    follow(page, page.get_by_role("link", name="Large map, for printing"))
    assert_well_made(page)
    page.goto(version)
    for part, value in (("Day", "1"), ("Month", "4"), ("Year", "2027")):
        page.get_by_label(part, exact=True).fill(value)
    follow(page, page.get_by_role("button", name="Draft the future"))
    assert_well_made(page)
    page.goto(version)
    follow(page, page.get_by_role("link", name="Open a change case for it"))
    page.get_by_label("Application: what is asked for, and why").fill("Patients live nearer.")
    follow(page, page.get_by_role("button", name="Open the case"))
    page.wait_for_url(re.compile(r"/planner/cases/\d+/"))
    case = page.url
    decide(page)
    for path in ("", "effect/", "paper/", "notice/"):
        page.goto(case + path)
        assert_well_made(page)


def decide(page: Any) -> None:
    """Bring a case through engagement to its approval."""
    page.get_by_label("Bring it to").select_option("engagement")
    follow(page, page.get_by_role("button", name="Go on"))
    page.get_by_label("Decision and its reasons").fill("Approved.")
    for part, value in (("Day", "1"), ("Month", "4"), ("Year", "2027")):
        page.get_by_label(part, exact=True).fill(value)
    follow(page, page.get_by_role("button", name="Keep these words"))
    page.get_by_label("Bring it to").select_option("approved")
    follow(page, page.get_by_role("button", name="Go on"))
