"""The planner in a browser: from misfits to a decision paper, without scripts and read aloud."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made, follow

pytestmark = pytest.mark.journey
KINDS = ("move", "merge", "split", "leave", "waiver", "rationale", "unplaced")
MOST_TABS = 80


def sign_in(page: Any, url: str) -> None:
    page.goto(f"{url}/sign-in/?next=/planner/")
    page.get_by_label("Name to sign in with").fill("demo-primary-care-lead")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.wait_for_url(f"{url}/planner/")


def keep_first_option(page: Any) -> None:
    follow(page, page.get_by_role("button", name="Compare three options"))
    follow(page, page.get_by_role("button", name="Keep option 1"))


def test_two_misfits_are_mended_kept_and_put_to_decision_without_scripts(
    page_without_scripts: Any, live_site: Any
) -> None:
    page = page_without_scripts
    sign_in(page, live_site.url)
    follow(page, page.get_by_role("button", name="Compare three options"))
    expect(page.get_by_role("columnheader", name="Option 1")).to_be_visible()
    follow(page, page.get_by_role("button", name="Keep option 1"))
    expect(page.get_by_text("Private draft").first).to_be_visible()
    follow(page, page.get_by_role("link", name="Open a change case for it"))
    page.get_by_label("Application: what is asked for, and why").fill("Patients live nearer.")
    follow(page, page.get_by_role("button", name="Open the case"))
    follow(page, page.get_by_role("link", name="Decision paper"))
    expect(page.get_by_role("heading", name="1. What is asked for")).to_be_visible()


def test_a_network_is_divided_by_choosing_its_practices_without_scripts(
    page_without_scripts: Any, live_site: Any
) -> None:
    page = page_without_scripts
    sign_in(page, live_site.url)
    follow(page, page.get_by_role("link", name="Open a change case"))
    follow(page, page.get_by_role("link", name="A network divides"))
    follow(page, page.get_by_role("button", name="Choose its practices"))
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Application: what is asked for, and why").fill("Two communities.")
    follow(page, page.get_by_role("button", name="Open the case"))
    follow(page, page.get_by_role("link", name="Draft change notice"))
    expect(page.get_by_role("cell", name="to be issued").first).to_be_visible()


def test_a_practice_is_moved_by_hand_without_scripts(
    page_without_scripts: Any, live_site: Any
) -> None:
    page = page_without_scripts
    page.goto(f"{live_site.url}/planner/by-hand/")
    page.get_by_label("joins").select_option("NEW-1")
    follow(page, page.get_by_role("button", name="Move it"))
    expect(page.get_by_text("joins New network 1").first).to_be_visible()
    follow(page, page.get_by_role("link", name="Take back"))
    expect(page.get_by_text("Nothing has been moved yet.")).to_be_visible()


def test_options_are_compared_and_kept_with_the_keyboard_alone(page: Any, live_site: Any) -> None:
    sign_in(page, live_site.url)
    tab_to(page, "Compare three options")
    page.keyboard.press("Enter")
    page.wait_for_url("**/planner/mend/**")
    tab_to(page, "Keep option 1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/planner/plans/**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def tab_to(page: Any, words: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.innerText || ''").startswith(words):
            return
    raise AssertionError(f"The keyboard does not reach “{words}” in {MOST_TABS} steps.")


def test_proposals_are_watched_and_stopped_and_their_page_is_well_made(
    page: Any, live_site: Any
) -> None:
    sign_in(page, live_site.url)
    follow(page, page.get_by_role("link", name="Ask for proposals for the whole area"))
    page.get_by_text("Locks: who stays").click()
    page.get_by_text("More: even out need").click()
    assert_well_made(page)
    follow(page, page.get_by_role("button", name="Start"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert_well_made(page)
    follow(page, page.get_by_role("button", name="Stop, and keep what there is"))
    page.wait_for_url(re.compile(r"/plans/\d+/"))


def test_every_planner_page_is_well_made(page: Any, live_site: Any) -> None:
    sign_in(page, live_site.url)
    for path in ("", "align/?within=ZQ1", "by-hand/", "cases/new/"):
        page.goto(f"{live_site.url}/planner/{path}")
        assert_well_made(page)
    for kind in KINDS:
        page.goto(f"{live_site.url}/planner/cases/new/?kind={kind}")
        assert_well_made(page)


def test_what_is_kept_adopted_and_put_to_decision_is_well_made(page: Any, live_site: Any) -> None:
    sign_in(page, live_site.url)
    keep_first_option(page)
    version = page.url
    assert_well_made(page)
    follow(page, page.get_by_role("link", name="Large map, for printing"))
    assert_well_made(page)
    page.goto(version)
    page.get_by_label("It would begin on").fill("2027-04-01")
    follow(page, page.get_by_role("button", name="Draft the future"))
    assert_well_made(page)
    follow(page, page.get_by_role("link", name="Map of this future"))
    assert_well_made(page)
    page.goto(version)
    follow(page, page.get_by_role("link", name="Open a change case for it"))
    page.get_by_label("Application: what is asked for, and why").fill("Patients live nearer.")
    follow(page, page.get_by_role("button", name="Open the case"))
    page.wait_for_url(re.compile(r"/planner/cases/\d+/"))
    case = page.url
    for path in ("", "paper/", "notice/"):
        page.goto(case + path)
        assert_well_made(page)
