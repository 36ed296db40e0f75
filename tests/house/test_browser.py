"""The browser's own checks find what they should."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import assert_accessible, assert_reflows, watch

GOOD = "<!DOCTYPE html><html lang=en><title>Good</title><main><h1>Good</h1><p>Words</p></main>"


def test_a_real_browser_runs_scripts(page: Page) -> None:
    page.set_content("<p></p><script>document.querySelector('p').textContent = 6 * 7</script>")
    assert page.locator("p").inner_text() == "42"


def test_a_browser_can_be_without_scripts(page_without_scripts: Page) -> None:
    page_without_scripts.set_content("<p>as it was</p><script>document.write('changed')</script>")
    assert page_without_scripts.locator("p").inner_text() == "as it was"


def test_a_good_page_passes(page: Page) -> None:
    page.set_content(GOOD)
    assert_accessible(page)
    assert_reflows(page)
    assert page.viewport_size == {"width": 1280, "height": 900}


def test_a_picture_without_words_is_found(page: Page) -> None:
    page.set_content(GOOD + "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_a_page_that_is_too_wide_for_a_phone_is_found(page: Page) -> None:
    page.set_content(GOOD + "<div style='width: 700px; height: 1px'></div>")
    with pytest.raises(AssertionError, match="on a screen of 320"):
        assert_reflows(page)


def test_a_request_that_leaves_this_machine_is_stopped_and_remembered(browser: Browser) -> None:
    context = browser.new_context()
    left = watch(context)
    asked: list[Any] = []
    page = context.new_page()
    page.on("requestfailed", lambda request: asked.append(request.url))
    page.set_content("<img src='http://192.0.2.1/spy.gif'>")
    page.wait_for_timeout(200)
    context.close()
    assert list(left) == ["http://192.0.2.1/spy.gif"]
    assert len(asked) == 1
