"""What is due and shared follows the months: leaving, hours, weights, claims, what is known."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.actions.hours import plan_sessions, record_as_planned
from openpcn.domains.registry.actions.memberships import leave_network
from openpcn.domains.workforce.models import Claim
from openpcn.workflows.claims.remittances import import_remittance
from openpcn.workflows.ledger import moves, show_rules
from tests.domains.world import account, ident
from tests.support.visiting import client_of, dated
from tests.web.ledger.test_ledger import BASE, PAID, agreed, body, recorded, refused, sent, shared
from tests.web.ledger.world import People

pytestmark = pytest.mark.django_db

SHARE = f"{BASE}share/?year=2024/25"
EQUAL = {"share_registered": "", "share_service": "", "service": "", "fixed": ""}


def left(ends_on: str) -> None:
    lead = Account.objects.get(username="lead")
    leave_network(practice="Z90002", ends_on=date.fromisoformat(ends_on), by=lead)


def test_a_practice_that_leaves_in_the_month_shares_by_its_days_and_then_no_more(
    who: People,
) -> None:
    agreed(who.manager, **EQUAL | {"share_equal": "100"})
    recorded(who.manager)
    recorded(who.manager, month="2024-05", **dated("on", "2024-05-31"))
    left("2024-04-15")
    page = body(who.manager, SHARE)
    assert "£1,848.33 = 0.50 ÷ 1.50 × £5,545.00 in equal shares" in page
    assert "(in the network on 15 of 30 days)" in page
    assert "£5,545.00 = 1 ÷ 1 × £5,545.00" in page
    direct = {"to": "Z90002", **dated("on", "2024-05-31")}
    said = refused(who.manager, "record/", PAID | direct)
    assert "Z90002 is not in North PCN on 31 May 2024" in said
    assert "Beech Surgery" in body(who.practice, "/practices/Z90002/money/?year=2024/25")
    assert who.manager.get("/practices/Z90002/money/").status_code == 403


def test_a_fixed_sum_of_a_practice_that_left_holds_the_money_back(who: People) -> None:
    agreed(who.manager, **EQUAL | {"share_equal": "100", "fixed": "Z90002 100"})
    recorded(who.manager, month="2024-05", **dated("on", "2024-05-31"))
    left("2024-04-30")
    assert "a fixed sum for Z90002, not in the network in this month" in body(who.manager, SHARE)


def test_what_was_shared_stays_and_a_correction_shows_as_a_difference(who: People) -> None:
    agreed(who.manager, **EQUAL | {"share_equal": "100"})
    shared(who.manager, recorded(who.manager))
    left("2024-04-15")
    page = body(who.manager, f"{BASE}?as_at=2024-09-30")
    assert "£2,772.50" in page
    assert "£924.17" in page
    assert "−£924.17" in page


def test_hours_that_were_delivered_and_weights_that_are_not_held(who: People) -> None:
    agreed(who.manager, **EQUAL | {"share_hours": "100"})
    agreed(who.manager, **EQUAL | {"share_weighted": "100", "title": "By weight",
                                   "entitlement": "enhanced_access"})  # fmt: skip
    recorded(who.manager)
    recorded(who.manager, entitlement="enhanced_access")
    assert "every figure is nought" in body(who.manager, SHARE)
    manager = Account.objects.get(username="manager")
    for at, clinicians in (("Z90001", 3), ("Z90002", 1)):
        plan_sessions(
            network="U90001", held_at=at, on=date(2024, 4, 2), starts_at=time(18), ends_at=time(20),
            clinicians=clinicians, mode="both", shortest=30, by=manager,
        )  # fmt: skip
    record_as_planned(network="U90001", first=date(2024, 4, 1), last=date(2024, 4, 30), by=manager)
    page = body(who.manager, SHARE)
    assert "£4,158.75 = 6 ÷ 8 × £5,545.00 by hours delivered" in page
    assert "by weighted lists needs a figure for Z90001, Z90002, and none is held" in page


def test_approved_claims_are_due_and_their_payments_are_brought_in_once(who: People) -> None:
    for month, state in ((4, "approved"), (5, "queried"), (6, "paid")):
        Claim.objects.create(
            network_id=ident("U90001"),
            claimant_id=ident("U90001"),
            month=date(2024, month, 1),
            state=state,
            amount=Decimal("4000.00"),
        )
    lines = "Reference,Month,Date,Amount\nROLES,2024-04,2024-06-10,4000\nADJ,,2024-06-10,7.5\n"
    manager = Account.objects.get(username="manager")
    import_remittance("U90001", name="roles.csv", content=lines.encode(), by=manager)
    before = body(who.manager)
    assert "Imported beside the claims and not in the ledger: 2, £4,007.50" in before
    sent(who.lead, "record/claims/", {})
    page = body(who.manager)
    assert "Imported beside the claims" not in page
    assert "roles.csv, row 2" in page
    assert "Not explained" in page
    assert ", June 2024" in page
    sent(who.lead, "record/claims/", {})
    assert body(who.manager).count("Claims payment") == page.count("Claims payment")
    assert who.practice.post(f"{BASE}record/claims/").status_code == 403


def test_what_was_not_paid_yet_on_the_day_is_left_out(who: People) -> None:
    agreed(who.manager)
    recorded(who.manager)
    assert "Nothing is recorded for this year" in body(who.manager, f"{BASE}?as_at=2024-04-29")
    assert "£5,545.00" in body(who.manager, f"{BASE}?as_at=2024-04-30")


def test_a_councillor_reads_how_money_is_shared_and_no_amounts(who: People) -> None:
    agreed(who.manager)
    shared(who.manager, recorded(who.manager))
    for client in (who.councillor, who.director, who.practice):
        page = body(client, f"{BASE}rules/")
        assert "90% by registered lists" in page
        assert "Minutes, item 4" in page
        assert "£5,545.00" not in page
        assert "Propose a rule" not in page
        assert "To the ledger" not in page
    assert "Take back" not in body(who.manager, f"{BASE}rules/")
    assert who.nobody.get(f"{BASE}rules/").status_code == 302


def test_a_shared_service_spends_what_is_kept_for_it(who: People) -> None:
    assert "Nothing is kept for a shared service" in body(who.manager, f"{BASE}spend/?year=2024/25")
    agreed(who.manager)
    shared(who.manager, recorded(who.manager))
    said = {
        "service": "Pharmacists",
        "amount": "200.00",
        "words": "Supervision, May",
        "reference": "INV 7",
        **dated("on", "2024-05-31"),
    }
    path = "spend/?year=2024/25"
    told = refused(who.manager, path, said | {"amount": "544.51"})
    assert "£544.50 is left for Pharmacists on 31 May 2024" in told
    assert "is no amount that was paid" in refused(who.manager, path, said | {"amount": "1.005"})
    assert "Choose the shared service" in refused(who.manager, path, said | {"service": "Nurses"})
    entry = sent(who.manager, path, said)
    assert "Spent on the shared service" in body(who.manager, entry)
    page = body(who.manager)
    assert "What shared services were given and spent" in page
    assert "£344.50" in page
    assert "Supervision, May" in page
    assert "£344.50" in body(who.practice, "/practices/Z90002/money/?year=2024/25")
    next_year = body(who.manager, f"{BASE}?as_at=2025-04-30")
    assert "Left of earlier years" in next_year
    assert "£344.50" in next_year
    told = refused(who.manager, "spend/hand-over/?year=2024/25", dated("handed_on", "2024-06-01"))
    assert "No other payee keeps money for a shared service on 1 June 2024" in told
    early = dated("handed_on", "2024-06-01")
    assert who.lead.post(f"{BASE}spend/hand-over/", early).status_code == 403
    undo = {"words": "Paid twice", **dated("on", "2024-06-03")}
    answer = who.manager.post(entry, undo)
    assert answer.status_code == 302
    assert "£544.50" in body(who.manager, f"{BASE}spend/?year=2024/25")
    for client in (who.lead, who.practice, who.councillor):
        assert client.post(f"{BASE}{path}", said).status_code in {400, 403}


def test_a_councillor_of_a_council_where_patients_live_reads_the_rules(
    who: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed(who.manager)
    member = client_of(account("district", ("councillor", "P99")))
    assert member.get(f"{BASE}rules/").status_code == 403
    monkeypatch.setattr(moves, "councils_of", lambda _page: frozenset({"P99"}))
    monkeypatch.setattr(show_rules, "councils_of", lambda _page: frozenset({"P99"}))
    assert "90% by registered lists" in body(member, f"{BASE}rules/")
    assert member.get("/networks/U90001/money/moves/").status_code == 200
    assert member.get(BASE).status_code == 403
