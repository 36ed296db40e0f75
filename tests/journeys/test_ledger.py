"""A network manager shows where the money went, in a browser without JavaScript."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_reflows, assert_well_made, follow
from tests.support.site import Site

NETWORK = "ZN0001"
AT = "?as_at=2026-11-20"


def sign_in(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/sign-in/")
    page.get_by_label("Name").fill("demo-network-manager")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.get_by_role("main").get_by_role("button", name="Sign in"))


def day(page: Page, of: str, *parts: str) -> None:
    group = page.get_by_role("group", name=of)
    for label, part in zip(("Day", "Month", "Year"), parts, strict=True):
        group.get_by_label(label).fill(part)


def test_a_manager_shows_where_the_money_went(
    page_without_scripts: Page, page: Page, live_site: Site
) -> None:
    plain = page_without_scripts
    sign_in(plain, live_site)
    plain.goto(f"{live_site.url}/networks/{NETWORK}/money/{AT}")
    follow(plain, plain.get_by_role("link", name="Where the money went"))
    late = plain.get_by_role("row", name="Enhanced access, August 2026")
    expect(late).to_contain_text("Late.")
    follow(plain, plain.get_by_role("button", name="Bring them into the ledger"))

    follow(plain, plain.get_by_role("link", name="Record what was paid"))
    plain.get_by_label("Amount").fill("20,252.845")
    day(plain, "Paid on", "2", "11", "2026")
    plain.get_by_label("What for").select_option(label="Enhanced access")
    plain.get_by_label("For which month").select_option(label="August 2026")
    follow(plain, plain.get_by_role("button", name="Record"))
    expect(plain.get_by_role("alert")).to_contain_text("is no amount that was paid")
    plain.get_by_label("Amount").fill("20,252.84")
    follow(plain, plain.get_by_role("button", name="Record"))
    follow(plain, plain.get_by_role("link", name="To the ledger"))
    expect(late).to_have_count(0)

    follow(plain, plain.get_by_role("link", name="Share out", exact=True))
    working = plain.get_by_text("in equal shares").first
    expect(working).to_be_visible()
    day(plain, "Shared out on", "3", "11", "2026")
    follow(plain, plain.get_by_role("button", name="Share out those that are ticked"))
    expect(plain.get_by_text("every receipt is shared out")).to_be_visible()

    follow(plain, plain.get_by_role("link", name="3 November 2026").first)
    plain.get_by_label("Why").fill("Shared under the wrong rule")
    day(plain, "On which day", "4", "11", "2026")
    follow(plain, plain.get_by_role("button", name="Reverse this entry"))
    expect(plain.get_by_text("Shared under the wrong rule")).to_be_visible()
    follow(plain, plain.get_by_role("link", name="To the ledger"))
    expect(plain.get_by_text("1 receipt is not shared out")).to_be_visible()
    with plain.expect_download() as taken:
        plain.get_by_role("link", name="Excel, every table").click()
    assert taken.value.suggested_filename == f"demonstration-{NETWORK}-ledger-2026-27.xlsx"
    assert_reflows(plain)
    plain.emulate_media(media="print")
    expect(plain.get_by_role("link", name="Record what was paid")).to_be_hidden()
    assert len(plain.pdf(format="A4")) > 10_000

    sign_in(page, live_site)
    for path in ("ledger/", "ledger/record/", "ledger/rules/", "moves/", "together/"):
        page.goto(f"{live_site.url}/networks/{NETWORK}/money/{path}{AT}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_well_made(page)
