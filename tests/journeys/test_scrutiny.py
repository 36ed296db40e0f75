"""The board's lead makes the report to scrutiny; a councillor reads what was issued."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import PATIENCE, assert_reflows, assert_well_made, follow
from tests.support.site import Site

LIST = "/systems/ZQ1/reports/?as_at=2026-11-20"


def test_a_report_is_made_issued_and_read_by_a_councillor(
    page: Page, new_page: Any, live_site: Site
) -> None:
    page.goto(f"{live_site.url}/sign-in/?next=/systems/ZQ1/reports/%3Fas_at%3D2026-11-20")
    page.get_by_label("Name to sign in with").fill("demo-primary-care-lead")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.locator("main").get_by_role("button", name="Sign in"))
    assert_well_made(page)
    make = page.get_by_role("button", name="Make it")
    make.focus()
    with page.expect_navigation(timeout=PATIENCE):
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/reports/\d+/$"), timeout=PATIENCE)
    expect(page.get_by_role("heading", name="f. How plans in force are embedded")).to_be_visible()
    expect(page.get_by_text("Call records of June to August 2026").first).to_be_visible()
    assert_well_made(page)
    follow(page, page.get_by_role("button", name="Issue it"))
    expect(page.get_by_text("Issued on")).to_be_visible()
    address = page.url.partition("?")[0]

    councillor = new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    councillor.goto(f"{live_site.url}{LIST}")
    follow(councillor, councillor.get_by_role("link", name="Report to scrutiny").first)
    assert councillor.url.partition("?")[0] == address
    expect(councillor.get_by_role("heading", name="d. How people contribute")).to_be_visible()
    assert_reflows(councillor)
    councillor.emulate_media(media="print")
    expect(councillor.get_by_role("link", name="Word")).not_to_be_visible()
    note = councillor.locator("main").get_by_role("link", name="[1]").first
    councillor.emulate_media(media="screen")
    note.click()
    expect(councillor.get_by_role("heading", name="How the numbers came about")).to_be_visible()
