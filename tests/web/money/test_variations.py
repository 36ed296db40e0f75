"""Local variations are recorded by the commissioner, and refused where they cannot stand."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

import pytest
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.agreements.actions.counts import record_count
from openpcn.domains.agreements.actions.variations import (
    check_agreed,
    check_months,
    check_sum,
    record_variation,
    withdraw_variation,
)
from openpcn.domains.agreements.models import LocalVariation
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from tests.domains.world import account, county, day

pytestmark = pytest.mark.django_db
PAGE = "/networks/U90001/money/"
FORM = f"{PAGE}variations/?year=2024/25&as_at=2024-06-01"
BOTH = {"agrees-Z90001": "yes", "agrees-Z90002": "yes"}


@pytest.fixture
def lead() -> Client:
    county()
    somebody = account("lead", ("primary_care_lead", "Q91"))
    record_count(
        network="U90001",
        counts="adjusted",
        number=Decimal(31_000),
        on=day("2024-01-01"),
        source="Letter",
        by=somebody,
    )
    client = Client()
    client.force_login(somebody)
    return client


def dated(name: str, year: int, month: int, date: int) -> dict[str, str]:
    return {f"{name}-year": str(year), f"{name}-month": str(month), f"{name}-day": str(date)}


def said(**more: str) -> dict[str, str]:
    typed = {
        "title": "Same-day hub",
        "pounds": "£300,000.00",
        "line-enhanced_access": "yes",
        "approved_by": "Primary care committee",
        "source": "Agreement of 1 March",
        **dated("starts_on", 2024, 4, 1),
        **dated("ends_on", 2025, 3, 31),
        **dated("approved_on", 2024, 3, 1),
        **BOTH,
    }
    return {name: value for name, value in (typed | more).items() if value}


def test_what_was_agreed_is_a_line_with_its_source_until_it_is_taken_back(lead: Client) -> None:
    assert "Practices that agree" in lead.get(FORM).content.decode()
    assert lead.post(FORM, said()).status_code == 302
    text = lead.get(f"{PAGE}?year=2024/25&as_at=2024-06-01").content.decode()
    assert "Local variation: Same-day hub" in text
    assert "£52,775.00" in text
    assert "Agreement of 1 March" in text
    assert "Recorded" in text
    many = "/systems/Q91/money/statements.csv?year=2024/25&as_at=2024-06-01"
    rows = list(csv.DictReader(StringIO(lead.get(many).content.decode().lstrip("\ufeff"))))
    assert [row["Local variations"] for row in rows] == ["52775.0", "none", "none", "52775.0"]
    held = LocalVariation.objects.get()
    assert AuditEvent.objects.filter(action="recorded a local variation").exists()
    assert "Approved on 1 March 2024" in lead.get(FORM).content.decode()
    assert lead.post(f"{PAGE}variations/{held.pk}/").status_code == 302
    assert "Same-day hub" not in lead.get(f"{PAGE}?year=2024/25").content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (said(**{"agrees-Z90002": ""}), "Z90002 has not agreed"),
        (said(pounds="247,225.00"), "does not exceed the national £247,225.00"),
        (said(**{"line-care_home_premium": "yes"}), "is not known"),
        (said(pounds="lots"), "Enter a number"),
        (said(**{"approved_on-day": "", "approved_on-month": "", "approved_on-year": ""}),
         "it is not approved"),
        (said(**{"starts_on-day": "2"}), "covers whole months of 2024/25"),
        (said(approved_by=""), "Who approved it"),
        (said(title=""), "Enter a title"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_refused_with_the_reason(
    lead: Client, typed: dict[str, str], says: str
) -> None:
    answer = lead.post(FORM, typed)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not LocalVariation.objects.exists()


def test_one_line_is_varied_once_in_a_month(lead: Client) -> None:
    lead.post(FORM, said())
    answer = lead.post(FORM, said(title="Another hub"))
    assert "stands in place of the same lines in these months" in answer.content.decode()
    assert LocalVariation.objects.count() == 1


def test_a_network_manager_reads_and_does_not_record() -> None:
    county()
    client = Client()
    client.force_login(account("manager", ("network_manager", "U90001")))
    assert "Practices that agree" not in client.get(FORM).content.decode()
    assert client.post(FORM, said()).status_code == 400
    assert not LocalVariation.objects.exists()
    assert Client().get(FORM).status_code == 302


def test_the_rules_hold_wherever_it_is_recorded_from() -> None:
    county()
    by = account("lead", ("primary_care_lead", "Q91"))
    with pytest.raises(NotPossible, match="Z90002 has not"):
        check_agreed("U90001", day("2024-04-01"), ["Z90001"])
    with pytest.raises(NotRight, match="Z90003 is not in the network"):
        check_agreed("U90001", day("2024-04-01"), ["Z90001", "Z90002", "Z90003"])
    with pytest.raises(NotPossible, match="no practice of the network"):
        check_agreed("U90001", day("2018-04-01"), [])
    with pytest.raises(NotPossible, match="does not exceed"):
        check_sum(Decimal(5), Decimal(5))
    with pytest.raises(NotRight, match="is no sum"):
        check_sum(Decimal("NaN"), Decimal(5))
    with pytest.raises(NotRight, match="whole months of 2023/24"):
        check_months("2023/24", day("2023-04-01"), day("2024-02-28"))
    check_months("2023/24", day("2023-04-01"), day("2024-02-29"))
    with pytest.raises(NotPossible, match="once it is approved"):
        record_variation(
            network="U90001",
            title="Hub",
            year="2024/25",
            starts_on=day("2024-04-01"),
            ends_on=day("2025-03-31"),
            replaces=[],
            pounds=Decimal(10),
            national=Decimal(0),
            agreed_by=["Z90001", "Z90002"],
            approved_on=None,
            approved_by="",
            source="",
            by=by,
        )
    with pytest.raises(NotFound, match="No such agreement"):
        withdraw_variation(1, by=by)
