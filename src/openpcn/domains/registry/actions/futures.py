"""Drafting a possible map of networks: today's, with practices moved."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions import guarding
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import Future, FutureChange
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.new_networks import is_new_network


@transaction.atomic
def draft_future(
    *, title: str, owner: str, within: str, effective_on: date, reason: str = "", by: Account
) -> int:
    """Begin a private draft of a future within a place, system or network."""
    whose = the(owner)
    require(by, "registry.draft", whose)
    check_days(effective_on)
    future = Future.objects.create(
        title=some_text(title, "The title", longest=200),
        owner=whose,
        within=the(within),
        effective_on=effective_on,
        reason=reason.strip()[:5_000],
        made_by=by,
        made_at=timezone.now(),
    )
    record_event("drafted a future", future, by=by)
    return int(future.pk)


@transaction.atomic
def add_change(future_id: int, *, practice: str, network: str | None, by: Account) -> None:
    """Let a practice join another network in a future (none: leave all); the last word counts.

    NEW-1 and so on stand for networks that have no code yet.
    """
    future = guarding.the_draft(Future, future_id, by=by)
    require(by, "registry.draft", future.owner_id)
    guarding.must_be_open(future)
    which = the(practice, Kind.PRACTICE)
    is_new = is_new_network(network or "")
    into = {
        "network": the(network, Kind.NETWORK) if network and not is_new else None,
        "new_network": network if is_new else "",
    }
    FutureChange.objects.update_or_create(future=future, practice=which, defaults=into)
    detail = {"practice": practice, "network": network}
    record_event("changed a future", future, by=by, detail=detail)


@transaction.atomic
def remove_change(future_id: int, *, practice: str, by: Account) -> None:
    """Leave a practice where it is."""
    future = guarding.the_draft(Future, future_id, by=by)
    require(by, "registry.draft", future.owner_id)
    guarding.must_be_open(future)
    FutureChange.objects.filter(future=future, practice=the(practice, Kind.PRACTICE)).delete()
    record_event("changed a future", future, by=by, detail={"practice": practice, "stays": True})


@transaction.atomic
def move_future(future_id: int, *, to: str, by: Account) -> None:
    """Bring a future into another state."""
    guarding.move(guarding.the_draft(Future, future_id, by=by), to=to, by=by)


@transaction.atomic
def share_future(future_id: int, *, with_codes: Collection[str], by: Account) -> None:
    """Name the organisations that a future is shared with."""
    guarding.share(guarding.the_draft(Future, future_id, by=by), with_codes=with_codes, by=by)


@transaction.atomic
def withdraw_future(future_id: int, *, by: Account) -> None:
    """Take a future back."""
    guarding.withdraw(guarding.the_draft(Future, future_id, by=by), by=by)
