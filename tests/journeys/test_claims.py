"""A network manager goes from no staff to a printed claim, in a browser without JavaScript."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_reflows, assert_well_made, follow
from tests.support.site import Site

NETWORK = "ZN0005"
NAME, OWN_PASSWORD = "journey-manager", "a-long-way-to-a-claim"


def sign_in(page: Page, site: Site, name: str, password: str) -> None:
    page.goto(f"{site.url}/sign-in/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    follow(page, page.get_by_role("main").get_by_role("button", name="Sign in"))


def give_an_account(page: Page, site: Site) -> None:
    """The administrator lets the network's manager in."""
    sign_in(page, site, "demo-administrator", PASSWORD)
    page.goto(f"{site.url}/contacts/?role=network_manager&within={NETWORK}")
    follow(page, page.get_by_role("link", name="Account for").first)
    page.get_by_label("Name to sign in with").fill(NAME)
    page.get_by_label("First password").fill(OWN_PASSWORD)
    follow(page, page.get_by_role("button", name="Give the account"))
    follow(page, page.get_by_role("button", name="Sign out"))


def day(page: Page, of: str, *parts: str) -> None:
    group = page.get_by_role("group", name=of)
    for label, part in zip(("Day", "Month", "Year"), parts, strict=True):
        group.get_by_label(label).fill(part)


def test_a_manager_goes_from_no_staff_to_a_printed_claim(
    page_without_scripts: Page, page: Page, live_site: Site
) -> None:
    plain = page_without_scripts
    give_an_account(plain, live_site)
    sign_in(plain, live_site, NAME, OWN_PASSWORD)

    plain.goto(f"{live_site.url}/networks/{NETWORK}/money/?year=2025/26")
    follow(plain, plain.get_by_role("link", name="Claims for staff"))
    follow(plain, plain.get_by_role("link", name="Staff in post"))
    expect(plain.get_by_text("Nobody is recorded in post.")).to_be_visible()
    follow(plain, plain.get_by_role("link", name="Record somebody in post"))
    plain.get_by_label("Name", exact=True).fill("Ann Ash")
    plain.get_by_label("Role", exact=True).select_option(label="Clinical pharmacist")
    plain.get_by_label("Post number").fill("P1")
    plain.get_by_label("Contracted hours a week").fill("52.5")
    plain.get_by_label("Pay for a year").fill("52,000")
    plain.get_by_label("on-costs for a year").fill("14,000")
    day(plain, "First day in post", "16", "3", "2026")
    follow(plain, plain.get_by_role("button", name="Record"))
    expect(plain.get_by_role("alert")).to_contain_text("1.40 full-time equivalents")
    plain.get_by_label("Contracted hours a week").fill("37.5")
    follow(plain, plain.get_by_role("button", name="Record"))
    expect(plain.get_by_text("£52,000.00")).to_be_visible()

    plain.goto(f"{live_site.url}/networks/{NETWORK}/claims/?year=2025/26")
    follow(plain, plain.get_by_role("link", name="March 2026"))
    plain.locator("summary").filter(has_text="Clinical pharmacist, P1").click()
    working = "£2,838.71 = £66,000.00 pay and on-costs ÷ 12 × 16/31 days"
    expect(plain.get_by_text(working)).to_be_visible()
    follow(plain, plain.get_by_role("button", name="Submit this claim"))
    expect(plain.get_by_role("heading", name="Who was in post")).to_contain_text("Submitted")
    with plain.expect_download() as taken:
        plain.get_by_role("link", name="Excel").click()
    assert taken.value.suggested_filename == f"demonstration-{NETWORK}-claim-2026-03.xlsx"
    assert_reflows(plain)
    plain.emulate_media(media="print")
    expect(plain.get_by_role("button", name="Attach")).to_be_hidden()
    expect(plain.get_by_text("£2,838.71").first).to_be_visible()
    assert len(plain.pdf(format="A4")) > 10_000

    sign_in(page, live_site, NAME, OWN_PASSWORD)
    for path in ("staff/", "claims/?year=2025/26", "claims/2026-03/", "claims/paid/"):
        page.goto(f"{live_site.url}/networks/{NETWORK}/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_well_made(page)
