"""A network manager reads their network's page with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.support.browser import assert_well_made, follow
from tests.support.site import Site

NETWORK = "/networks/ZN0016/"
MOST_TABS = 60


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("() => document.activeElement.innerText || ''")).strip()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on something with these words."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"The keyboard does not reach “{words}” in {MOST_TABS} steps.")


def test_a_network_manager_reads_their_page_by_keyboard(page: Page, live_site: Site) -> None:
    page.goto(live_site.url + NETWORK)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    tab_to(page, "Members")
    outline = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement);"
        " return s.boxShadow !== 'none' || s.outlineStyle !== 'none'; }"
    )
    assert outline, "what has the focus can be seen"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Practices", level=2)).to_be_visible()
    assert_well_made(page)

    page.go_back()
    figure = page.get_by_role("term").filter(has_text="Registered patients")
    expect(figure).to_be_visible()
    page.locator(".pcn-fact__figure").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(live_site.url + NETWORK + "working/#patients")
    expect(page.get_by_text("The sum of the newest list of each practice")).to_be_visible()
    assert_well_made(page)


def test_every_question_about_the_network_is_well_made(page: Page, live_site: Site) -> None:
    for question in ("", "practices/", "map/", "population/", "people/", "history/", "attention/"):
        page.goto(live_site.url + NETWORK + question)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Hollinby PCN")
        assert_well_made(page)


def test_the_page_says_the_same_without_scripts(
    page_without_scripts: Page, live_site: Site
) -> None:
    page = page_without_scripts
    page.goto(live_site.url + NETWORK)
    expect(page.locator(".pcn-drawing--wide svg").first).to_be_visible()
    expect(page.get_by_role("region", name="Practices")).to_be_visible()
    follow(page, page.get_by_role("link", name="Population"))
    expect(page.get_by_role("heading", name="Registered and resident")).to_be_visible()


def test_on_a_phone_the_questions_stand_behind_one_line(page: Page, live_site: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_site.url + NETWORK)
    expect(page.get_by_role("link", name="Members", exact=True)).to_be_hidden()
    page.get_by_text("All questions").click()
    follow(page, page.get_by_role("link", name="Members", exact=True))
    expect(page.get_by_role("heading", name="Practices", level=2)).to_be_visible()
