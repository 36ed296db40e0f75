"""A year of a network's ledger, all invented: what was paid, shared out, late, and moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from openpcn.domains.accounts.queries import Account
from openpcn.domains.ledger.actions.checking import Paid
from openpcn.domains.ledger.actions.entries import record_receipt, reverse_entry
from openpcn.domains.ledger.actions.moves import Agreed, record_activity, record_move
from openpcn.domains.ledger.actions.rules import agree_rule
from openpcn.domains.ledger.actions.spending import Spent, record_spending
from openpcn.domains.ledger.vocabulary import Side
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.engines.sharing.rules import Basis
from openpcn.engines.sharing.sharing import apportion
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import When
from openpcn.workflows.demonstration.agreeing import BEGINS
from openpcn.workflows.demonstration.areas import ICB_CODE
from openpcn.workflows.funding.network_statements import NetworkStatement, state_network
from openpcn.workflows.ledger.agreeing import RuleAsked, propose
from openpcn.workflows.ledger.paying import payee_on
from openpcn.workflows.ledger.show_ledger import share_out_waiting
from openpcn.workflows.ledger.words import MOVED, OTHER, pence_of

INVENTED = "Invented for the demonstration"
YEAR = ContractYear(2026)
PAID_MONTHS = 7
SHARED = 14
"""Receipts that are shared out: those of April to August."""
TO_PAYEE = ("core_registered", "core_adjusted", "enhanced_access")
DIRECT = "network_participation"
SHORT_BY = 25_000
"""Pence that the core payment of July came too little."""
RULES = (
    ("By lists, pharmacists kept together", "", date(2026, 4, 1),
     {Basis.REGISTERED: Decimal(80), Basis.SERVICE: Decimal(20)}, "Pharmacists of the network"),
    ("By lists and in equal shares", "enhanced_access", date(2026, 4, 1),
     {Basis.REGISTERED: Decimal(60), Basis.EQUAL: Decimal(40)}, ""),
    ("Roles are employed together", "arrs", date(2026, 4, 1),
     {Basis.SERVICE: Decimal(100)}, "Staff of the network"),
    ("Smaller practices get a fixed part", "", date(2026, 8, 1),
     {Basis.REGISTERED: Decimal(70), Basis.EQUAL: Decimal(10), Basis.SERVICE: Decimal(20)},
     "Pharmacists of the network"),
    ("By hours delivered", "enhanced_access", date(2027, 1, 1), {Basis.HOURS: Decimal(100)}, ""),
)  # fmt: skip
"""Title, what for, from when, slices, shared service; the last is proposed only."""
MOVES = (
    ("network", "Follow-up of stable glaucoma", "follow_ups", 1_480, "72.40", 75, (31, 38, 35, 44)),
    ("icb", "Dermatology, first outpatient appointments", "outpatients", 9_200, "118.00", 60,
     (210, 196, 240)),
)  # fmt: skip
"""Of whom, service, aim, baseline of a year, price, per cent that follows, activity by month."""
SPENT = (
    (date(2026, 9, 30), 315_000, "Supervision of the shared pharmacists, September"),
    (date(2026, 10, 30), 64_250, "Travel between practices, April to October"),
)
"""Day, pence and what for, of what a shared service spent."""
FOLLOWED = 412_680
"""Pence that followed the first of them."""


def record_ledger(network: str, *, manager: Account, lead: Account) -> None:
    """Rules, seven months of payments, those to August shared out, a reversal, and two moves."""
    agree_rules(network, by=manager)
    when = When(as_at=date(2026, 10, 1))
    held = get_organisation(network, when=when, kind="network")
    stated = state_network(held, YEAR, when=when)
    payee = payee_on(manager, held, BEGINS).payee_code
    receipts = [
        record_receipt(network=network, paid=paid, to=payee, by=lead)
        for paid in paid_to_payee(stated)
    ]
    share_out_waiting(
        manager,
        network,
        receipts[:SHARED],
        on=date(2026, 9, 9),
        year=str(YEAR),
        when=When(as_at=date(2026, 10, 31)),
    )
    for to, paid in paid_to_practices(stated):
        record_receipt(network=network, paid=paid, to=to, side=Side.PRACTICE, by=lead)
    record_spent(network, by=manager)
    record_mistakes(network, payee, by=manager)
    record_moves(network, payee, manager=manager, lead=lead)


def agree_rules(network: str, *, by: Account) -> None:
    """Rules that the practices agreed, and one that waits for them."""
    for title, entitlement, starts_on, slices, service in RULES:
        asked = RuleAsked(
            title=title,
            entitlement=entitlement,
            starts_on=starts_on,
            per_cent=slices,
            service=service,
            fixed="",
        )
        number = propose(network, asked, by=by)
        if starts_on.year == BEGINS.year:
            agreed_on = starts_on.replace(month=starts_on.month - 1, day=18)
            source = f"Minutes of the network board, item 4. {INVENTED}"
            agree_rule(number, agreed_on=agreed_on, source=source, by=by)


def paid_to_payee(stated: NetworkStatement) -> Iterator[Paid]:
    """The monthly payments as the statement has them; July is short, and August lacks one."""
    due = {
        (payment.month, line.code): pence_of(payment.pounds)
        for line in stated.statement.lines
        for payment in line.schedule
    }
    for month in YEAR.months[:PAID_MONTHS]:
        for code in TO_PAYEE:
            pence = due[month, code]
            if (month.month, code) == (8, "enhanced_access"):
                continue
            if (month.month, code) == (7, "core_registered"):
                pence -= SHORT_BY
            yield paid_on(month, code, pence, f"PCN {month:%y%m}")


def paid_to_practices(stated: NetworkStatement) -> Iterator[tuple[str, Paid]]:
    """Network participation of two months, to each practice by its own share."""
    line = next(one for one in stated.statement.lines if one.code == DIRECT)
    shares = {one.practice: Fraction(one.amount or 0) for one in stated.shares.get(DIRECT, ())}
    for payment in line.schedule[:2]:
        for practice, pence in apportion(pence_of(payment.pounds), shares).items():
            yield practice, paid_on(payment.month, DIRECT, pence, f"NPP {payment.month:%y%m}")


def record_spent(network: str, *, by: Account) -> None:
    """What the shared pharmacists spent of the money that is kept for them."""
    for on, pence, words in SPENT:
        spent = Spent(
            service="Pharmacists of the network", on=on, pence=pence, words=f"{words}. {INVENTED}"
        )
        record_spending(network=network, spent=spent, by=by)


def record_mistakes(network: str, payee: str, *, by: Account) -> None:
    """A payment recorded for the wrong month and reversed; one that nobody can explain."""
    wrong = paid_on(date(2026, 5, 1), "core_adjusted", 181_000, "PCN 2605 again")
    number = record_receipt(network=network, paid=wrong, to=payee, by=by)
    words = f"Read twice from the same remittance. {INVENTED}"
    reverse_entry(number, words=words, on=date(2026, 6, 2), by=by)
    other = paid_on(date(2026, 9, 1), OTHER, 96_400, "ADJ 0012")
    record_receipt(network=network, paid=other, to=payee, by=by)


def record_moves(network: str, payee: str, *, manager: Account, lead: Account) -> None:
    """Two services that move, each with the months that are counted, and a first payment."""
    first = 0
    for kind, service, lever, baseline, price, per_cent, months in MOVES:
        by = manager if kind == "network" else lead
        agreed = Agreed(
            service=service,
            lever=lever,
            from_provider="Vellshire Hospitals, an invented trust",
            receiver=network,
            starts_on=date(2026, 6, 1),
            ends_on=None,
            baseline=baseline,
            baseline_source=f"Activity of 2025/26. {INVENTED}",
            unit_price=Decimal(price),
            price_status="derived",
            price_source=INVENTED,
            share_per_cent=Decimal(per_cent),
        )
        about = network if kind == "network" else ICB_CODE
        number = record_move(about=about, agreed=agreed, by=by)
        first = first or number
        for at, moved in enumerate(months):
            month = date(2026, 6 + at, 1)
            record_activity(number, month=month, moved=moved, source=INVENTED, by=by)
    paid = Paid(
        on=date(2026, 9, 28),
        entitlement=MOVED,
        month=date(2026, 8, 1),
        pence=FOLLOWED,
        reference="ACTIVITY 01",
        source=INVENTED,
        move=first,
    )
    record_receipt(network=network, paid=paid, to=payee, by=lead)


def paid_on(month: date, code: str, pence: int, reference: str) -> Paid:
    """A payment of the 28th of its month."""
    return Paid(
        on=month.replace(day=28),
        entitlement=code,
        month=month,
        pence=pence,
        reference=reference,
        source=f"Remittance of {month:%B %Y}. {INVENTED}",
    )
