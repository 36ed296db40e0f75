"""Populations that a network is paid by: recorded, corrected, and known as they were."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.agreements.actions.counts import record_count, withdraw_count
from openpcn.domains.agreements.models import RecordedCount
from openpcn.domains.agreements.queries.counts import recorded_counts
from openpcn.kernel.errors import NotFound, NotRight, Refused
from tests.domains.world import account, county, day, ident

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Account:
    county()
    return account("manager", ("network_manager", "U90001"))


def record(by: Account, number: str = "30125.5", **more: object) -> int:
    said: dict[str, object] = {
        "network": "U90001",
        "counts": "adjusted",
        "number": Decimal(number),
        "on": day("2024-01-01"),
        "source": "Letter of 3 April",
    }
    return record_count(**(said | more), by=by)  # type: ignore[arg-type]


def test_a_correction_leaves_what_was_known_before(manager: Account) -> None:
    record(manager)
    between = timezone.now()
    record(manager, "29000")
    now = recorded_counts(ident("U90001"))
    assert [(one.number, one.is_current) for one in now] == [
        (Decimal("30125.50"), False),
        (Decimal("29000.00"), True),
    ]
    before = recorded_counts(ident("U90001"), as_known=between)
    assert [(one.number, one.is_current) for one in before] == [(Decimal("30125.50"), True)]
    assert AuditEvent.objects.filter(action="recorded a count").count() == 2


def test_a_count_that_was_taken_back_counts_no_more(manager: Account) -> None:
    number = record(manager)
    withdraw_count(number, by=manager)
    assert recorded_counts(ident("U90001")) == []
    with pytest.raises(NotFound):
        withdraw_count(number, by=manager)


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"number": Decimal(-1)}, NotRight),
        ({"number": Decimal("NaN")}, NotRight),
        ({"number": Decimal(10_000_001)}, NotRight),
        ({"counts": "sheep"}, NotRight),
        ({"source": " "}, NotRight),
        ({"on": day("1901-01-01")}, NotRight),
        ({"network": "U90002"}, Refused),
        ({"network": "Z90001"}, NotFound),
    ],
)
def test_what_nobody_can_mean_or_may_record_is_refused(
    manager: Account, more: dict[str, object], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        record(manager, **more)
    assert not RecordedCount.objects.exists()


def test_a_count_of_a_day_has_one_current_version(manager: Account) -> None:
    held = RecordedCount.objects.get(id=record(manager))
    held.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        held.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordedCount.objects.update(number=-1)
