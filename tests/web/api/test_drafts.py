"""No address of the API shows, counts or hints at a draft before its time."""

from __future__ import annotations

from typing import Any

import pytest

from openpcn.domains.registry.models import Future

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "systems", "places", "networks?size=500", "practices?size=500", "memberships?size=500",
    "structure?within=ZQ1", "neighbourhoods?size=500", "reviews?within=ZQ1", "futures",
    "futures?text=misfits", "futures?within=ZQ1", "role-holders?size=500", "datasets", "findings",
    "changes?from=2022-07-01&to=2026-10-01", "openapi.json",
)  # fmt: skip


@pytest.fixture
def private(db: None) -> Future:
    """The private draft of the demonstration."""
    return Future.objects.get(state="private")


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_tells_the_public_of_a_private_draft(
    ask: Any, private: Future, address: str
) -> None:
    assert private.title not in str(ask(address))


@pytest.mark.parametrize(
    ("visitor", "count"),
    [
        ("", 1),
        ("demo-councillor", 1),
        ("demo-network-manager", 1),
        ("demo-data-manager", 1),
        ("demo-administrator", 1),
        ("demo-primary-care-lead", 2),
    ],
)
def test_a_count_counts_what_the_asker_may_see(ask: Any, visitor: str, count: int) -> None:
    found = ask("futures?size=1", visitor=visitor)
    assert found["total"] == count
    assert (found["next"] is not None) == (count > 1)


@pytest.mark.parametrize("visitor", ["", "demo-network-manager", "demo-administrator"])
def test_a_hidden_draft_is_answered_as_one_that_does_not_exist(
    ask: Any, private: Future, visitor: str
) -> None:
    hidden = ask(f"futures/{private.pk}", visitor=visitor, status=404)
    absent = ask("futures/987654", visitor=visitor, status=404)
    assert hidden["detail"].replace(str(private.pk), "N") == absent["detail"].replace("987654", "N")


def test_its_owner_sees_it(ask: Any, private: Future) -> None:
    shown = ask(f"futures/{private.pk}", visitor="demo-primary-care-lead")
    assert shown["title"] == private.title
    assert len(shown["changes"]) == 2
