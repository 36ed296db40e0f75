"""Practices join and leave networks; what was true before stays true."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import check_days, the
from openpcn.domains.registry.models import Organisation, Relationship
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.dated import meets
from openpcn.domains.registry.vocabulary import Kind, Role
from openpcn.domains.registry.writing import settle_memberships
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.when import in_words


class AlreadyAMember(NotPossible):
    """The practice is in a network on one of the days."""

    def __init__(self, practice: str, held: Relationship, network: str) -> None:
        since = f"from {in_words(held.starts_on)}"
        until = f" until {in_words(held.ends_on)}" if held.ends_on else ""
        super().__init__(
            f"{practice} is a core member of {network} {since}{until}.",
            next_step="Record first that it leaves, with its last day there.",
        )


@transaction.atomic
def join_network(
    *, practice: str, network: str, starts_on: date, ends_on: date | None = None, by: Account | None
) -> int:
    """Record that a practice becomes a core member of a network."""
    into = the(network, Kind.NETWORK)
    require(by, "registry.amend_membership", into)
    which = the(practice, Kind.PRACTICE)
    check_days(starts_on, ends_on)
    refuse_second(which, starts_on, ends_on)
    made = relate(which, Role.CORE_MEMBER_OF, into, starts_on=starts_on, ends_on=ends_on, by=by)
    settle_memberships([which.pk], at=made.known_from)
    detail = {"practice": practice, "network": network}
    record_event("recorded that a practice joins a network", made, by=by, detail=detail)
    return int(made.pk)


@transaction.atomic
def leave_network(*, practice: str, ends_on: date, by: Account | None) -> int:
    """Record a practice's last day in the network that it is in on that day."""
    which = the(practice, Kind.PRACTICE)
    held = membership_on(which, ends_on)
    if held is None:
        raise NotFound(
            f"{practice} is in no network on {in_words(ends_on)}.",
            next_step="Check the day and the practice.",
        )
    require(by, "registry.amend_membership", held.object_id)
    made = end(held, ends_on=ends_on, by=by)
    settle_memberships([which.pk], at=made.known_from)
    record_event("recorded that a practice leaves a network", made, by=by)
    return int(made.pk)


@transaction.atomic
def correct_membership(
    relationship_id: int, *, starts_on: date, ends_on: date | None, by: Account | None
) -> int:
    """Correct the days of a membership that was never as it is held."""
    held = current_membership(relationship_id)
    require(by, "registry.amend_membership", held.object_id)
    check_days(starts_on, ends_on)
    supersede(held, at=timezone.now())
    refuse_second(held.subject, starts_on, ends_on)
    made = relate(held.subject, held.role, held.object, starts_on=starts_on, ends_on=ends_on, by=by)
    settle_memberships([held.subject_id], at=made.known_from)
    record_event("corrected a membership", made, by=by, detail={"instead_of": relationship_id})
    return int(made.pk)


@transaction.atomic
def withdraw_membership(relationship_id: int, *, by: Account | None) -> None:
    """Take back what a person recorded; the files speak again."""
    held = current_membership(relationship_id)
    require(by, "registry.amend_membership", held.object_id)
    if held.basis != "recorded":
        raise NotPossible(
            "This membership comes from a file.",
            next_step="Correct it, or undo the load of the file on Data and quality.",
        )
    now = timezone.now()
    supersede(held, at=now)
    settle_memberships([held.subject_id], at=now)
    record_event("withdrew a membership", held, by=by)


def relate(
    subject: Organisation,
    role: str,
    whole: Organisation,
    *,
    starts_on: date,
    ends_on: date | None = None,
    by: Account | None,
) -> Relationship:
    """Keep that one organisation is something to another, as recorded by a person."""
    return Relationship.objects.create(
        subject=subject,
        role=role,
        object=whole,
        starts_on=starts_on,
        ends_on=ends_on,
        basis="recorded",
        known_from=timezone.now(),
        recorded_by=by,
    )


def end(held: Relationship, *, ends_on: date, by: Account | None) -> Relationship:
    """Supersede a relationship by one that ends, so that the one before stays as known then."""
    supersede(held, at=timezone.now())
    return relate(
        held.subject, held.role, held.object, starts_on=held.starts_on, ends_on=ends_on, by=by
    )


def supersede(held: Relationship, *, at: datetime) -> None:
    """Let a relationship be what was known until now."""
    Relationship.objects.filter(id=held.pk).update(known_until=at)


def membership_on(practice: Organisation, day: date) -> Relationship | None:
    """The core membership of a practice on a day, as known now."""
    held = Relationship.objects.filter(
        subject=practice,
        role=Role.CORE_MEMBER_OF,
        known_until__isnull=True,
        starts_on__lte=day,
    ).exclude(ends_on__lt=day)
    return held.select_related("subject", "object").first()


def current_membership(relationship_id: int) -> Relationship:
    """A membership that counts now."""
    held = Relationship.objects.select_related("subject", "object").filter(
        id=relationship_id, role=Role.CORE_MEMBER_OF, known_until__isnull=True
    )
    found = held.first()
    if found is None:
        raise NotFound(
            f"No membership with the number {relationship_id} counts now.",
            next_step="Look at the history of the practice again.",
        )
    return found


def refuse_second(which: Organisation, starts_on: date, ends_on: date | None) -> None:
    """Refuse a membership that shares a day with another."""
    held = Relationship.objects.filter(
        meets(starts_on, ends_on),
        subject=which,
        role=Role.CORE_MEMBER_OF,
        known_until__isnull=True,
    )
    first = held.order_by("starts_on").first()
    if first is not None:
        raise AlreadyAMember(code_of(which), first, code_of(first.object))


def code_of(organisation: Organisation) -> str:
    """The code that people use for an organisation."""
    codes = organisation.codes.order_by("-scheme").values_list("value", flat=True)
    return codes.first() or "an organisation without a code"
