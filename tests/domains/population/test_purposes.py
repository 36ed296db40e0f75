"""Nobody reads a list of people without a purpose that is written down and counts now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.population.actions.purposes import (
    NoPurpose,
    end_purpose,
    record_purpose,
    use_purpose,
)
from openpcn.domains.population.models import Purpose
from openpcn.domains.population.queries.purposes import purpose_of, uses_open_to
from openpcn.domains.registry.models import RoleHolding
from openpcn.kernel.errors import NotFound, NotRight, Refused
from tests.domains.world import account, county, ident

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> Account:
    county()
    return account("director", ("clinical_director", "U90001"))


def write(by: Account, **more: str) -> int:
    said = {"about": "U90001", "use": "care", "reason": "Reviews of people with frailty in May"}
    return record_purpose(**(said | more), by=by)


def read(by: Account, about: str = "U90001") -> str:
    return use_purpose(about=about, what="moderate_frailty", people=12, by=by)


def test_a_purpose_counts_for_a_working_day(director: Account) -> None:
    with pytest.raises(NoPurpose, match="none counts now"):
        read(director)
    write(director)
    found = purpose_of(director, "U90001")
    assert found is not None
    assert found.reason.startswith("Reviews of people")
    assert read(director) == "care"
    Purpose.objects.update(
        starts_at=F("starts_at") - timedelta(hours=9), ends_at=F("ends_at") - timedelta(hours=9)
    )
    assert purpose_of(director, "U90001") is None
    with pytest.raises(NoPurpose):
        read(director)


def test_the_audit_says_which_list_and_how_many_and_nobody_of_them(director: Account) -> None:
    write(director)
    read(director)
    event = AuditEvent.objects.get(action="read a list of people")
    assert event.detail == {"list": "moderate_frailty", "people": 12}


def test_a_purpose_is_for_one_organisation_and_one_person(director: Account) -> None:
    write(director)
    with pytest.raises(NoPurpose):
        read(director, "Z90001")
    with pytest.raises(NoPurpose):
        read(account("other", ("clinical_director", "U90001")))
    assert purpose_of(None, "U90001") is None
    assert purpose_of(director, "U99999") is None


def test_a_purpose_ends_with_the_role(director: Account) -> None:
    write(director)
    RoleHolding.objects.filter(organisation_id=ident("U90001")).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )
    assert purpose_of(director, "U90001") is None
    with pytest.raises(Refused):
        read(director)


def test_a_purpose_is_ended_by_hand(director: Account) -> None:
    write(director)
    end_purpose(about="U90001", by=director)
    assert purpose_of(director, "U90001") is None


def test_the_newest_purpose_counts(director: Account) -> None:
    write(director)
    write(director, reason="A second look")
    found = purpose_of(director, "U90001")
    assert found is not None
    assert found.reason == "A second look"


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"use": "planning"}, Refused),
        ({"about": "U90002"}, Refused),
        ({"about": "U99999"}, NotFound),
        ({"use": "curiosity"}, NotRight),
        ({"reason": "  "}, NotRight),
    ],
)
def test_a_purpose_without_right_or_reason_is_refused(
    director: Account, more: dict[str, str], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        write(director, **more)
    assert not Purpose.objects.exists()


@pytest.mark.parametrize(
    ("role", "uses"),
    [
        ("clinical_director", ["care"]),
        ("network_manager", ["planning"]),
        ("practice_manager", ["care"]),
        ("public_health_analyst", ["planning"]),
        ("primary_care_lead", []),
        ("data_manager", []),
        ("local_administrator", []),
        ("councillor", []),
    ],
)
def test_what_a_role_may_read_lists_for(role: str, uses: list[str]) -> None:
    county()
    someone = account("someone", (role, "U90001"))
    assert [use for use, _ in uses_open_to(someone, ident("U90001"))] == uses
    assert uses_open_to(None, ident("U90001")) == []


def test_a_purpose_cannot_end_before_it_starts(director: Account) -> None:
    write(director)
    with pytest.raises(IntegrityError), transaction.atomic():
        Purpose.objects.update(ends_at=F("starts_at"))
