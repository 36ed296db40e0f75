"""A real headless browser, and what every page must be: accessible, reflowing, self-contained."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    expect,
    sync_playwright,
)
from playwright.sync_api import (
    TimeoutError as TooLate,
)

from tests.support.network import is_this_machine

CHECKOUT = Path(__file__).resolve().parents[2]
TEST_ASSETS = CHECKOUT / ".boot" / "test-assets"
AXE = TEST_ASSETS / "axe.min.js"
UNPACKED = TEST_ASSETS / "chromium"
PATIENCE = 30_000  # milliseconds: a machine that runs the whole suite is slow now and then
NO_BROWSER = (
    "There is no browser for the tests. Run `python3 run.py test`, which fetches one, "
    "or name one in CHROMIUM."
)


def find_browser() -> Path:
    """$CHROMIUM, else Debian's, else the one that the set-up unpacked."""
    places = (os.environ.get("CHROMIUM"), "/usr/bin/chromium", UNPACKED / "chromium")
    for place in places:
        if place and Path(place).is_file():
            return Path(place)
    pytest.fail(NO_BROWSER, pytrace=False)


def surroundings(program: Path) -> dict[str, str]:
    """The environment the browser runs in: the unpacked one brings its libraries and fonts."""
    around = dict(os.environ)
    if program.is_relative_to(UNPACKED):
        libraries = str(UNPACKED / "lib")
        around["LD_LIBRARY_PATH"] = os.pathsep.join(
            filter(None, (libraries, around.get("LD_LIBRARY_PATH")))
        )
        around["FONTCONFIG_FILE"] = str(UNPACKED / "fonts.conf")
    return around


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """One browser for the whole run."""
    program = find_browser()
    opened = playwright_driver.chromium.launch(
        executable_path=str(program),
        env=dict(surroundings(program)),
        args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    )
    yield opened
    opened.close()


class Left(list[str]):
    """Addresses outside this machine that a page asked for."""


def watch(context: BrowserContext) -> Left:
    """Stop each request that would leave this machine, and remember it."""
    left = Left()

    def decide(route: Any) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"data", "blob"} or is_this_machine(address.hostname or ""):
            route.continue_()
        else:
            left.append(route.request.url)
            route.abort()

    context.route("**/*", decide)
    return left


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Any]:
    """Make pages with options of their own, such as `java_script_enabled=False`."""
    watched: list[tuple[BrowserContext, Left]] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(locale="en-GB", **options)
        watched.append((context, watch(context)))
        return context.new_page()

    yield make
    for context, _ in watched:
        context.close()
    left = [address for _, addresses in watched for address in addresses]
    assert left == [], "a page asked for something outside this machine"


@pytest.fixture
def page(new_page: Any) -> Page:
    """A page on a wide screen; the test does not pass if a request leaves this machine."""
    made: Page = new_page(viewport={"width": 1280, "height": 900})
    made.on("pageerror", lambda error: pytest.fail(f"The page's script stopped: {error}"))
    return made


@pytest.fixture
def page_without_scripts(new_page: Any) -> Page:
    """A page in a browser that runs no JavaScript."""
    made: Page = new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    return made


def follow(page: Page, control: Locator) -> None:
    """Use a link or a button that leads to a page, and wait until that page is there."""
    with page.expect_navigation(timeout=PATIENCE):
        control.click()


def assert_accessible(page: Page) -> None:
    """The axe checker finds nothing on this page."""
    if not AXE.is_file():
        pytest.fail("The axe checker is not set up. Run `python3 run.py test`.", pytrace=False)
    page.wait_for_load_state()  # a click does not wait for the page that it leads to
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    said = [
        f"{item['id']}: {item['help']}: " + "; ".join(node["html"] for node in item["nodes"][:3])
        for item in found
    ]
    assert said == [], f"{page.url}\n" + "\n".join(said)


def assert_reflows(page: Page) -> None:
    """On a screen 320 pixels wide nothing has to be scrolled sideways."""
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 800})
    with suppress(TooLate):  # the menu folds itself a moment after the screen has changed
        page.wait_for_function("() => document.documentElement.scrollWidth <= 320", timeout=5_000)
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    if before:
        page.set_viewport_size(before)
    assert wide <= 320, f"{page.url} is {wide} pixels wide on a screen of 320"


def assert_well_made(page: Page) -> None:
    """Accessible, and readable on a small screen."""
    assert_accessible(page)
    assert_reflows(page)
