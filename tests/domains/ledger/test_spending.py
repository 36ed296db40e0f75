"""A shared service spends what is kept for it: never more, never twice, undone by an entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.ledger.actions import entries as acts
from openpcn.domains.ledger.actions.handing_over import hand_over
from openpcn.domains.ledger.actions.spending import Spent, record_spending
from openpcn.domains.ledger.models import Entry
from openpcn.domains.ledger.queries.services import (
    ServiceAnswer,
    carried_by_payee,
    services_beside,
    services_of,
)
from openpcn.domains.registry.permissions import NotAllowed
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import When
from tests.domains.ledger.test_ledger import NETWORK, OTHER, YEAR, agreed, receipt, shared
from tests.domains.world import account, county, ident, on

pytestmark = pytest.mark.django_db

AFTER = {"first": date(2026, 4, 1), "last": date(2027, 3, 31)}
NOW = on("2026-06-30")


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def manager() -> Account:
    return account("manager", ("network_manager", NETWORK))


@pytest.fixture
def sharing(manager: Account) -> int:
    """£20 of £100 is kept for the pharmacists on 2 May 2025."""
    return shared(receipt(manager), manager, agreed(manager))


def spend(by: Account, pence: int = 500, **more: Any) -> int:
    said = {"service": "Pharmacists", "on": date(2025, 6, 2), "words": "Travel"}
    return record_spending(network=NETWORK, spent=Spent(pence=pence, **said | more), by=by)


def the_service(by: Account, days: dict[str, date] = YEAR, when: When = NOW) -> ServiceAnswer:
    (one,) = services_of(by, ident(NETWORK), **days, when=when)
    return one


def test_what_is_left_goes_into_the_next_year(manager: Account, sharing: int) -> None:
    assert sharing
    number = spend(manager)
    one = the_service(manager)
    assert (one.carried, one.kept, one.spent, one.left) == (0, 2_000, 500, 1_500)
    spend(manager, 300, on=date(2026, 5, 1))
    after = the_service(manager, AFTER)
    assert (after.carried, after.kept, after.spent, after.left) == (1_500, 0, 300, 1_200)
    assert the_service(manager).left == 1_500
    acts.reverse_entry(number, words="Paid by another", on=date(2026, 5, 2), by=manager)
    assert the_service(manager, AFTER).left == 1_700
    assert Entry.objects.get(id=number).kind == "spending"


@pytest.mark.parametrize(
    ("more", "says", "kind"),
    [
        ({"pence": 2_001}, "£20.00 is left for Pharmacists on 2 June 2025", NotPossible),
        ({"on": date(2025, 5, 1)}, "£0.00 is left for Pharmacists on 1 May 2025", NotPossible),
        ({"service": "Nurses"}, "£0.00 is left for Nurses", NotPossible),
        ({"pence": 0}, "more than nought", NotRight),
        ({"words": " "}, "What it was spent on", NotRight),
        ({"on": date(2999, 1, 1)}, "1 January 2999", NotRight),
    ],
)
def test_more_than_is_left_cannot_be_spent(
    manager: Account, sharing: int, more: dict[str, Any], says: str, kind: type[Exception]
) -> None:
    assert sharing
    with pytest.raises(kind, match=says):
        spend(manager, **{"pence": 500} | more)


def test_what_a_later_day_needs_is_not_spent_before(manager: Account, sharing: int) -> None:
    assert sharing
    spend(manager, 1_800, on=date(2025, 7, 1))
    with pytest.raises(NotPossible, match=r"£2\.00 is left"):
        spend(manager, 500)


def test_nothing_is_recorded_twice_and_what_is_spent_holds_its_sharing(
    manager: Account, sharing: int
) -> None:
    spent = spend(manager)
    with pytest.raises(NotPossible, match="recorded already"):
        spend(manager)
    with pytest.raises(NotPossible, match="Some of this money is spent from Pharmacists"):
        acts.reverse_entry(sharing, words="Wrong", on=date(2025, 8, 1), by=manager)
    acts.reverse_entry(spent, words="Wrong", on=date(2025, 8, 1), by=manager)
    acts.reverse_entry(sharing, words="Wrong", on=date(2025, 8, 1), by=manager)
    assert the_service(manager).left == 0


@pytest.mark.parametrize(
    "act",
    [
        spend,
        lambda by: services_of(by, ident(NETWORK), **YEAR, when=NOW),
        lambda by: carried_by_payee(by, ident(NETWORK), first=date(2026, 4, 1), when=NOW),
        lambda by: services_beside(by, ident("Z90001"), ident(NETWORK), **YEAR, when=NOW),
    ],
)
def test_only_the_network_records_and_reads_it(
    manager: Account, sharing: int, act: Callable[[Account], object]
) -> None:
    assert sharing
    with pytest.raises(NotAllowed):
        act(account("practice", ("practice_manager", OTHER)))
    assert act(manager) is not None


def test_a_practice_reads_what_its_network_shares(manager: Account, sharing: int) -> None:
    assert sharing
    reader = account("practice", ("practice_manager", OTHER))
    (one,) = services_beside(reader, ident(OTHER), ident(NETWORK), **YEAR, when=NOW)
    assert one.kept == 2_000
    early = When(as_at=date(2026, 6, 30), as_known=timezone.now().replace(year=2020))
    assert services_beside(reader, ident(OTHER), ident(NETWORK), **YEAR, when=early) == ()


def test_what_the_payee_still_holds_goes_into_the_next_year(manager: Account) -> None:
    receipt(manager)
    assert carried_by_payee(manager, ident(NETWORK), first=date(2026, 4, 1), when=NOW) == 10_000
    assert carried_by_payee(manager, ident(NETWORK), first=date(2025, 4, 1), when=NOW) == 0


def test_the_next_payee_keeps_what_is_left(manager: Account, sharing: int) -> None:
    spend(manager)
    number = hand_over(network=NETWORK, to=OTHER, on=date(2026, 4, 1), by=manager)
    after = the_service(manager, AFTER)
    assert (after.carried, after.kept, after.spent, after.left) == (1_500, 0, 0, 1_500)
    assert the_service(manager).left == 1_500
    (moved,) = Entry.objects.get(id=number).movements.all()
    assert (moved.pence, moved.to_organisation_id) == (1_500, ident(OTHER))
    with pytest.raises(NotPossible, match="No other payee keeps money"):
        hand_over(network=NETWORK, to=OTHER, on=date(2026, 4, 2), by=manager)
    spend(manager, 1_500, on=date(2026, 5, 1))
    with pytest.raises(NotPossible, match="Some of this money is spent"):
        acts.reverse_entry(number, words="Too early", on=date(2026, 5, 2), by=manager)
    with pytest.raises(NotPossible, match="Some of this money is spent"):
        acts.reverse_entry(sharing, words="Wrong", on=date(2026, 5, 2), by=manager)
    lead = account("lead", ("primary_care_lead", "Q91"))
    with pytest.raises(NotAllowed):
        hand_over(network=NETWORK, to=OTHER, on=date(2026, 4, 1), by=lead)
