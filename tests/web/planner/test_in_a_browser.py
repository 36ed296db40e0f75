"""The planner in a browser: from misfits to a decision paper, without scripts and read aloud.

Two journeys, each signed in once: one by keyboard and without scripts, one that looks at each page.
What needs no browser is asked of the pages themselves.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made, follow

pytestmark = pytest.mark.journey
FORMS = ("by-hand/", "cases/new/", "cases/new/?kind=move", "cases/new/?kind=split")
FIRST = {"effective_on-day": "1", "effective_on-month": "4", "effective_on-year": "2027"}
MOST_TABS = 80


def sign_in(page: Any, url: str) -> None:
    page.goto(f"{url}/sign-in/?next=/planner/")
    page.get_by_label("Name to sign in with").fill("demo-primary-care-lead")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.wait_for_url(f"{url}/planner/")


def test_networks_are_mended_divided_and_moved_by_keyboard_and_without_scripts(
    page_without_scripts: Any, live_site: Any
) -> None:
    page = page_without_scripts
    sign_in(page, live_site.url)
    press(page, "Compare three options")
    expect(page.get_by_role("columnheader", name="Option 1")).to_be_visible()
    press(page, "Keep option 1")
    expect(page.get_by_text("Private draft").first).to_be_visible()
    page.goto(f"{live_site.url}/planner/cases/new/")
    follow(page, page.get_by_role("link", name="A network divides"))
    follow(page, page.get_by_role("button", name="Choose its practices"))
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Application: what is asked for, and why").fill("Two communities.")
    follow(page, page.get_by_role("button", name="Open the case"))
    follow(page, page.get_by_role("link", name="Draft change notice"))
    expect(page.get_by_role("cell", name="to be issued").first).to_be_visible()
    page.goto(f"{live_site.url}/planner/by-hand/")
    page.get_by_label("joins").select_option("NEW-1")
    follow(page, page.get_by_role("button", name="Move it"))
    expect(page.get_by_text("joins New network 1").first).to_be_visible()
    follow(page, page.get_by_role("link", name="Take back"))
    expect(page.get_by_text("Nothing has been moved yet.")).to_be_visible()


def press(page: Any, words: str) -> None:
    """Come to a button with the tabulator and press it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.innerText || ''").startswith(words):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"The keyboard does not reach “{words}” in {MOST_TABS} steps.")


def test_every_page_from_the_first_question_to_the_decision_is_well_made(
    page: Any, live_site: Any
) -> None:
    sign_in(page, live_site.url)
    assert_well_made(page)
    for path in FORMS:
        page.goto(f"{live_site.url}/planner/{path}")
        assert_well_made(page)
    watch_and_stop(page, live_site.url)
    version = kept_by_hand(page, live_site.url)
    page.goto(f"{live_site.url}{version}map/")
    assert_well_made(page)
    page.goto(f"{live_site.url}{version}")
    assert_well_made(page)
    for part, value in (("Day", "1"), ("Month", "4"), ("Year", "2027")):
        page.get_by_label(part, exact=True).fill(value)
    follow(page, page.get_by_role("button", name="Draft the future"))
    assert_well_made(page)
    case = approved(page, live_site.url, version)
    for path in ("", "effect/", "paper/", "notice/"):
        page.goto(f"{live_site.url}{case}{path}")
        assert_well_made(page)


def watch_and_stop(page: Any, url: str) -> None:
    """Ask for proposals of one place, with locks; look on, and stop."""
    page.goto(f"{url}/planner/new/")
    page.get_by_label("Area").select_option(index=1)
    page.get_by_text("Locks: who stays").click()
    page.get_by_text("More: even out need").click()
    assert_well_made(page)
    follow(page, page.get_by_role("button", name="Start"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert_well_made(page)
    follow(page, page.get_by_role("button", name="Stop, and keep what there is"))
    page.wait_for_url(re.compile(r"/plans/\d+/"))


def kept_by_hand(page: Any, url: str) -> str:
    """The address of a version in which one practice forms a new network."""
    page.goto(f"{url}/planner/by-hand/")
    practice = page.get_by_label("Practice", exact=True).input_value()
    page.goto(f"{url}/planner/by-hand/?move={practice}:NEW-1")
    said = {
        field: page.locator(f"main [name={field}]").first.input_value()
        for field in ("within", "as_at", "made", "owner", "move")
    }
    return sent(page, f"{url}/planner/keep/", said | {"title": "One practice alone"})


def approved(page: Any, url: str, version: str) -> str:
    """The address of a case for a version, brought through engagement to its approval."""
    _, _, _, plan, number, _ = version.split("/")
    page.goto(f"{url}/planner/cases/new/?within=ZQ1&plan={plan}&version={number}")
    said = {
        field: page.locator(f"main [name={field}]").first.input_value()
        for field in ("kind", "owner", "move")
    }
    opened = f"{url}/planner/cases/new/?within=ZQ1"
    case = sent(page, opened, said | FIRST | {"application": "They ask."})
    words = {"application": "They ask.", "decision": "Approved."}
    for said in ({"stage": "engagement"}, words | FIRST, {"stage": "approved"}):
        sent(page, f"{url}{case}", said)
    return case


def sent(page: Any, address: str, said: dict[str, str]) -> str:
    """Send a form without looking at the page that answers; where it leads."""
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    form = said | {"csrfmiddlewaretoken": token}
    answer = page.request.post(address, form=form, max_redirects=0)
    assert answer.status == 302, answer.text()
    return str(answer.headers["location"])
