"""A finance lead asks whether money follows need, and what extra money would change."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.support.browser import assert_well_made, follow
from tests.support.site import Site


def test_from_a_network_s_money_to_who_gains(page: Page, live_site: Site) -> None:
    page.goto(f"{live_site.url}/networks/ZN0001/money/")
    follow(page, page.get_by_role("link", name="Does money follow need?"))
    page.get_by_label("Need is measured by").select_option("open")
    page.get_by_label("Extra money, pounds a year").fill("-50000")
    follow(page, page.get_by_role("button", name="Work it out"))
    expect(page.get_by_role("alert")).to_contain_text("a level-up takes from nobody")
    page.get_by_label("Extra money, pounds a year").fill("50,000")
    follow(page, page.get_by_role("button", name="Work it out"))
    expect(page.get_by_role("table", name="Practices that gain")).to_contain_text("£50,000.00")
    expect(page.get_by_role("table", name="What went in")).to_contain_text("To be checked")
    assert_well_made(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel, with everything").click()
    assert taken.value.suggested_filename == "demonstration-ZN0001-fairness-2025-26.xlsx"
