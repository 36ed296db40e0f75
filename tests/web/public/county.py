"""The county of the tests with wards, postcodes, a neighbourhood, and people who publish."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry import loading
from openpcn.domains.registry.models import Area, NeighbourhoodMap, Organisation
from tests.domains import world
from tests.support import land

POSTCODE = "ZZ1 1AA"
DAY = "?as_at=2024-06-01"


@dataclass(frozen=True, kw_only=True)
class People:
    """Who writes for the first network, and who reviews."""

    writer: Account
    reviewer: Account


def build() -> People:
    """Six practices on six squares; two wards; one neighbourhood that is published."""
    world.county()
    land.points()
    land.areas_and_patients()
    file = land.landing()
    ids = loading.area_ids("lsoa11", land.AREAS)
    wards = loading.record_areas(
        "ward24", [loading.NamedArea("ZW1", "Upper ward"), loading.NamedArea("ZW2", "Lower ward")]
    )
    loading.record_area_parts(
        file,
        [(ids[code], wards["ZW1" if at < 3 else "ZW2"]) for at, code in enumerate(land.AREAS)],
    )
    loading.record_postcodes(file, [(POSTCODE.replace(" ", ""), 451_000, 301_000)])
    draw_neighbourhood(ids)
    return People(
        writer=world.account("writer", ("network_manager", "U90001")),
        reviewer=world.account("reviewer", ("clinical_director", "U90001")),
    )


def draw_neighbourhood(ids: dict[str, int]) -> None:
    """The first two squares."""
    drawn = NeighbourhoodMap.objects.create(
        title="Neighbourhoods",
        owner=Organisation.objects.get(id=world.ident("Q91")),
        state="published",
        made_at=timezone.now(),
        starts_on=world.day("2020-01-01"),
    )
    area = Area.objects.create(
        kind="neighbourhood", code="NB1", name="Riverside", neighbourhood_map=drawn
    )
    for code in land.AREAS[:2]:
        area.parts.create(area_id=ids[code], known_from=timezone.now())
