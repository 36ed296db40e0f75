"""A data manager looks at the data, brings a file in, and takes it back."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from openpcn.workflows.demonstration.recording import PASSWORD
from tests.support.browser import assert_well_made, follow
from tests.workflows.loading.town import write_totals

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_anybody_reads_what_is_loaded(live_site, page):
    for path in ("/data/", "/data/findings/residence_not_known/", "/data/loads/1/"):
        page.goto(live_site.url + path)
        assert_well_made(page)


def test_a_data_manager_brings_a_file_in_and_takes_it_back(
    live_site, page_without_scripts, tmp_path
):
    page = page_without_scripts
    page.goto(live_site.url + "/data/upload/")
    page.get_by_label("Name to sign in with").fill("demo-data-manager")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Sign in"))
    page.goto(live_site.url + "/data/upload/")
    page.get_by_label("File", exact=True).set_input_files(write_totals(tmp_path, date(2025, 3, 1)))
    follow(page, page.get_by_role("button", name="Look at this file"))
    expect(page.get_by_text("Nothing has been loaded yet.")).to_be_visible(timeout=30_000)
    follow(page, page.get_by_role("button", name="Load it"))
    page.get_by_role("link", name="See this load, or undo it").click(timeout=30_000)
    follow(page, page.get_by_role("link", name="Take back this load"))
    follow(page, page.get_by_role("button", name="Take back this load"))
    expect(page.get_by_text("No longer counts")).to_be_visible()
