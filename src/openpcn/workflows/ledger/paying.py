"""Who is paid on a day under the network agreement in force; payments recorded to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.queries.answers import AgreementAnswer
from openpcn.domains.agreements.queries.register import agreements
from openpcn.domains.agreements.vocabulary import Kind
from openpcn.domains.ledger.actions.checking import Paid
from openpcn.domains.ledger.actions.entries import record_receipt, record_recovery
from openpcn.domains.ledger.actions.handing_over import hand_over
from openpcn.domains.ledger.queries.moves import moves_of
from openpcn.domains.ledger.vocabulary import RECORD, SHARE, Side
from openpcn.domains.registry.nesting import above
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.histories import history
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.when import Span, When, in_words
from openpcn.workflows.ledger.words import LOCAL, MOVED, titles_of

TO_PAYEE = ""
"""Paid to the nominated payee; a practice's code stands for that practice."""


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """Who an amount goes to, and as what."""

    code: str
    side: str


def network_now(code: str) -> OrganisationAnswer:
    """The network of a code."""
    return get_organisation(code, when=When(as_at=timezone.localdate()), kind="network")


def agreement_on(
    viewer: Account | None, network: OrganisationAnswer, day: date
) -> AgreementAnswer | None:
    """The network agreement in force on a day, as it is known now."""
    held = agreements(viewer, when=When(as_at=day), about=[network.id], kind=Kind.NETWORK)
    return next((one for one in held if one.holds(day)), None)


def payee_on(viewer: Account | None, network: OrganisationAnswer, day: date) -> AgreementAnswer:
    """The agreement that names the payee of a day; NotPossible where there is none."""
    found = agreement_on(viewer, network, day)
    if found is None:
        raise NotPossible(
            f"No network agreement of {as_written(network.name)} is in force on {in_words(day)}.",
            next_step="Check the day, or record the agreement in the register first.",
        )
    if not found.payee_code:
        raise NotPossible(
            f"“{found.title}” names no nominated payee.",
            next_step="Record the payee in the register of agreements first.",
        )
    return found


def receiver_of(
    viewer: Account | None, network: OrganisationAnswer, day: date, to: str
) -> Receiver:
    """The nominated payee of a day, or a practice that is in the network on it."""
    if to == TO_PAYEE:
        return Receiver(code=payee_on(viewer, network, day).payee_code, side=Side.PAYEE)
    practice = to.strip().upper()
    if practice not in members_on(network.code, day):
        raise NotPossible(
            f"{practice} is not in {as_written(network.name)} on {in_words(day)}.",
            next_step="Check the practice and the day.",
        )
    return Receiver(code=practice, side=Side.PRACTICE)


def members_on(network: str, day: date) -> frozenset[str]:
    """The practices of a network on a day."""
    return frozenset(code for code, span in member_spans(network) if span.holds(day))


def member_spans(network: str) -> list[tuple[str, Span]]:
    """When which practices were in a network, as it is known now."""
    return [
        (one.subject_code, Span(starts_on=one.starts_on, ends_on=one.ends_on))
        for one in history(network)
        if one.role == "core_member_of" and one.object_code == network
    ]


def record_payment(code: str, paid: Paid, *, to: str = TO_PAYEE, by: Account) -> int:
    """Record what the commissioner paid to the payee of that day, or to a practice directly."""
    network = network_now(code)
    require(by, RECORD, network.id)
    check_kind(paid, network)
    receiver = receiver_of(by, network, paid.on, to)
    return record_receipt(
        network=network.code, paid=paid, to=receiver.code, side=receiver.side, by=by
    )


def record_taken_back(code: str, paid: Paid, *, by: Account) -> int:
    """Record what the commissioner took back from the payee of that day."""
    network = network_now(code)
    require(by, RECORD, network.id)
    check_kind(paid, network)
    payee = payee_on(by, network, paid.on).payee_code
    return record_recovery(network=network.code, paid=paid, payee=payee, by=by)


def hand_over_services(code: str, *, on: date, by: Account) -> int:
    """Let the nominated payee of a day keep what earlier ones kept for shared services."""
    network = network_now(code)
    require(by, SHARE, network.id)
    return hand_over(network=network.code, to=payee_on(by, network, on).payee_code, on=on, by=by)


def check_kind(paid: Paid, network: OrganisationAnswer) -> None:
    """Refuse money for what no rule names, and money that follows a move that does not stand."""
    named = titles_of(contract_year_of(paid.month or paid.on))
    if paid.entitlement not in named and not paid.entitlement.startswith(LOCAL):
        raise NotRight(
            "The commissioner pays nothing of that name in the year.",
            next_step="Choose one of the list; other money is “Other money from the commissioner”.",
        )
    when = When(as_at=paid.on)
    held = {one.id for one in moves_of([network.id, *above(network.id, when=when)], when=when)}
    if (paid.entitlement == MOVED) != (paid.move is not None) or (
        paid.move is not None and paid.move not in held
    ):
        raise NotRight(
            "Money that follows activity names a move that stands on the day.",
            next_step="Choose the move, or record it first.",
        )
