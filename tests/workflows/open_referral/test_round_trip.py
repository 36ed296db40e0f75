"""Our own feed, imported into an empty directory, gives the same directory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from openpcn.domains.community.loading import land_assets
from openpcn.domains.community.models import Asset, AssetVersion, Provider, Term
from openpcn.domains.community.queries.published import Sought, page_of_published
from openpcn.domains.community.saying import (
    AssetSaid,
    Listed,
    PlaceSaid,
    ProviderSaid,
    TimeSaid,
    fingerprint_of,
)
from openpcn.domains.registry.loading import open_dataset
from openpcn.workflows.open_referral.importing import import_feed
from tests.sources.open_referral import feeds
from tests.sources.open_referral.entries import service

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
OURS = AssetSaid(
    name="Lantern Library 📚",
    kind="library",
    description="Books, and a warm room.",
    tier="support",
    themes=("digital", "loneliness"),
    step_free="partly",
    cost="free",
    eligibility="Everybody",
    phone="01632 960001",
    url="https://library.example/",
    languages=("en", "gu"),
    provider=ProviderSaid(name="Vellshire Council", company_number="123"),
    places=(
        PlaceSaid(
            name="Library",
            address="2 High Street, Market Vell",
            postcode="LE1 1AA",
            easting=458_900.0,
            northing=304_500.0,
            basis="recorded",
            uprn="100012345678",
            accessibility="A ramp\nA lift",
        ),
        PlaceSaid(name="On the telephone", is_virtual=True),
    ),
    times=(TimeSaid(frequency="MONTHLY", days="1MO", every=2, notes="Bring a friend"),),
)


@pytest.fixture
def server(settings: Any) -> Iterator[feeds.Served]:
    """A server that answers as our own API does."""
    with feeds.serving() as served:
        settings.FEED_HOSTS = frozenset({served.host})
        yield served


def test_our_own_feed_gives_the_same_directory(server: feeds.Served, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text(json.dumps([service(), service("Choir", organization=None)]))
    import_feed(str(path), on=DAY)
    record(OURS)
    before = directory()
    answers = everything_that_is_published()
    forget_everything()
    for address, body in answers.items():
        server.answers[address] = lambda request, body=body: feeds.send(request, body)
    report = import_feed(f"{server.url}/openreferral", on=DAY)
    assert (report.added, report.left_out) == (3, 0)
    assert [fault.field for fault in report.faults] == ["organization"]
    assert directory() == before


def record(said: AssetSaid) -> None:
    """An asset that is ours."""
    landing = open_dataset(
        format="test",
        title="Ours",
        file_name="ours",
        fingerprint="1" * 64,
        publisher="us",
        licence="none",
        period_on=DAY,
        period_basis="file",
    )
    listed = Listed(external_id="1", said=said, fingerprint=fingerprint_of(said))
    land_assets([listed], source="ours", on=DAY, dataset_id=landing.dataset_id)


def everything_that_is_published() -> dict[str, bytes]:
    """Every answer of our API that an import asks for."""
    listed = Client().get("/openreferral/services?page=1&per_page=100")
    answers = {"/openreferral/services": listed.content}
    for each in listed.json()["contents"]:
        address = f"/openreferral/services/{each['id']}"
        answers[address] = Client().get(address).content
    return answers


def forget_everything() -> None:
    """An empty directory."""
    AssetVersion.objects.all().delete()
    for kind in (Asset, Provider, Term):
        kind.objects.all().delete()


def directory() -> dict[str, AssetSaid]:
    """What is said of every asset, without what names the way it came."""
    found = page_of_published(Sought(), start=0, most=10)
    return {str(each.key): plain(each.said) for each in found}


def plain(said: AssetSaid) -> AssetSaid:
    places = tuple(
        replace(
            place,
            basis="",
            easting=None if place.easting is None else round(place.easting),
            northing=None if place.northing is None else round(place.northing),
        )
        for place in said.places
    )
    provider = said.provider
    return replace(
        said,
        places=places,
        source_note="",
        changed_at=None,
        themes=tuple(sorted(said.themes)),
        provider=provider and replace(provider, external_id="", more={}, description=provider.name),
    )
