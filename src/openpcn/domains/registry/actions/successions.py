"""Openings, mergers, successions and closures: recorded as such, history before them untouched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.memberships import end, relate
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import (
    Organisation,
    OrganisationCode,
    OrganisationDetail,
    Relationship,
)
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.registry.vocabulary import Kind, Role
from openpcn.domains.registry.writing import settle_memberships
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import When, day_before, in_words

BELONGING = frozenset({Role.CORE_MEMBER_OF, Role.PART_OF, Role.COMMISSIONED_BY, Role.MEMBER_OF})
"""What passes to a successor: those that belonged to the old organisation belong to the new."""


@transaction.atomic
def open_organisation(
    *, kind: str, name: str, code: str, opened_on: date, within: str, by: Account | None
) -> int:
    """Record an organisation that no file lists: a federation, a place, a new network."""
    whole = the(within)
    require(by, "registry.amend_organisation", whole)
    check_days(opened_on)
    if kind not in Kind.values:
        raise NotRight(f"“{kind}” is no kind of organisation.", next_step="Choose a kind.")
    value = some_text(code, "The code", longest=20).upper().replace(" ", "")
    if OrganisationCode.objects.filter(value=value).exists():
        raise NotPossible(f"The code {value} is taken.", next_step="Choose another code.")
    made = Organisation.objects.create(kind=kind)
    OrganisationCode.objects.create(organisation=made, scheme="local", value=value)
    describe(made, name=some_text(name, "The name", longest=200), opened_on=opened_on)
    role = Role.COMMISSIONED_BY if kind == Kind.NETWORK else Role.PART_OF
    relate(made, role, whole, starts_on=opened_on, by=by)
    record_event("recorded an organisation", made, by=by, detail={"code": value})
    return int(made.pk)


@transaction.atomic
def close_organisation(*, code: str, closed_on: date, by: Account | None) -> None:
    """Record an organisation's last day; what it belongs to and what belongs to it ends then."""
    which = the(code)
    require(by, "registry.amend_organisation", which)
    check_days(closed_on)
    shut(which, closed_on=closed_on, by=by)
    record_event("recorded a closure", which, by=by, detail={"on": closed_on.isoformat()})


@transaction.atomic
def succeed(*, codes: Sequence[str], successor: str, on: date, by: Account | None) -> None:
    """Record that one organisation takes the place of others from a day on (a merger, if several).

    The others close the day before; whatever belonged to them belongs to the successor.
    """
    new = the(successor)
    require(by, "registry.amend_organisation", new)
    check_days(on)
    if not codes:
        raise NotRight("No organisation is named.", next_step="Name those that are succeeded.")
    for code in dict.fromkeys(codes):
        old = the(code)
        require(by, "registry.amend_organisation", old)
        if old == new:
            raise NotPossible(f"{code} cannot succeed itself.", next_step="Name another successor.")
        last_day = day_before(on)
        belonging = those_belonging(old, last_day)
        shut(old, closed_on=last_day, by=by)
        relate(old, Role.SUCCEEDED_BY, new, starts_on=on, by=by)
        for held in belonging:
            pass_on(held, new, on=on, by=by)
        record_event("recorded a succession", old, by=by, detail={"by": successor})


def pass_on(held: Relationship, new: Organisation, *, on: date, by: Account | None) -> None:
    """Let what belonged to the old organisation belong to the new, unless it is the new itself."""
    if held.subject_id == new.pk or (held.role == Role.CORE_MEMBER_OF and new.kind != Kind.NETWORK):
        return
    relate(held.subject, held.role, new, starts_on=on, ends_on=held.ends_on, by=by)


def those_belonging(old: Organisation, day: date) -> list[Relationship]:
    """What belonged to an organisation on a day and would have gone on."""
    held = Relationship.objects.filter(
        object=old, role__in=BELONGING, known_until__isnull=True, starts_on__lte=day
    ).select_related("subject", "object")
    return [each for each in held if each.ends_on is None or each.ends_on > day]


def shut(which: Organisation, *, closed_on: date, by: Account | None) -> None:
    """Close an organisation, and end on that day all that would have gone on."""
    told = organisations_by_id([which.pk], when=When(as_at=closed_on))[which.pk]
    if told.closed_on is not None and told.closed_on <= closed_on:
        raise NotPossible(
            f"{told.name or told.code} closed on {in_words(told.closed_on)}.",
            next_step="Check the day.",
        )
    close_detail(which, told, closed_on)
    practices = {which.pk} if which.kind == Kind.PRACTICE else set()
    held = Relationship.objects.filter(known_until__isnull=True).exclude(role=Role.SUCCEEDED_BY)
    both = held.filter(subject=which) | held.filter(object=which)
    for each in both.select_related("subject", "object"):
        if each.ends_on is not None and each.ends_on <= closed_on:
            continue
        if each.starts_on > closed_on:
            raise NotPossible(
                f"A relationship begins on {in_words(each.starts_on)}, after the closure.",
                next_step="Correct that first.",
            )
        end(each, ends_on=closed_on, by=by)
        if each.role == Role.CORE_MEMBER_OF:
            practices.add(each.subject_id)
    settle_memberships(practices)


def close_detail(which: Organisation, told: OrganisationAnswer, closed_on: date) -> None:
    """Keep the closing as the newest that is known of the organisation's dates."""
    newest = OrganisationDetail.objects.filter(
        organisation=which, known_until__isnull=True, is_register=True
    ).order_by("-starts_on", "-id")
    last = newest.values_list("starts_on", flat=True).first()
    day = max(closed_on, last) if last else closed_on
    OrganisationDetail.objects.create(
        organisation=which,
        name=told.name,
        address=told.address,
        postcode=told.postcode,
        phone=told.phone,
        status="closed",
        opened_on=told.opened_on,
        closed_on=closed_on,
        starts_on=day,
        known_from=timezone.now(),
    )


def describe(which: Organisation, *, name: str, opened_on: date) -> None:
    """Keep the name that a person gives."""
    OrganisationDetail.objects.create(
        organisation=which,
        name=name,
        opened_on=opened_on,
        starts_on=opened_on,
        known_from=timezone.now(),
    )


@transaction.atomic
def relate_organisations(
    *,
    subject: str,
    role: str,
    to: str,
    starts_on: date,
    ends_on: date | None = None,
    by: Account | None,
) -> int:
    """Record that one organisation is something to another (memberships have their own action)."""
    first, second = the(subject), the(to)
    require(by, "registry.amend_organisation", second)
    check_days(starts_on, ends_on)
    if role not in Role.values or role == Role.CORE_MEMBER_OF:
        raise NotRight(f"“{role}” cannot be recorded here.", next_step="Choose another role.")
    if first == second:
        raise NotPossible(f"{subject} cannot relate to itself.", next_step="Name another.")
    made = relate(first, role, second, starts_on=starts_on, ends_on=ends_on, by=by)
    record_event("recorded a relationship", made, by=by, detail={"role": role})
    return int(made.pk)
