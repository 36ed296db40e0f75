"""No read reveals a draft early: every viewer, every state, every read."""

from __future__ import annotations

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions import futures, neighbourhood_maps
from openpcn.domains.registry.loading import NamedArea, record_areas
from openpcn.domains.registry.models import Future, NeighbourhoodMap
from openpcn.domains.registry.queries import drafts
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.domains.registry.vocabulary import State
from openpcn.kernel.errors import NotFound
from tests.domains.world import File, account, county, day, ident, load, on

pytestmark = pytest.mark.django_db

WHEN = on("2026-05-01")
VIEWERS = {
    "public": None,
    "signed in without a role": [],
    "drafts for the owner": [("network_manager", "U90001")],
    "another role in the owner": [("director", "U90001")],
    "in an organisation named": [("director", "U90002")],
    "in the same system": [("director", "U90003")],
    "leads the system above": [("primary_care_lead", "Q91")],
    "in another system": [("primary_care_lead", "Q92")],
    "administrator": [],
}
SEES = {
    State.PRIVATE: {"drafts for the owner"},
    State.SHARED: {
        "drafts for the owner",
        "another role in the owner",
        "in an organisation named",
    },
    State.UNDER_ENGAGEMENT: {
        "drafts for the owner",
        "another role in the owner",
        "in an organisation named",
        "in the same system",
        "leads the system above",
    },
    State.PUBLISHED: set(VIEWERS),
}


def viewer(name: str) -> Account | None:
    roles = VIEWERS[name]
    if roles is None:
        return None
    return account(name.replace(" ", "-"), *roles, is_superuser=name == "administrator")


@pytest.fixture
def drawn() -> tuple[int, int]:
    county()
    load(
        File()
        .detail("Q92", "Another system")
        .detail("S92", "Its part")
        .dated("S92", "part_of", "Q92", "2015-04-01")
    )
    maker = account("maker", ("network_manager", "U90001"), ("primary_care_lead", "U90001"))
    record_areas("lsoa11", [NamedArea("E91000001")])
    future = futures.draft_future(
        title="Secret", owner="U90001", within="Q91", effective_on=day("2026-04-01"), by=maker
    )
    futures.add_change(future, practice="Z90001", network="U90002", by=maker)
    futures.share_future(future, with_codes=["U90002"], by=maker)
    chart = neighbourhood_maps.draw_neighbourhood_map(
        title="Secret map", owner="U90001", starts_on=day("2026-04-01"), by=maker
    )
    neighbourhood_maps.draw_neighbourhood(
        chart, name="Old Town", area_kind="lsoa11", area_codes=["E91000001"], by=maker
    )
    neighbourhood_maps.share_neighbourhood_map(chart, with_codes=["U90002"], by=maker)
    return future, chart


@pytest.mark.parametrize(("name", "state"), list(itertools.product(VIEWERS, State.values)))
def test_every_read_shows_a_draft_to_those_it_is_for_and_to_nobody_else(
    name: str, state: str, drawn: tuple[int, int]
) -> None:
    future, chart = drawn
    Future.objects.update(state=state)
    NeighbourhoodMap.objects.update(state=state)
    who = viewer(name)
    expected = name in SEES[State(state)]
    assert bool(drafts.futures(who, when=WHEN)) is expected
    assert bool(drafts.futures(who, within="Y91", when=WHEN)) is expected
    assert bool(drafts.neighbourhood_maps(who, when=WHEN)) is expected
    assert bool(drafts.neighbourhood_maps(who, when=WHEN, on_the_day=False)) is expected
    assert bool(neighbourhoods(viewer=who, when=WHEN)) is expected
    assert bool(neighbourhoods(viewer=who, when=WHEN, map_id=chart)) is expected
    for get, number in ((drafts.get_future, future), (drafts.get_neighbourhood_map, chart)):
        if expected:
            assert get(who, number, when=WHEN).title.startswith("Secret")
        else:
            with pytest.raises(NotFound, match="is shown to you"):
                get(who, number, when=WHEN)


def test_what_is_withdrawn_is_seen_by_nobody(drawn: tuple[int, int]) -> None:
    future, chart = drawn
    maker = Account.objects.get(username="maker")
    Future.objects.update(state=State.PUBLISHED)
    futures.withdraw_future(future, by=maker)
    neighbourhood_maps.withdraw_neighbourhood_map(chart, by=maker)
    for who in (None, maker):
        assert drafts.futures(who, when=WHEN) == []
        assert neighbourhoods(viewer=who, when=WHEN) == []


def test_a_refusal_tells_no_more_than_that_there_is_nothing(drawn: tuple[int, int]) -> None:
    future, _ = drawn
    with pytest.raises(NotFound) as hidden:
        drafts.get_future(None, future, when=WHEN)
    with pytest.raises(NotFound) as absent:
        drafts.get_future(None, future + 999, when=WHEN)
    assert hidden.value.message.replace(str(future), "") == absent.value.message.replace(
        str(future + 999), ""
    )


def test_somebody_whose_role_has_ended_sees_no_more(drawn: tuple[int, int]) -> None:
    who = account("former", ("network_manager", "U90001"))
    assert drafts.futures(who, when=WHEN)
    who.person.roles.update(ends_on=day("2020-01-01"))
    assert drafts.futures(who, when=WHEN) == []


def test_a_closed_account_and_a_stranger_see_what_the_public_sees(drawn: tuple[int, int]) -> None:
    who = account("gone", ("network_manager", "U90001"), is_active=False)
    assert drafts.futures(who, when=WHEN) == []
    assert drafts.futures(AnonymousUser(), when=WHEN) == []


def test_demonstration_accounts_count_for_nothing_where_published_data_are_held(
    drawn: tuple[int, int],
) -> None:
    who = account("demo", ("network_manager", "U90001"), is_demonstration=True)
    assert drafts.futures(who, when=WHEN)
    load(File(is_demonstration=False))
    assert drafts.futures(who, when=WHEN) == []


def test_sharing_with_fewer_takes_it_from_the_rest(drawn: tuple[int, int]) -> None:
    future, _ = drawn
    maker = Account.objects.get(username="maker")
    futures.move_future(future, to=State.SHARED, by=maker)
    named = account("named", ("director", "U90002"))
    assert drafts.futures(named, when=WHEN)
    futures.share_future(future, with_codes=["U90003"], by=maker)
    assert drafts.futures(named, when=WHEN) == []
    assert ident("U90003") in {o.pk for o in Future.objects.get(id=future).shared_with.all()}
