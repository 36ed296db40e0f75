"""How a claim moves, who moves it, what may stand with it, and what pays it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from openpcn.domains.workforce.actions import claims as acts
from openpcn.domains.workforce.actions import remittances as paid
from openpcn.domains.workforce.actions import telling
from openpcn.domains.workforce.actions.remittances import PaidLine
from openpcn.domains.workforce.models import Claim, Evidence, RemittanceLine
from openpcn.domains.workforce.queries.claims import claims_of, evidence_file, remittances_of
from openpcn.domains.workforce.vocabulary import TRANSITIONS, ClaimState
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, OpenPCNError, Refused
from tests.domains.workforce.world import NETWORK, OCTOBER, People
from tests.domains.world import account, day, ident

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a payslip"


def opened(who: People, month: date = OCTOBER) -> int:
    return acts.open_claim(
        network_id=ident(NETWORK), claimant_id=ident(NETWORK), month=month, by=who.manager
    )


def submitted(who: People, month: date = OCTOBER, amount: str = "100.00") -> int:
    number = opened(who, month)
    acts.submit_claim(number, sheet={"lines": []}, amount=Decimal(amount), by=who.manager)
    return number


def state(number: int) -> str:
    return Claim.objects.get(id=number).state


def test_every_pair_of_states_follows_the_table(who: People) -> None:
    number = opened(who)
    for was in ClaimState.values:
        for to in ClaimState.values:
            Claim.objects.filter(id=number).update(state=was, amount=Decimal(1))
            done = False
            for by in (who.manager, who.approver):
                try:
                    if to == ClaimState.SUBMITTED:
                        acts.submit_claim(number, sheet={}, amount=Decimal(1), by=by)
                    else:
                        Claim.objects.filter(id=number).update(submitted_by=None)
                        acts.move_claim(number, to=to, words="Because.", by=by)
                    done = True
                    break
                except OpenPCNError:
                    continue
            assert done == (to in TRANSITIONS[was]), (was, to)


def test_the_commissioner_approves_and_never_what_they_submitted(who: People) -> None:
    number = submitted(who)
    for account_ in (who.manager, who.practice, who.other_manager, who.administrator):
        with pytest.raises(Refused):
            acts.move_claim(number, to="approved", by=account_)
    both = account("both", ("network_manager", NETWORK), ("primary_care_lead", "Q91"))
    Claim.objects.filter(id=number).update(submitted_by=both)
    with pytest.raises(NotPossible, match="You submitted this claim yourself"):
        acts.move_claim(number, to="approved", by=both)
    acts.move_claim(number, to="approved", by=who.approver)
    assert state(number) == "approved"
    with pytest.raises(NotPossible, match="cannot become draft"):
        acts.move_claim(number, to="draft", by=who.manager)
    steps = claims_of(who.manager, ident(NETWORK), ident(NETWORK))[OCTOBER].steps
    assert [(one.state, one.by) for one in steps] == [
        ("draft", "manager"),
        ("submitted", "manager"),
        ("approved", "approver"),
    ]


def test_a_query_needs_a_reason_and_is_answered(who: People) -> None:
    number = submitted(who)
    with pytest.raises(NotRight, match="queried without a reason"):
        acts.move_claim(number, to="queried", by=who.approver)
    acts.move_claim(number, to="queried", words="Which contract?", by=who.approver)
    acts.submit_claim(number, sheet={}, amount=Decimal(90), words="This one.", by=who.manager)
    assert Claim.objects.get(id=number).amount == Decimal(90)
    with pytest.raises(NotPossible, match="Use Submit"):
        acts.move_claim(number, to="submitted", by=who.manager)
    with pytest.raises(NotFound):
        acts.move_claim(999_999, to="approved", by=who.approver)


def test_evidence_is_what_its_name_says(who: People) -> None:
    number = opened(who)
    kept = acts.attach_evidence(number, name="payslip.PDF", content=PDF, by=who.manager)
    assert evidence_file(who.approver, kept) == ("payslip.PDF", "application/pdf", PDF)
    for name, content, says in (
        ("payslip.exe", PDF, "of a kind that is not taken"),
        ("payslip.png", PDF, "does not hold what its ending says"),
        ("list.csv", b"a\0b", "does not hold what its ending says"),
        ("payslip.pdf", b"", "is empty"),
        ("payslip.pdf", PDF + b"x" * (5 * 1024 * 1024), "is larger than 5 MB"),
    ):
        with pytest.raises(NotRight, match=says):
            acts.attach_evidence(number, name=name, content=content, by=who.manager)
    for account_ in (who.practice, who.director, who.other_manager, who.administrator):
        with pytest.raises(Refused):
            evidence_file(account_, kept)
        with pytest.raises(Refused):
            acts.attach_evidence(number, name="x.pdf", content=PDF, by=account_)
    acts.withdraw_evidence(kept, by=who.manager)
    assert bytes(Evidence.objects.get(id=kept).content) == b""
    with pytest.raises(NotFound):
        evidence_file(who.manager, kept)
    with pytest.raises(NotFound):
        acts.withdraw_evidence(kept, by=who.manager)


def test_a_claim_takes_twenty_files(who: People) -> None:
    number = opened(who)
    for _ in range(20):
        acts.attach_evidence(number, name="p.csv", content=b"a", by=who.manager)
    with pytest.raises(NotPossible, match="20 files stand with this claim"):
        acts.attach_evidence(number, name="p.csv", content=b"a", by=who.manager)


def line(row: int, month: date | None, amount: str) -> PaidLine:
    return PaidLine(row=row, reference=f"R{row}", month=month, paid_on=None, amount=Decimal(amount))


def remit(who: People, *lines: PaidLine, name: str = "a.csv") -> int:
    return paid.import_remittance(
        network_id=ident(NETWORK), name=name, fingerprint=name, lines=lines, by=who.manager
    )


def test_payments_find_their_claims_and_settle_them(who: People) -> None:
    numbers = [submitted(who, day(f"2024-{month}-01")) for month in ("10", "11", "12")]
    for number in numbers:
        acts.move_claim(number, to="approved", by=who.approver)
    remit(
        who,
        line(2, day("2024-10-01"), "100.00"),
        line(3, day("2024-11-01"), "60.00"),
        line(4, None, "12.34"),
    )
    assert [state(number) for number in numbers] == ["paid", "part_paid", "approved"]
    (seen,) = remittances_of(who.approver, ident(NETWORK))
    assert seen.total == Decimal("172.34")
    assert [one.month for one in seen.lines] == [day("2024-10-01"), day("2024-11-01"), None]
    remit(who, line(2, day("2024-11-01"), "40.00"), name="b.csv")
    assert state(numbers[1]) == "paid"
    odd = RemittanceLine.objects.get(reference="R4")
    paid.explain_payment(odd.pk, words="Interest", by=who.manager)
    odd.refresh_from_db()
    assert odd.explanation == "Interest"
    with pytest.raises(NotPossible, match=r"a\.csv is imported already"):
        remit(who, line(2, None, "1"))
    paid.withdraw_remittance(seen.id, by=who.manager)
    assert len(remittances_of(who.manager, ident(NETWORK))) == 1
    remit(who, line(2, None, "1"))
    for missing in (
        paid.withdraw_remittance,
        lambda n, by: paid.explain_payment(n, words="", by=by),
    ):
        with pytest.raises(NotFound):
            missing(999_999, by=who.manager)


def test_payments_are_for_whoever_is_paid_and_the_approver(who: People) -> None:
    number = remit(who, line(2, None, "1"))
    odd = RemittanceLine.objects.get()
    for account_ in (who.practice, who.director, who.other_manager, who.administrator, None):
        assert remittances_of(account_, ident(NETWORK)) == ()
    for account_ in (who.practice, who.director, who.other_manager, who.administrator):
        with pytest.raises(Refused):
            paid.withdraw_remittance(number, by=account_)
        with pytest.raises(Refused):
            paid.explain_payment(odd.pk, words="x", by=account_)
        with pytest.raises(Refused):
            paid.import_remittance(
                network_id=ident(NETWORK), name="x", fingerprint="x", lines=(), by=account_
            )


def test_what_the_commissioner_told_is_recorded_by_either_and_taken_back(who: People) -> None:
    said = {
        "network": NETWORK,
        "role": "dietitian",
        "pounds": Decimal(50_000),
        "starts_on": day("2024-04-01"),
        "ends_on": day("2025-03-31"),
        "source": "Letter",
    }
    number = telling.record_maximum(**said, by=who.approver)  # type: ignore[arg-type]
    again = telling.record_maximum(**said, by=who.manager)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        telling.withdraw_maximum(number, by=who.manager)
    with pytest.raises(Refused):
        telling.withdraw_maximum(again, by=who.director)
    telling.withdraw_maximum(again, by=who.manager)
    for wrong in (
        {"pounds": Decimal(0)}, {"starts_on": day("2024-04-02")}, {"source": ""}, {"area": "x"},
    ):  # fmt: skip
        with pytest.raises(NotRight):
            telling.record_maximum(**said | wrong, by=who.manager)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        telling.record_last_day(
            network=NETWORK, year="2024/25", last_on=day("2025-04-30"), source="x", by=who.director
        )
