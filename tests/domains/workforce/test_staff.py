"""Staff in post: recorded, changed, corrected, handed over, ended, taken back; versions stay."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.registry.models import Person
from openpcn.domains.workforce.actions import staff as acts
from openpcn.domains.workforce.models import Holding, WorkedAt
from openpcn.domains.workforce.queries.costs import costs_of
from openpcn.domains.workforce.queries.staff import staff_of, versions_of
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, Refused
from tests.domains.workforce.world import NETWORK, People, record, terms
from tests.domains.world import day, ident

pytestmark = pytest.mark.django_db


def held(who: People) -> list[tuple[str, str, object, object]]:
    return [
        (one.post, one.name, one.starts_on.isoformat(), one.ends_on and one.ends_on.isoformat())
        for one in staff_of(who.manager, ident(NETWORK))
    ]


def test_somebody_is_recorded_and_it_is_audited(who: People) -> None:
    number = record(who.manager)
    assert held(who) == [("P1", "Ann Ash", "2024-10-01", None)]
    event = AuditEvent.objects.get(action="recorded a post")
    assert (event.subject_id, event.account) == (str(number), who.manager)
    assert "41234" not in str(event.detail)


def test_a_change_ends_the_terms_before_and_keeps_them_true(who: People) -> None:
    number = record(who.manager)
    acts.change_holding(
        number, from_on=day("2025-01-10"), hours=Decimal(30), salary=Decimal(33_000),
        on_costs=Decimal(9_000), places={}, by=who.manager,
    )  # fmt: skip
    first, second = staff_of(who.manager, ident(NETWORK))
    assert (first.ends_on, first.hours) == (day("2025-01-09"), Decimal("37.50"))
    assert (second.starts_on, second.hours, second.key) == (
        day("2025-01-10"),
        Decimal("30.00"),
        first.key,
    )
    with pytest.raises(NotPossible, match="is held from 10 January 2025"):
        acts.change_holding(
            second.id, from_on=day("2025-01-10"), hours=Decimal(30), salary=Decimal(1),
            on_costs=Decimal(1), places={}, by=who.manager,
        )  # fmt: skip


def test_a_correction_supersedes_and_what_was_known_stays_readable(who: People) -> None:
    number = record(who.manager)
    before = timezone.now()
    new = acts.correct_holding(
        number, terms=terms(employer="", salary=Decimal(45_000)), by=who.manager
    )
    (now,) = staff_of(who.manager, ident(NETWORK))
    assert now.pay is not None
    assert now.pay.salary == Decimal(45_000)
    (then,) = staff_of(who.manager, ident(NETWORK), as_known=before)
    assert then.pay is not None
    assert then.pay.salary == Decimal("41234.00")
    assert len(versions_of(who.manager, ident(NETWORK), now.key)) == 2
    with pytest.raises(NotFound):
        acts.correct_holding(number, terms=terms(), by=who.manager)
    renamed = acts.correct_holding(new, terms=terms(person="Ann Oak"), by=who.manager)
    assert Holding.objects.get(id=renamed).person.name == "Ann Oak"
    assert Person.objects.filter(name="Ann Ash").exists()


def test_a_post_is_handed_over_on_a_day(who: People) -> None:
    number = record(who.manager)
    with pytest.raises(NotPossible, match="taken up on 1 October 2024"):
        acts.hand_over(number, terms=terms(person="Bo"), by=who.manager)
    follower = terms(person="Bo Birch", starts_on=day("2025-02-03"), role="", post="", employer="")
    acts.hand_over(number, terms=follower, by=who.manager)
    assert held(who) == [
        ("P1", "Ann Ash", "2024-10-01", "2025-02-02"),
        ("P1", "Bo Birch", "2025-02-03", None),
    ]


def test_an_end_and_a_withdrawal(who: People) -> None:
    number = acts.end_holding(record(who.manager), ends_on=day("2025-01-31"), by=who.manager)
    assert held(who)[0][3] == "2025-01-31"
    acts.withdraw_holding(number, by=who.manager)
    assert held(who) == []
    assert Holding.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"hours": Decimal(-3)}, "-3 hours a week cannot be"),
        ({"hours": Decimal("52.5")}, "52.5 hours are 1.40 full-time equivalents"),
        ({"salary": Decimal(-1)}, "Pay of -1 a year cannot be right"),
        ({"on_costs": Decimal("NaN")}, "On-costs of NaN"),
        ({"ends_on": day("2024-09-30")}, "before they join on 1 October 2024"),
        ({"starts_on": day("1901-01-01")}, "1 January 1901 is not between"),
        ({"area": "paris"}, "That area is not known"),
        ({"post": " "}, "The post number is empty"),
        ({"person": ""}, "The name is empty"),
        ({"person_key": "x"}, "That person is not known"),
        ({"person_key": "0" * 32}, "That person is not known"),
        ({"places": {"Z90001": Decimal(20)}}, "add up to 20, and 37.5 are contracted"),
        ({"places": {"Z90001": Decimal(0)}}, "0 hours a week cannot be"),
    ],
)
def test_what_cannot_be_is_refused(who: People, more: dict[str, object], says: str) -> None:
    with pytest.raises((NotRight, NotPossible), match=says):
        record(who.manager, **more)
    assert not Holding.objects.exists()


def test_one_post_number_is_for_one_person_or_a_shared_post(who: People) -> None:
    record(who.manager, hours=Decimal(20))
    with pytest.raises(NotPossible, match="Post P1 is held by somebody else from 1 October 2024"):
        record(who.manager, person="Bo", hours=Decimal(18))
    record(who.manager, person="Bo", hours=Decimal("17.5"))
    assert len(held(who)) == 2


def test_the_same_name_or_number_is_the_same_person(who: People) -> None:
    record(who.manager, hours=Decimal(10), reference="E7")
    record(who.manager, hours=Decimal(10), reference="E7", post="P2")
    record(who.manager, hours=Decimal(10), reference="E8", post="P3")
    assert Person.objects.filter(name="Ann Ash").count() == 2
    key = Person.objects.filter(name="Ann Ash").first().key.hex  # type: ignore[union-attr]
    record(who.manager, person="", person_key=key, post="P4")
    assert Person.objects.filter(name="Ann Ash").count() == 2
    record(who.manager, person="Dr ASH, Ann", post="P9", hours=Decimal("7.5"))
    assert len({one.person_key for one in staff_of(who.manager, ident(NETWORK))}) == 2


def test_shared_hours_are_claimed_by_one_network_each(who: People) -> None:
    record(
        who.manager,
        places={"Z90001": Decimal(10), NETWORK: Decimal(10), "Z90003": Decimal("17.5")},
    )
    own = costs_of(ident(NETWORK))
    borrowed = costs_of(ident("U90002"))
    assert [one.here for one in own] == [Decimal("20.00")]
    assert [one.here for one in borrowed] == [Decimal("17.50")]
    assert own[0].here + borrowed[0].here == own[0].hours
    (seen,) = staff_of(who.other_manager, ident("U90002"))
    assert seen.is_borrowed
    assert not seen.may_change
    assert seen.pay is not None, "whoever pays for hours sees what they cost"
    assert costs_of(ident("U90003")) == []


def test_only_the_employer_and_the_payee_record(who: People) -> None:
    number = record(who.practice, employer="Z90001")
    for account in (who.other_manager, who.approver, who.director, who.administrator):
        with pytest.raises(Refused):
            record(account, post="P9")
        with pytest.raises(Refused):
            acts.withdraw_holding(number, by=account)
    with pytest.raises(Refused):
        record(who.practice, employer="Z90002", post="P9")
    with pytest.raises(Refused):
        record(who.practice, network="U90002", employer="Z90001", post="P9")
    with pytest.raises(Refused):
        record(who.manager, employer="Z90001", by_practice=True, post="P9", network="U90002")
    acts.end_holding(number, ends_on=day("2025-01-31"), by=who.manager)


def test_the_database_refuses_what_code_forgot(who: People) -> None:
    held = Holding.objects.get(id=record(who.manager))
    for wrong in (
        {"hours": Decimal(38)}, {"salary": Decimal(-1)}, {"ends_on": day("2020-01-01")},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Holding.objects.filter(id=held.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkedAt.objects.create(
            holding=held, organisation=held.network, network=held.network, hours=Decimal(0)
        )
