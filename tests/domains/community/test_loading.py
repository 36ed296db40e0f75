"""What a list of assets leaves behind when it is loaded, loaded again, and taken back."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from openpcn.domains.community.loading import Landed, land_assets, withdraw_loaded
from openpcn.domains.community.models import Asset, AssetVersion
from openpcn.domains.community.queries.versions import as_said
from openpcn.domains.community.saying import (
    AssetSaid,
    Listed,
    PlaceSaid,
    ProviderSaid,
    TermSaid,
    TimeSaid,
    fingerprint_of,
)
from tests.domains.world import File, load

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)
KEY = UUID("11111111-1111-4111-8111-111111111111")


def walks(**more: object) -> AssetSaid:
    return AssetSaid(
        **(
            {
                "name": "Friday walk",
                "kind": "sport",
                "themes": ("moving",),
                "languages": ("en", "gu"),
                "places": (PlaceSaid(postcode="ZZ1 1ZZ"),),
                "times": (
                    TimeSaid(frequency="WEEKLY", days="FR", opens_at=time(10), closes_at=time(11)),
                ),
                "provider": ProviderSaid(name="Walkers CIO", charity_number="1999999"),
                "terms": (TermSaid(taxonomy="t", code="1", name="Walking"),),
            }
            | more
        )  # type: ignore[arg-type]
    )


def land(*said: AssetSaid, on: date = MARCH, dataset: int | None = None, **more: object) -> Landed:
    number = dataset or load(File()).dataset_id
    rows = [
        Listed(
            external_id=f"a{n}",
            said=each,
            fingerprint=fingerprint_of(each),
            key=KEY if n == 1 else None,
        )
        for n, each in enumerate(said, 1)
    ]
    return land_assets(rows, source="test", on=on, dataset_id=number, **more)  # type: ignore[arg-type]


def the_walk(on: date) -> AssetSaid:
    return as_said(list(Asset.objects.values_list("pk", flat=True)), on=on)[
        Asset.objects.get(external_id="a1").pk
    ]


def test_what_is_said_is_read_as_it_was_written() -> None:
    landed = land(walks())
    read = the_walk(MARCH)
    assert (landed.added, landed.changed, landed.unchanged) == (1, 0, 0)
    assert Asset.objects.get().key == KEY
    assert (read.name, read.languages, read.themes) == ("Friday walk", ("en", "gu"), ("moving",))
    assert read.provider is not None
    assert read.provider.charity_number == "1999999"
    assert [(each.days, each.opens_at) for each in read.times] == [("FR", time(10))]
    assert [each.name for each in read.terms] == ["Walking"]


def test_the_same_list_again_writes_nothing() -> None:
    land(walks())
    landed = land(walks(), on=APRIL)
    assert (landed.added, landed.changed, landed.unchanged) == (0, 0, 1)
    assert AssetVersion.objects.count() == 1


def test_news_is_a_version_from_its_day_and_the_past_stays() -> None:
    land(walks())
    land(walks(name="Thursday walk"), on=APRIL)
    assert (the_walk(MARCH).name, the_walk(APRIL).name) == ("Friday walk", "Thursday walk")


def test_a_second_word_about_one_day_takes_the_place_of_the_first() -> None:
    land(walks())
    land(walks(name="Thursday walk"))
    assert the_walk(MARCH).name == "Thursday walk"
    assert AssetVersion.objects.count() == 2


def test_a_source_changes_only_what_it_speaks_of() -> None:
    land(walks())
    land(AssetSaid(name="Thursday walk"), on=APRIL, carried=frozenset({"name"}))
    read = the_walk(APRIL)
    assert (read.name, read.languages) == ("Thursday walk", ("en", "gu"))


def test_what_a_whole_list_names_no_longer_is_closed_and_opens_when_it_comes_back() -> None:
    land(walks(), walks(name="Choir"), is_whole=True)
    landed = land(walks(), on=APRIL, is_whole=True)
    choir = Asset.objects.get(external_id="a2").pk
    assert landed.closed == 1
    assert as_said([choir], on=MARCH)[choir].standing == "active"
    assert as_said([choir], on=APRIL)[choir].standing == "defunct"
    land(walks(), walks(name="Choir"), on=date(2025, 5, 1), is_whole=True)
    assert as_said([choir], on=date(2025, 5, 1))[choir].standing == "active"


def test_a_load_taken_back_gives_room_to_what_it_replaced() -> None:
    land(walks())
    second = load(File()).dataset_id
    land(walks(name="Thursday walk"), dataset=second)
    withdraw_loaded(second)
    assert the_walk(MARCH).name == "Friday walk"


def test_a_published_id_that_another_feed_holds_is_not_taken_twice() -> None:
    land(walks())
    other = Listed(external_id="b1", said=walks(), fingerprint="x", key=KEY)
    land_assets([other], source="other", on=MARCH, dataset_id=load(File()).dataset_id)
    assert Asset.objects.count() == 2


def test_an_emoji_is_a_name() -> None:
    land(walks(name="🌻"))
    assert the_walk(MARCH).name == "🌻"


def test_the_database_keeps_no_time_that_ends_before_it_begins() -> None:
    backwards = TimeSaid(opens_at=time(11), closes_at=time(10))
    with pytest.raises(IntegrityError), transaction.atomic():
        land(walks(times=(backwards,)))
