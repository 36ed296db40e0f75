"""A ledger is only added to: it balances, undoing is an entry of its own, and few may write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.ledger.actions import entries as acts
from openpcn.domains.ledger.actions import rules
from openpcn.domains.ledger.actions.checking import Paid
from openpcn.domains.ledger.actions.entries import Portion
from openpcn.domains.ledger.actions.remittances import (
    PaidRow,
    keep_remittance,
    withdraw_remittance,
)
from openpcn.domains.ledger.models import Entry, Movement, SplitRule
from openpcn.domains.ledger.queries.entries import entries_of, entries_to, get_entry, imports_of
from openpcn.domains.ledger.queries.rules import rule_for, rules_of
from openpcn.domains.registry.permissions import NotAllowed
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import When
from tests.domains.world import account, county, ident, on

pytestmark = pytest.mark.django_db

NETWORK, PAYEE, OTHER = "U90001", "Z90001", "Z90002"
JUNE = on("2025-06-30")
YEAR = {"first": date(2025, 4, 1), "last": date(2026, 3, 31)}
EQUAL = {"slices": [{"basis": "equal", "per_cent": "100", "service": ""}], "fixed": []}


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def manager() -> Account:
    return account("manager", ("network_manager", NETWORK))


def paid(pence: int = 10_000, **more: Any) -> Paid:
    said: dict[str, Any] = {
        "on": date(2025, 4, 28),
        "entitlement": "core_registered",
        "month": date(2025, 4, 1),
        "pence": pence,
    }
    return Paid(**said | more)


def receipt(by: Account, **more: Any) -> int:
    return acts.record_receipt(network=NETWORK, paid=paid(**more), to=PAYEE, by=by)


def agreed(by: Account, *, starts_on: str = "2025-04-01", entitlement: str = "") -> int:
    number = rules.propose_rule(
        network=NETWORK,
        proposed=rules.Proposed(
            title="In equal shares",
            entitlement=entitlement,
            agreement=1,
            schedule="4",
            starts_on=date.fromisoformat(starts_on),
            terms=EQUAL,
        ),
        by=by,
    )
    return rules.agree_rule(number, agreed_on=date(2025, 3, 20), source="Minutes", by=by)


HALVES = (
    Portion(to=PAYEE, is_service=False, pence=4_000, working="40%"),
    Portion(to=OTHER, is_service=False, pence=4_000, working="40%"),
    Portion(to="Pharmacists", is_service=True, pence=2_000, working="20%"),
    Portion(to="Z90003", is_service=False, pence=0, working="no days"),
)


def shared(number: int, by: Account, rule: int) -> int:
    return acts.share_receipt(number, rule=rule, portions=HALVES, on=date(2025, 5, 2), by=by)


def balances() -> dict[tuple[str, int], int]:
    """What each side holds; together they are nought."""
    found: dict[tuple[str, int], int] = {}
    for one in Movement.objects.all():
        for side, organisation, sign in (
            (one.from_side, one.from_organisation_id, -1),
            (one.to_side, one.to_organisation_id, 1),
        ):
            found[side, organisation] = found.get((side, organisation), 0) + sign * one.pence
    return found


def test_money_is_received_shared_out_and_undone_without_a_penny_lost(manager: Account) -> None:
    number = receipt(manager)
    sharing = shared(number, manager, agreed(manager))
    held = balances()
    assert held["payee", ident(PAYEE)] == 0
    assert held["practice", ident(OTHER)] == 4_000
    assert held["service", ident(PAYEE)] == 2_000
    with pytest.raises(NotPossible, match="shared out already"):
        shared(number, manager, SplitRule.objects.get(known_until=None).pk)
    with pytest.raises(NotPossible, match="Reverse the sharing first"):
        acts.reverse_entry(number, words="Wrong", on=date(2025, 5, 3), by=manager)
    for each in (sharing, number):
        acts.reverse_entry(each, words="Wrong month", on=date(2025, 5, 3), by=manager)
    assert set(balances().values()) == {0}
    shown = entries_of(manager, ident(NETWORK), **YEAR, when=JUNE)
    assert [one.kind for one in shown] == ["receipt", "sharing", "reversal", "reversal"]
    assert not any(one.stands for one in shown)
    earlier = entries_of(manager, ident(NETWORK), **YEAR, when=on("2025-05-02"))
    assert [one.stands for one in earlier] == [True, True]
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"recorded a receipt", "shared out a receipt", "reversed an entry"} <= actions


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(words="x"),
        lambda: Movement.objects.update(pence=1),
        lambda: Movement.objects.all().delete(),
        lambda: Entry.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_lets_nobody_change_or_delete_an_entry(
    manager: Account, change: Callable[[], object]
) -> None:
    receipt(manager)
    with pytest.raises(IntegrityError, match="only_added_to"), transaction.atomic():
        change()
    assert Movement.objects.aggregate(all=Sum("pence"))["all"] == 10_000


@pytest.mark.parametrize(
    "wrong",
    [
        {"pence": 0},
        {"to_side": "commissioner", "to_organisation_id": "same"},
        {"service": "Pharmacists"},
        {"to_side": "service"},
    ],
)
def test_the_database_refuses_a_movement_that_moves_nothing(
    manager: Account, wrong: dict[str, Any]
) -> None:
    receipt(manager)
    held = Movement.objects.get()
    facts = {
        "entry_id": held.entry_id,
        "from_side": held.from_side,
        "from_organisation_id": held.from_organisation_id,
        "to_side": held.to_side,
        "to_organisation_id": held.to_organisation_id,
        "pence": 1,
    } | wrong
    if facts["to_organisation_id"] == "same":
        facts["to_organisation_id"] = held.from_organisation_id
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.create(**facts)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"pence": 0}, "more than nought"),
        ({"pence": -5}, "more than nought"),
        ({"pence": 10**10 + 1}, "at most £100,000,000"),
        ({"on": date(2031, 1, 1)}, "has not come yet"),
        ({"month": date(2025, 4, 2)}, "named by its first day"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(
    manager: Account, more: dict[str, Any], says: str
) -> None:
    with pytest.raises(NotRight, match=says):
        receipt(manager, **more)


def test_the_same_payment_is_taken_once_until_it_is_reversed(manager: Account) -> None:
    first = receipt(manager)
    with pytest.raises(NotPossible, match="recorded already"):
        receipt(manager)
    receipt(manager, reference="Second payment")
    acts.reverse_entry(first, words="Recorded twice", on=date(2025, 5, 1), by=manager)
    receipt(manager)


def test_what_is_not_held_for_the_network_is_not_shared(manager: Account) -> None:
    rule = agreed(manager)
    direct = acts.record_receipt(
        network=NETWORK, paid=paid(), to=OTHER, side="practice", by=manager
    )
    with pytest.raises(NotPossible, match="Only what the nominated payee received"):
        shared(direct, manager, rule)
    taken = acts.record_recovery(network=NETWORK, paid=paid(500), payee=PAYEE, by=manager)
    with pytest.raises(NotPossible, match="Only what the nominated payee received"):
        shared(taken, manager, rule)
    number = receipt(manager, reference="A")
    with pytest.raises(NotRight, match="do not come to"):
        acts.share_receipt(number, rule=rule, portions=HALVES[:1], on=date(2025, 5, 2), by=manager)
    with pytest.raises(NotPossible, match="No such rule is agreed"):
        shared(number, manager, 999)
    with pytest.raises(NotPossible, match="Choose that day or a later one"):
        acts.share_receipt(number, rule=rule, portions=HALVES, on=date(2025, 4, 1), by=manager)
    back = acts.reverse_entry(number, words="Wrong", on=date(2025, 5, 1), by=manager)
    for refused, says in ((number, "reversed already"), (back, "A reversal is not reversed")):
        with pytest.raises(NotPossible, match=says):
            acts.reverse_entry(refused, words="Again", on=date(2025, 5, 1), by=manager)
    with pytest.raises(NotPossible, match="The receipt is reversed"):
        shared(number, manager, rule)
    with pytest.raises(NotFound):
        shared(999, manager, rule)


def test_what_had_not_been_recorded_by_then_is_left_out(manager: Account) -> None:
    number = receipt(manager)
    then = timezone.now()
    acts.reverse_entry(number, words="Wrong", on=date(2025, 4, 28), by=manager)
    receipt(manager, reference="A")
    known = When(as_at=JUNE.as_at, as_known=then)
    assert [one.stands for one in entries_of(manager, ident(NETWORK), **YEAR, when=known)] == [True]
    assert len(entries_of(manager, ident(NETWORK), **YEAR, when=JUNE)) == 3


def test_rules_follow_one_another_and_a_rule_in_use_stays(manager: Account) -> None:
    first, own = agreed(manager), agreed(manager, entitlement="enhanced_access")
    later = agreed(manager, starts_on="2025-10-01")
    held = rules_of(ident(NETWORK), when=JUNE)
    for entitlement, month, expected in (
        ("core_registered", date(2025, 9, 1), first),
        ("core_registered", date(2025, 10, 1), later),
        ("enhanced_access", date(2025, 10, 1), own),
        ("core_registered", date(2025, 3, 1), None),
    ):
        found = rule_for(held, entitlement, month)
        assert (found.id if found else None) == expected
    assert [one.version for one in held] == [1, 2, 1]
    shared(receipt(manager), manager, first)
    with pytest.raises(NotPossible, match="Money is shared out under this rule"):
        rules.withdraw_rule(first, by=manager)
    rules.withdraw_rule(later, by=manager)
    with pytest.raises(NotPossible, match="Another rule is agreed"):
        agreed(manager)
    with pytest.raises(NotPossible, match="This rule is agreed"):
        rules.agree_rule(first, agreed_on=date(2025, 3, 1), source="x", by=manager)
    with pytest.raises(NotRight, match="first day of a month"):
        agreed(manager, starts_on="2025-11-15")
    with pytest.raises(NotRight, match="has not come yet"):
        rules.agree_rule(
            rules.propose_rule(
                network=NETWORK,
                proposed=rules.Proposed(
                    title="T", entitlement="", agreement=1, schedule="4",
                    starts_on=date(2026, 4, 1), terms=EQUAL,
                ),
                by=manager,
            ),
            agreed_on=date(2031, 1, 1),
            source="x",
            by=manager,
        )  # fmt: skip


def test_a_file_is_taken_whole_or_not_at_all_and_once(manager: Account) -> None:
    rows = [PaidRow(row=2, paid=paid(), to=PAYEE), PaidRow(row=3, paid=paid(700), to=PAYEE)]

    def keep(fingerprint: str, *more: PaidRow) -> int:
        return keep_remittance(
            network=NETWORK, name="april.csv", fingerprint=fingerprint, rows=[*rows, *more],
            by=manager,
        )  # fmt: skip

    with pytest.raises(NotRight, match="Row 4: An amount is more than nought"):
        keep("a", PaidRow(row=4, paid=paid(-1), to=PAYEE))
    assert not Entry.objects.exists()
    number = keep("a")
    with pytest.raises(NotPossible, match="imported already"):
        keep("a")
    with pytest.raises(NotRight, match=r"Row 2: The same payment .* Row 3: The same payment"):
        keep("other bytes")
    assert [one.name for one in imports_of(manager, ident(NETWORK))] == ["april.csv"]
    assert withdraw_remittance(number, words="Wrong file", by=manager) == 2
    assert imports_of(manager, ident(NETWORK)) == []
    with pytest.raises(NotFound):
        withdraw_remittance(number, words="Again", by=manager)
    keep("a")


def test_few_write_and_a_practice_reads_only_its_own(manager: Account) -> None:
    lead = account("lead", ("primary_care_lead", "Q91"))
    practice = account("practice", ("practice_manager", OTHER))
    director = account("director", ("clinical_director", NETWORK))
    elsewhere = account("elsewhere", ("network_manager", "U90002"))
    number, rule = receipt(lead), agreed(manager)
    sharing = shared(number, manager, rule)
    for nobody in (practice, director, elsewhere, None):
        for refused in (
            lambda who: entries_of(who, ident(NETWORK), **YEAR, when=JUNE),
            lambda who: get_entry(who, number, when=JUNE),
            lambda who: imports_of(who, ident(NETWORK)),
            lambda who: receipt(who, reference="X"),
            lambda who: acts.reverse_entry(sharing, words="x", on=date(2025, 5, 3), by=who),
            lambda who: agreed(who, starts_on="2025-06-01"),
        ):
            with pytest.raises(NotAllowed):
                refused(nobody)
    with pytest.raises(NotAllowed):
        acts.reverse_entry(sharing, words="x", on=date(2025, 5, 3), by=lead)
    (own,) = entries_to(practice, ident(OTHER), **YEAR, when=JUNE)
    assert [(one.given.code, one.pence) for one in own.movements] == [(OTHER, 4_000)]
    with pytest.raises(NotAllowed):
        entries_to(practice, ident(PAYEE), **YEAR, when=JUNE)
    assert len(entries_to(manager, ident(OTHER), **YEAR, when=JUNE)) == 1
    with pytest.raises(NotFound):
        get_entry(manager, 999, when=JUNE)
