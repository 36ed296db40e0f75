"""An analyst says why a network differs; a clinical director reads what is to be reached."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_reflows, assert_well_made, follow
from tests.support.site import Site

LONG_NAMES = """long => document
    .querySelectorAll("h1, h2, caption, dd, main li, main p a, .pcn-breadcrumb a")
    .forEach((one) => { one.textContent = long; })"""
"""What people name things: as long as fits, without a space."""


def sign_in(page: Page, live_site: Site, name: str, where: str) -> None:
    page.goto(f"{live_site.url}/sign-in/?next={where}")
    page.get_by_label("Name to sign in with").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.locator("main").get_by_role("button", name="Sign in"))


def test_an_analyst_records_that_a_difference_is_meant(page: Page, live_site: Site) -> None:
    sign_in(page, live_site, "demo-public-health-analyst", "/systems/ZQ1/variation/")
    outside = page.get_by_role("region", name="Organisations outside the limits of a measure")
    first = outside.get_by_role("row").filter(has_text="Not explained").first
    assert_well_made(page)
    follow(page, first.get_by_role("link"))
    assert_well_made(page)
    page.locator("summary", has_text="Say that a difference is meant").press("Enter")
    page.get_by_label("Why it is meant").fill("A branch for students was opened (invented)")
    page.get_by_label("Who answers for it").select_option(index=1)
    follow(page, page.get_by_role("button", name="Record it"))
    expect(page.get_by_role("alert")).to_contain_text("Enter")
    for name, on in (("starts_on", ("1", "4", "2026")), ("review_on", ("1", "4", "2027"))):
        for part, value in zip(("day", "month", "year"), on, strict=True):
            page.locator(f"#{name}-{part}").fill(value)
    follow(page, page.get_by_role("button", name="Record it"))
    expect(page.get_by_text("A branch for students was opened (invented)").first).to_be_visible()


def test_a_clinical_director_reads_ambitions_without_scripts(
    new_page: Any, live_site: Site
) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    sign_in(page, live_site, "demo-clinical-director", "/networks/ZN0001/outcomes/")
    expect(page.get_by_role("link", name="Record an ambition")).to_be_visible()
    follow(page, page.locator("main").get_by_role("table").get_by_role("link").first)
    assert_reflows(page)
    page.evaluate(LONG_NAMES, "م" * 199)
    assert_reflows(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
