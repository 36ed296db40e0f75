"""The recording pages in a browser: without scripts, on a small screen, and read aloud."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from openpcn.domains.accounts import actions as accounts
from openpcn.domains.registry.loading import NamedArea, record_area_parts, record_areas
from openpcn.domains.registry.models import Future, Person, RoleHolding
from tests.domains.world import EARLY, File, county, ident, load
from tests.support.browser import assert_well_made, follow

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHRASE = "correct horse battery"


@pytest.fixture
def lead() -> None:
    county()
    small = record_areas("lsoa21", [NamedArea(f"E9300000{n}", f"Example 00{n}") for n in (1, 2)])
    ward = record_areas("ward25", [NamedArea("E95000001", "Mill ward")])
    record_area_parts(load(File()), [(area, ward["E95000001"]) for area in small.values()])
    made = accounts.make_account(username="lead", password=PHRASE)
    RoleHolding.objects.create(
        person=Person.objects.create(name="Lee Example", account=made),
        organisation_id=ident("Q91"),
        role="primary_care_lead",
        starts_on=EARLY,
        known_from="2020-01-01T00:00:00Z",
    )


def sign_in(page: Any, url: str, onward: str) -> None:
    page.goto(f"{url}/sign-in/?next={onward}")
    page.get_by_label("Name to sign in with").fill("lead")
    page.get_by_label("Password").fill(PHRASE)
    follow(page, page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.wait_for_url(f"{url}{onward}")


def write_day(page: Any, name: str, number: str, month: str, year: str) -> None:
    group = page.get_by_role("group", name=name)
    for label, value in (("Day", number), ("Month", month), ("Year", year)):
        group.get_by_label(label).fill(value)


def test_a_future_is_drafted_and_published_without_scripts(
    page_without_scripts: Any, live_server: Any, lead: None
) -> None:
    page = page_without_scripts
    sign_in(page, live_server.url, "/futures/new/")
    page.get_by_label("Title").fill("Two of three")
    page.get_by_label("Organisation that drafts it").select_option("Q91")
    page.get_by_label("Place or system that it is about").select_option("Q91")
    follow(page, page.get_by_role("button", name="Begin the draft"))
    expect(page.get_by_role("link", name="Enter the day it would begin")).to_be_visible()
    write_day(page, "It would begin on", "1", "4", "2026")
    follow(page, page.get_by_role("button", name="Begin the draft"))
    page.goto(f"{page.url}?as_at=2024-02-01")
    page.get_by_label("Practice", exact=True).select_option("Z90001")
    page.get_by_label("It would join").select_option("U90003")
    follow(page, page.get_by_role("button", name="Add to the draft"))
    expect(page.get_by_text("Alder Surgery (Z90001): joins")).to_be_visible()
    for state in ("Under engagement", "Published"):
        page.get_by_label(state).check()
        follow(page, page.get_by_role("button", name="Change the state"))
    assert Future.objects.get().state == "published"


def test_a_neighbourhood_is_drawn_from_a_ward_without_scripts(
    page_without_scripts: Any, live_server: Any, lead: None
) -> None:
    page = page_without_scripts
    sign_in(page, live_server.url, "/neighbourhood-maps/new/")
    page.get_by_label("Title").fill("Neighbourhoods")
    page.get_by_label("Organisation that draws it").select_option("Q91")
    write_day(page, "In force from", "1", "4", "2024")
    follow(page, page.get_by_role("button", name="Begin the map"))
    page.get_by_label("Show the small areas of").select_option(label="Mill ward")
    follow(page, page.get_by_role("button", name="Show"))
    page.get_by_label("Name of the neighbourhood").fill("Old Town")
    page.get_by_label("Example 001").check()
    follow(page, page.get_by_role("button", name="Draw it"))
    expect(page.get_by_text("Old Town: 1 small area")).to_be_visible()


PAGES = (
    "/account/",
    "/contacts/",
    "/contacts/new/",
    "/futures/",
    "/futures/new/",
    "/neighbourhood-maps/",
    "/neighbourhood-maps/new/",
    "/record/rationale/",
    "/record/rationale/U90002/",
    "/record/succession/",
    "/record/closure/",
    "/record/membership/",
)


def test_every_recording_page_is_well_made(page: Any, live_server: Any, lead: None) -> None:
    page.goto(f"{live_server.url}/sign-in/")
    assert_well_made(page)
    sign_in(page, live_server.url, "/account/")
    for path in PAGES:
        page.goto(f"{live_server.url}{path}")
        assert_well_made(page)


def test_a_page_with_problems_and_a_draft_are_well_made(
    page: Any, live_server: Any, lead: None
) -> None:
    sign_in(page, live_server.url, "/futures/new/")
    follow(page, page.get_by_role("button", name="Begin the draft"))
    page.get_by_text("There is a problem").wait_for()
    assert_well_made(page)
    page.get_by_label("Title").fill("Two of three")
    page.get_by_label("Organisation that drafts it").select_option("Q91")
    page.get_by_label("Place or system that it is about").select_option("Q91")
    write_day(page, "It would begin on", "1", "4", "2026")
    follow(page, page.get_by_role("button", name="Begin the draft"))
    page.wait_for_selector("text=Move a practice")
    assert_well_made(page)


def test_a_neighbourhood_map_and_a_contact_are_well_made(
    page: Any, live_server: Any, lead: None
) -> None:
    sign_in(page, live_server.url, "/neighbourhood-maps/new/")
    page.get_by_label("Title").fill("Neighbourhoods")
    page.get_by_label("Organisation that draws it").select_option("Q91")
    write_day(page, "In force from", "1", "4", "2024")
    follow(page, page.get_by_role("button", name="Begin the map"))
    page.get_by_text("None is drawn yet").wait_for()
    page.goto(f"{page.url}?kind=lsoa21&of=ward25:E95000001")
    assert_well_made(page)
    number = RoleHolding.objects.get().pk
    for path in (f"/contacts/{number}/cover/", f"/contacts/{number}/end/"):
        page.goto(f"{live_server.url}{path}")
        assert_well_made(page)
