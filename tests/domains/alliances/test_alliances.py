"""Alliances: recorded, corrected, ended and taken back; members; who may, who reads the cost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.alliances.actions import alliances as acts
from openpcn.domains.alliances.actions import members as joining
from openpcn.domains.alliances.models import Member, Terms
from openpcn.domains.alliances.queries.alliances import alliances_about, costs_of
from openpcn.domains.alliances.queries.histories import versions_of, versions_of_members
from openpcn.domains.registry.permissions import NotAllowed
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, OpenPCNError
from openpcn.kernel.when import When
from tests.domains.world import account, day, ident
from tests.support.alliances import SINCE, recorded, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared")]
LATER = When(as_at=day("2025-09-01"))


@pytest.fixture
def manager() -> Account:
    return account("manager", ("network_manager", "U90001"))


def found(code: str, when: When = LATER) -> list[str]:
    return [one.title for one in alliances_about([ident(code)], when=when)]


def test_an_alliance_is_found_by_who_records_leads_and_belongs_to_it(manager: Account) -> None:
    number = recorded(manager, lead="Z90002")
    joining.add_member(number, member="Z90003", does="Telephones", starts_on=SINCE, by=manager)
    for code in ("U90001", "Z90002", "Z90003"):
        assert found(code) == ["River federation"]
    assert found("Z90004") == []


def test_it_stands_between_its_days_and_a_member_between_its_own(manager: Account) -> None:
    number = recorded(manager, ends_on=day("2025-12-31"))
    for code, until in (("Z90001", None), ("Z90002", day("2025-06-30"))):
        joining.add_member(
            number, member=code, does="Staff", starts_on=SINCE, ends_on=until, by=manager
        )

    def members(on: str) -> list[str]:
        (one,) = alliances_about([ident("U90001")], when=When(as_at=day(on)))
        return [each.code for each in one.members_on_the_day]

    assert members("2025-03-31") == []
    assert members("2025-06-30") == ["Z90001", "Z90002"]
    assert members("2025-07-01") == ["Z90001"]
    assert members("2026-01-01") == []


def test_one_that_is_not_in_the_registry_is_named(manager: Account) -> None:
    number = recorded(manager, lead="Town Council")
    joining.add_member(number, member="Town Council", does="Estates", starts_on=SINCE, by=manager)
    (one,) = alliances_about([ident("U90001")], when=LATER)
    assert (one.lead_id, one.lead_name) == (None, "Town Council")
    assert [(each.organisation_id, each.name) for each in one.members] == [(None, "Town Council")]
    with pytest.raises(NotPossible, match="already"):
        joining.add_member(number, member="town council", does="X", starts_on=SINCE, by=manager)
    with pytest.raises(NotFound, match="Z99999"):
        joining.add_member(number, member="Z99999", does="X", starts_on=SINCE, by=manager)


@pytest.mark.parametrize(
    "more",
    [
        {"pounds_source": ""},
        {"pounds": None},
        {"pounds": Decimal(-1)},
        {"title": " "},
        {"kind": "club"},
        {"ends_on": day("2025-03-31")},
        {"lead": ""},
    ],
)
def test_what_cannot_be_is_refused(manager: Account, more: dict[str, object]) -> None:
    with pytest.raises(OpenPCNError):
        recorded(manager, **more)
    assert not Terms.objects.exists()


def test_an_alliance_is_recorded_for_a_network_place_or_board_only() -> None:
    lead = account("lead", ("primary_care_lead", "Q91"))
    with pytest.raises(NotPossible, match="no network"):
        recorded(lead, about="Z90001")
    assert recorded(lead, about="P91")


def test_only_who_may_records_and_only_for_their_own(manager: Account) -> None:
    with pytest.raises(NotAllowed):
        recorded(manager, about="U90002")
    with pytest.raises(NotAllowed):
        recorded(account("link", ("link_worker", "U90001")))
    number = recorded(manager)
    other = account("other", ("network_manager", "U90002"))
    for deed in (
        lambda: acts.amend(number, said=said(), by=other),
        lambda: acts.close(number, on=SINCE, by=other),
        lambda: acts.withdraw(number, by=other),
        lambda: joining.add_member(number, member="Z90003", does="X", starts_on=SINCE, by=other),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_the_cost_is_read_by_people_of_the_system_alone(manager: Account) -> None:
    number = recorded(manager)
    colleague = account("colleague", ("link_worker", "U90002"))
    patient = account("patient", ("ppg_member", "U90001"))
    held = costs_of(colleague, [number], when=LATER)[number]
    assert (held.pounds, held.contract, held.source) == (Decimal(60_000), "RF/1", "Budget 2025/26")
    assert costs_of(None, [number], when=LATER) == {}
    assert costs_of(patient, [number], when=LATER) == {}


def test_an_end_is_recorded_and_taken_back(manager: Account) -> None:
    number = recorded(manager)
    joining.add_member(number, member="Z90002", does="X", starts_on=day("2025-08-01"), by=manager)
    with pytest.raises(NotPossible, match="after that"):
        acts.close(number, on=day("2025-07-01"), by=manager)
    acts.close(number, on=day("2025-08-31"), by=manager)
    assert not alliances_about([ident("U90001")], when=LATER)[0].stands
    with pytest.raises(NotPossible, match="already"):
        acts.close(number, on=day("2025-08-31"), by=manager)
    with pytest.raises(NotPossible, match="ends on"):
        joining.add_member(number, member="Z90003", does="X", starts_on=LATER.as_at, by=manager)
    acts.reopen(number, by=manager)
    assert alliances_about([ident("U90001")], when=LATER)[0].stands
    with pytest.raises(NotPossible, match="No end"):
        acts.reopen(number, by=manager)


def test_a_correction_keeps_what_was_said_before_and_never_loses_a_member(manager: Account) -> None:
    number = recorded(manager)
    before = timezone.now()
    joining.add_member(number, member="Z90002", does="Staff", starts_on=SINCE, by=manager)
    with pytest.raises(NotPossible, match="before that"):
        acts.amend(number, said=said(starts_on=day("2025-05-01")), by=manager)
    acts.amend(number, said=said(title="Lake federation", lead="Z90002"), by=manager)
    assert found("U90001") == ["Lake federation"]
    then = When(as_at=LATER.as_at, as_known=before)
    assert found("U90001", then) == ["River federation"]
    acts.amend(number, said=said(title="Lake federation", lead="Z90002"), by=manager)
    newest, first = versions_of(number)
    assert first.is_first
    assert [(name, after) for name, _, after in newest.changes] == [
        ("Title", "Lake federation"),
        ("Led by", "BEECH SURGERY"),
    ]


def test_what_was_taken_back_comes_back_with_its_members(manager: Account) -> None:
    number = recorded(manager)
    joining.add_member(number, member="Z90002", does="Staff", starts_on=SINCE, by=manager)
    acts.withdraw(number, by=manager)
    assert found("U90001") == found("Z90002") == []
    with pytest.raises(NotFound):
        acts.amend(number, said=said(), by=manager)
    acts.bring_back(number, by=manager)
    assert found("Z90002") == ["River federation"]
    with pytest.raises(NotPossible, match="stands"):
        acts.bring_back(number, by=manager)
    with pytest.raises(NotFound):
        acts.bring_back(number + 1, by=manager)


def test_a_member_leaves_stays_after_all_and_is_taken_back(manager: Account) -> None:
    number = recorded(manager)
    first = joining.add_member(number, member="Z90002", does="X", starts_on=SINCE, by=manager)
    with pytest.raises(NotPossible, match="No end"):
        joining.keep_member(number, first, by=manager)
    joining.end_member(number, first, on=day("2025-06-30"), by=manager)
    again = joining.add_member(
        number, member="Z90002", does="X", starts_on=day("2025-07-01"), by=manager
    )
    ended = Member.objects.get(known_until=None, ends_on__isnull=False)
    with pytest.raises(NotPossible, match="on some of these days already"):
        joining.keep_member(number, ended.pk, by=manager)
    joining.withdraw_member(number, again, by=manager)
    joining.keep_member(number, ended.pk, by=manager)
    (one,) = alliances_about([ident("U90001")], when=LATER)
    assert [each.ends_on for each in one.members] == [None]
    (_, held), (_, later) = versions_of_members(number)
    assert [len(one.changes) for one in held] == [1, 1, 0]
    assert later[0].was_taken_back


def test_nobody_joins_before_the_alliance_begins(manager: Account) -> None:
    number = recorded(manager)
    with pytest.raises(NotPossible, match="begins on"):
        joining.add_member(
            number, member="Z90002", does="X", starts_on=day("2025-03-31"), by=manager
        )
    with pytest.raises(NotRight):
        joining.add_member(number, member="Z90002", does="", starts_on=SINCE, by=manager)


def test_the_database_refuses_what_cannot_be(manager: Account) -> None:
    number = recorded(manager)
    terms = Terms.objects.filter(alliance_id=number)
    for wrong in (
        {"kind": "club"},
        {"pounds_source": ""},
        {"pounds": -1},
        {"lead_name": "Two leads"},
        {"lead": None},
        {"ends_on": day("2025-03-31")},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            terms.update(**wrong)
