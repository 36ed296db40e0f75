"""A future can hold a network that has no code yet."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from openpcn.domains.registry.actions.futures import add_change, draft_future
from openpcn.domains.registry.models import FutureChange
from openpcn.domains.registry.queries.drafts import get_future
from openpcn.domains.registry.queries.previews import sizes_in
from openpcn.kernel.errors import NotFound
from tests.domains.world import account, county, day, on

pytestmark = pytest.mark.django_db
WHEN = on("2024-03-01")


@pytest.fixture
def future():
    county()
    by = account("manager", ("network_manager", "U90001"))
    number = draft_future(
        title="A third network",
        owner="U90001",
        within="Q91",
        effective_on=day("2027-04-01"),
        by=by,
    )
    return number, by


def test_a_practice_joins_a_network_whose_code_is_to_come(future) -> None:
    number, by = future
    add_change(number, practice="Z90003", network="NEW-1", by=by)
    (change,) = get_future(by, number, when=WHEN).changes
    assert change.is_new
    assert change.network_code == "NEW-1"
    assert change.network_name == "New network 1 (code to come)"
    sizes = {one.code: one for one in sizes_in(get_future(by, number, when=WHEN), when=WHEN)}
    new = sizes["NEW-1"]
    assert (new.practices_now, new.practices_then) == (0, 1)


def test_the_last_word_counts_also_for_new_networks(future) -> None:
    number, by = future
    add_change(number, practice="Z90003", network="NEW-1", by=by)
    add_change(number, practice="Z90003", network="U90001", by=by)
    (change,) = get_future(by, number, when=WHEN).changes
    assert not change.is_new
    assert change.network_code == "U90001"


def test_what_is_no_new_network_must_be_one_that_is_known(future) -> None:
    number, by = future
    with pytest.raises(NotFound):
        add_change(number, practice="Z90003", network="NEW-0", by=by)


def test_a_practice_cannot_join_a_known_and_a_new_network_at_once(future) -> None:
    number, by = future
    add_change(number, practice="Z90003", network="U90001", by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        FutureChange.objects.filter(future_id=number).update(new_network="NEW-1")
