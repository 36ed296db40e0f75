"""The planner in a browser: from misfits to a decision paper, without scripts and read aloud."""

from __future__ import annotations

from typing import Any

import pytest

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made

pytestmark = pytest.mark.journey


def sign_in(page: Any, url: str) -> None:
    page.goto(f"{url}/sign-in/?next=/planner/")
    page.get_by_label("Name to sign in with").fill("demo-primary-care-lead")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{url}/planner/")


def test_two_misfits_are_mended_kept_and_put_to_decision_without_scripts(
    page_without_scripts: Any, live_site: Any
) -> None:
    page = page_without_scripts
    sign_in(page, live_site.url)
    page.get_by_role("button", name="Compare three options").click()
    assert page.get_by_role("columnheader", name="Option 1").is_visible()
    page.get_by_role("button", name="Keep option 1").click()
    assert page.get_by_text("Private draft").first.is_visible()
    page.get_by_role("link", name="Open a change case for it").click()
    page.get_by_label("Application: what is asked for, and why").fill("Patients live nearer.")
    page.get_by_role("button", name="Open the case").click()
    page.get_by_role("link", name="Decision paper").click()
    assert page.get_by_role("heading", name="1. What is asked for").is_visible()


def test_a_practice_is_moved_by_hand_without_scripts(
    page_without_scripts: Any, live_site: Any
) -> None:
    page = page_without_scripts
    page.goto(f"{live_site.url}/planner/by-hand/")
    page.get_by_label("joins").select_option("NEW-1")
    page.get_by_role("button", name="Move it").click()
    assert page.get_by_text("joins New network 1").first.is_visible()
    page.get_by_role("link", name="Take back").click()
    assert page.get_by_text("Nothing has been moved yet.").is_visible()


def test_every_planner_page_is_well_made(page: Any, live_site: Any) -> None:
    sign_in(page, live_site.url)
    for path in ("", "mend/?within=ZQ1", "align/?within=ZQ1", "by-hand/", "new/", "cases/new/"):
        page.goto(f"{live_site.url}/planner/{path}")
        assert_well_made(page)
    page.goto(f"{live_site.url}/planner/")
    page.get_by_role("button", name="Compare three options").click()
    page.get_by_role("button", name="Keep option 1").click()
    assert_well_made(page)
