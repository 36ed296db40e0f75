"""A visitor of the demonstration is guided through it in five pages, without an account."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.support.browser import assert_well_made, follow
from tests.support.site import Site

MESSAGES = (
    "lie outside 30,000 to 50,000",
    "would bring Lantern Hill and Jorrowdale inside",
    "and money follows them",
    "that nothing fits",
    "changes of practices between",
)


def test_a_visitor_walks_through_the_tour_without_scripts_and_takes_it_home(
    live_site: Site, page_without_scripts: Page, page: Page
) -> None:
    with_scripts, page = page, page_without_scripts

    # Given the home page of the demonstration
    page.goto(live_site.url)
    follow(page, page.get_by_role("link", name="Take the guided tour"))
    follow(page, page.get_by_role("button", name="Begin"))

    # When the visitor goes on from step to step
    for number, message in enumerate(MESSAGES, 1):
        expect(page.get_by_role("heading", level=1)).to_contain_text(message)
        expect(page.get_by_text(f"Step {number} of 5")).to_be_visible()
        with_scripts.goto(page.url)
        assert_well_made(with_scripts)
        if number < len(MESSAGES):
            follow(page, page.get_by_role("button", name="Next: "))

    # Then another day changes the picture
    before = page.get_by_role("table", name="What happened in between").inner_text()
    follow(page, page.get_by_role("link", name="1 March 2025", exact=True))
    after = page.get_by_role("table", name="What happened in between").inner_text()
    assert len(after) < len(before)

    # And all of it goes on paper
    follow(page, page.get_by_role("button", name="All five steps as a handout"))
    expect(page.get_by_role("heading", level=2)).to_have_count(len(MESSAGES))
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="The large map")).to_be_hidden()


def test_the_keyboard_alone_leads_through_the_tour(live_site: Site, page: Page) -> None:
    page.goto(f"{live_site.url}/tour/4/")
    page.get_by_role("button", name="Next: ").focus()
    outline = "getComputedStyle(document.activeElement).backgroundColor"
    assert page.evaluate(outline) == "rgb(255, 235, 59)"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Step 5 of 5")).to_be_visible()
