"""The pages of maps and structure: what they link, what they refuse, what they never show."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions import futures, neighbourhood_maps
from tests.domains.world import account, county, day
from tests.support import land

pytestmark = pytest.mark.django_db
DAY = "as_at=2024-06-01"


@pytest.fixture(autouse=True)
def _drawn() -> None:
    county()
    land.points()
    land.areas_and_patients()


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[-2_000:]
    return response.content.decode()


PAGES = (
    f"/map/?{DAY}",
    f"/systems/Q91/map/?{DAY}",
    f"/places/P91/map/?{DAY}",
    f"/networks/U90001/map/?{DAY}",
    f"/practices/Z90001/map/?{DAY}",
    f"/map/?{DAY}&show=deprivation",
    f"/structure/?{DAY}",
    f"/structure/?{DAY}&compare=2024-01-31&open=all&list=1",
)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_a_style_or_a_script_of_its_own(client: Client, address: str) -> None:
    page = text(client, address)
    assert " style=" not in page
    assert "<style" not in page
    assert not re.findall(r"<script(?![^>]*(?:nonce|src)=)", page)
    assert not re.findall(r"(?:src|href)=\"https?://", page)


def test_a_map_has_its_table_beside_it_and_a_way_past_it(client: Client) -> None:
    page = text(client, f"/networks/U90001/map/?{DAY}")
    assert 'href="#beside-the-map"' in page
    assert 'id="beside-the-map"' in page
    assert "Alder Surgery" in page
    assert "inside 30,000 to 50,000" in page


def test_links_on_a_map_keep_the_dates_of_the_page(client: Client) -> None:
    page = text(client, f"/networks/U90001/map/?{DAY}")
    drawing = page[page.index("<svg xmlns") :]
    found = re.findall(r'<a href="(/networks/[^"]*)"', drawing)
    assert found
    assert all(address.endswith(f"?{DAY}") for address in found)


def test_without_a_choice_of_systems_the_only_one_is_shown(client: Client) -> None:
    assert "Example system" in text(client, f"/map/?{DAY}")
    assert "3 networks in two places" in text(client, f"/structure/?{DAY}")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/map/?as_at=2024-02-30", 400),
        ("/structure/?as_at=yesterday", 400),
        ("/structure/?within=Q91&compare=2024-13-01", 400),
        ("/structure/?within=Q91&compare=9999-01-01", 400),
        ("/structure/?within=Q91&future=abc", 400),
        ("/structure/?within=Q91&future=999999", 404),
        ("/structure/?within=Q91&future=99999999999999999999", 400),
        ("/structure/?within=NOWHERE", 404),
        ("/structure/?within=Z90001", 409),
        ("/structure/drawing.svg?within=NOWHERE", 404),
        ("/map/?within=NOWHERE", 404),
        ("/map/?within=Q91&show=everything", 400),
        ("/map/?within=Q91&count=all", 400),
        ("/map/areas.geojson?within=NOWHERE", 404),
        ("/map/areas.geojson?within=Q91&zoom=near", 400),
        ("/networks/U99999/map/", 404),
        ("/networks/Z90001/map/", 404),
    ],
)
def test_what_cannot_be_shown_is_said_with_a_next_step(
    client: Client, address: str, status: int
) -> None:
    page = text(client, address, status)
    assert "<h1" in page
    assert "Traceback" not in page


def test_before_anything_is_held_the_page_teaches(client: Client) -> None:
    assert "No system is held for this date" in text(client, "/structure/?as_at=1990-01-01")


def test_areas_travel_small_and_packed(client: Client) -> None:
    response = client.get(
        f"/map/areas.geojson?within=Q91&{DAY}&zoom=9", headers={"accept-encoding": "gzip"}
    )
    assert response["Content-Type"].startswith("application/geo+json")
    assert response["Content-Encoding"] == "gzip"
    held = json.loads(gzip.decompress(response.content))
    assert {feature["id"] for feature in held["features"]} == {"U90001", "U90002", "U90003"}
    assert {feature["properties"]["band"] for feature in held["features"]} == {"inside", "above"}


def test_a_map_of_one_network_and_its_file_show_the_same(client: Client) -> None:
    page = text(client, f"/networks/U90002/map/?{DAY}")
    address = re.search(r'data-areas="([^"]+)"', page)
    assert address
    held = json.loads(text(client, address[1].replace("&amp;", "&") + "&zoom=10"))
    chosen = [one["id"] for one in held["features"] if one["properties"]["chosen"]]
    assert chosen == ["U90002"]
    assert DAY in address[1]


def test_the_table_beside_a_map_is_a_csv(client: Client) -> None:
    response = client.get(f"/map/areas.csv?within=Q91&{DAY}")
    assert "demonstration-map-Q91.csv" in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert "attachment" in response["Content-Disposition"]
    assert rows[0][4:] == ["Lists of", "Source", "As at", "Demonstration"]
    assert ["South PCN", "U90002", "2", "70000"] in [row[:4] for row in rows]


@pytest.mark.parametrize("address", ["/map/drawing.svg", "/structure/drawing.svg"])
def test_a_drawing_that_leaves_the_site_is_whole_and_leads_nowhere(
    client: Client, address: str
) -> None:
    response = client.get(f"{address}?within=Q91&{DAY}")
    assert response["Content-Type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(response.content)
    assert root.get("role") == "img"
    assert "<a " not in response.content.decode()


def test_the_structure_opens_and_closes_by_links(client: Client) -> None:
    page = text(client, f"/structure/?{DAY}")
    assert "open=P91" in page
    opened = text(client, f"/structure/?{DAY}&open=P91")
    assert 'aria-label="Close Town"' in opened
    assert "Alder Surgery" in opened[: opened.index('id="after-diagram"')]


def test_the_structure_reads_as_a_list(client: Client) -> None:
    page = text(client, f"/structure/?{DAY}&list=1")
    listed = page[page.index('id="list"') :]
    for name in ("Town", "Country", "North PCN", "Alder Surgery", "Hazel Surgery"):
        assert name in listed


@pytest.fixture
def drafts() -> tuple[int, Account]:
    maker = account("maker", ("primary_care_lead", "U90001"))
    future = futures.draft_future(
        title="Secret future",
        owner="U90001",
        within="Q91",
        effective_on=day("2027-04-01"),
        by=maker,
    )
    futures.add_change(future, practice="Z90002", network="U90003", by=maker)
    chart = neighbourhood_maps.draw_neighbourhood_map(
        title="Secret map", owner="U90001", starts_on=day("2024-01-01"), by=maker
    )
    neighbourhood_maps.draw_neighbourhood(
        chart, name="Secret Town", area_kind="lsoa11", area_codes=land.AREAS[:2], by=maker
    )
    return future, maker


EVERY_READ = (
    *PAGES,
    f"/map/?{DAY}&show=neighbourhoods",
    f"/map/areas.geojson?within=Q91&{DAY}",
    f"/map/areas.geojson?within=Q91&{DAY}&show=neighbourhoods",
    f"/map/areas.csv?within=Q91&{DAY}&show=neighbourhoods",
    f"/map/drawing.svg?within=U90001&{DAY}",
    f"/structure/drawing.svg?within=Q91&{DAY}",
)


@pytest.mark.parametrize("address", EVERY_READ)
def test_no_page_and_no_file_reveals_a_draft(
    client: Client, drafts: tuple[int, Account], address: str
) -> None:
    owner = Client()
    owner.force_login(drafts[1])
    owner.get(address)
    page = client.get(address).content.decode()
    assert "Secret" not in page
    assert "#7c2855" not in page


def test_the_owner_sees_the_draft_with_its_state_and_the_public_sees_nothing(
    client: Client, drafts: tuple[int, Account]
) -> None:
    address = f"/structure/?within=Q91&{DAY}&future={drafts[0]}"
    owner = Client()
    owner.force_login(drafts[1])
    page = text(owner, address)
    assert "Private draft" in page
    assert "Only those who may draft for its owner can see this." in page
    assert "One practice changes network" in page
    assert "Secret" not in text(client, address, 404)
    assert "Secret" not in text(client, address.replace("/?", "/drawing.svg?"), 404)
