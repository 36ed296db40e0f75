"""A resident finds practices, network and neighbourhood by postcode."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.support.browser import assert_well_made, follow
from tests.support.site import Site

POSTCODE = "QX10 1AA"


def test_a_resident_finds_practice_and_neighbourhood(page: Page, live_site: Site) -> None:
    page.goto(live_site.url)
    page.get_by_role("searchbox").first.fill(POSTCODE.lower().replace(" ", ""))
    follow(page, page.get_by_role("button", name="Find").first)
    expect(page.get_by_role("heading", name=POSTCODE, exact=True)).to_be_visible()
    assert page.url == f"{live_site.url}/find/"
    nearest = page.get_by_role("region", name="Nearest practices")
    expect(nearest.get_by_role("row")).to_have_count(6)
    expect(page.get_by_role("region", name="Networks that people here")).to_be_visible()
    expect(page.get_by_text("A practice may not take patients from every address")).to_be_visible()
    assert_well_made(page)

    follow(page, nearest.get_by_role("link").first)
    expect(page.get_by_text("GP practice ·")).to_be_visible()
    assert_well_made(page)

    page.go_back()
    follow(page, page.locator("main").get_by_role("link", name="neighbourhood").first)
    expect(page.get_by_text("Registered patients living here").first).to_be_visible()
    assert_well_made(page)


def test_a_resident_without_scripts_finds_a_practice_by_name(
    page_without_scripts: Page, live_site: Site
) -> None:
    page = page_without_scripts
    page.goto(f"{live_site.url}/find/")
    page.get_by_label("Name, code or postcode").fill("Drusselcombe")
    follow(page, page.locator("main").get_by_role("button", name="Find"))
    expect(page.get_by_role("heading", level=2)).to_contain_text("for “Drusselcombe”")
    follow(page, page.get_by_role("link", name="Drusselcombe Surgery"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Drusselcombe Surgery")


def test_a_postcode_that_is_not_held_is_said_so(page: Page, live_site: Site) -> None:
    page.goto(f"{live_site.url}/find/")
    page.get_by_label("Name, code or postcode").fill("LE1 1AA")
    follow(page, page.locator("main").get_by_role("button", name="Find"))
    expect(page.get_by_text("This postcode is not held.")).to_be_visible()
    assert_well_made(page)


def test_pages_of_words_and_of_trouble_are_well_made(page: Page, live_site: Site) -> None:
    for path in ("/about/", "/glossary/", "/accessibility/", "/dates/", "/find/", "/nothing/"):
        page.goto(live_site.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_well_made(page)


def test_a_resident_reads_what_changes_for_them(page: Page, live_site: Site) -> None:
    page.goto(f"{live_site.url}/me/")
    page.get_by_label("Your postcode, or the name of your practice").fill(POSTCODE)
    follow(page, page.get_by_role("button", name="Show what changes"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("What changes for me:")
    assert "/me/areas/" in page.url
    assert POSTCODE.split()[0] not in page.url
    assert_well_made(page)
    page.goto(f"{live_site.url}/me/networks/ZN0001/")
    expect(page.get_by_text("Certain since 14 September 2026.")).to_be_visible()
    follow(page, page.get_by_role("link", name="Français"))
    expect(page.get_by_text("un pharmacien recevra")).to_be_visible()
    expect(page.get_by_text("There is no text in French yet").first).to_be_visible()
    expect(page.get_by_role("heading", name="Ce qui est prévu")).to_be_visible()
    follow(page, page.get_by_role("link", name="Grands caractères"))
    expect(page.get_by_role("link", name="Caractères normaux")).to_be_visible()
    assert_well_made(page)
