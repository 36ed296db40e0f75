"""Propose how a network shares money out, record that it was agreed, and take a rule back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.ledger.models import Entry, SplitRule
from openpcn.domains.ledger.vocabulary import SHARE
from openpcn.domains.registry.actions.facts import correct, keep, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A split rule as somebody proposes it."""

    title: str
    entitlement: str
    agreement: int
    schedule: str
    starts_on: date
    terms: dict[str, Any]


@transaction.atomic
def propose_rule(*, network: str, proposed: Proposed, by: Account) -> int:
    """Propose a rule; nothing is shared under it until it is agreed."""
    which = the(network, Kind.NETWORK)
    require(by, SHARE, which)
    check_days(proposed.starts_on)
    if proposed.starts_on.day != 1:
        raise NotRight(
            "A split rule starts on the first day of a month, because money is paid by the month.",
            next_step="Choose the first day of a month.",
        )
    made = keep(
        SplitRule,
        by=by,
        network=which,
        entitlement=proposed.entitlement,
        title=some_text(proposed.title, "The title", longest=120),
        agreement=proposed.agreement,
        schedule=some_text(proposed.schedule, "The schedule", longest=20),
        starts_on=proposed.starts_on,
        terms=proposed.terms,
    )
    record_event("proposed a split rule", made, by=by, detail={"network": network})
    return int(made.pk)


@transaction.atomic
def agree_rule(number: int, *, agreed_on: date, source: str, by: Account) -> int:
    """Record that the practices agreed a rule, on which day, and where that is written."""
    held = the_current(SplitRule, number, "rule")
    require(by, SHARE, held.network_id)
    check_days(agreed_on)
    if agreed_on > timezone.localdate():
        raise NotRight(
            f"{in_words(agreed_on)} has not come yet.", next_step="Record it once it is agreed."
        )
    if held.agreed_on is not None:
        raise NotPossible("This rule is agreed.", next_step="Propose another to follow it.")
    same = SplitRule.objects.filter(
        network_id=held.network_id,
        entitlement=held.entitlement,
        starts_on=held.starts_on,
        agreed_on__isnull=False,
        known_until__isnull=True,
    )
    if same.exists():
        raise NotPossible(
            f"Another rule is agreed from {in_words(held.starts_on)}.",
            next_step="Take that one back first, or let this one start with a later month.",
        )
    told = some_text(source, "Where it is written", longest=300)
    made = correct(held, by=by, agreed_on=agreed_on, source=told)
    record_event("agreed a split rule", made, by=by)
    return int(made.pk)


@transaction.atomic
def withdraw_rule(number: int, *, by: Account) -> None:
    """Take back a rule under which nothing stands as shared out."""
    held = the_current(SplitRule, number, "rule")
    require(by, SHARE, held.network_id)
    if Entry.objects.filter(rule=held, reversed_by__isnull=True).exists():
        raise NotPossible(
            "Money is shared out under this rule.",
            next_step="Agree another from a later month, or reverse those entries first.",
        )
    take_back(held)
    record_event("withdrew a split rule", held, by=by)
