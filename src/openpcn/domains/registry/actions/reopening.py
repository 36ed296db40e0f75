"""A closure or a succession that was recorded by mistake is taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.memberships import relate, supersede
from openpcn.domains.registry.actions.naming import the
from openpcn.domains.registry.models import Organisation, OrganisationDetail, Relationship
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import Role
from openpcn.domains.registry.writing import settle_role
from openpcn.kernel.errors import NotFound


@transaction.atomic
def reopen(*, code: str, by: Account | None) -> None:
    """Let an organisation be open that a person recorded as closed, or as succeeded by another.

    What belonged to it, and what it belonged to, goes on as before; memberships of practices are
    recorded by themselves.
    """
    which = the(code)
    require(by, "registry.amend_organisation", which)
    closing = recorded_closing(which)
    closing.known_until = timezone.now()
    closing.save(update_fields=["known_until"])
    now = Relationship.objects.filter(known_until__isnull=True, basis="recorded")
    both = now.filter(subject=which) | now.filter(object=which)
    ended = both.filter(ends_on=closing.closed_on).exclude(role=Role.CORE_MEMBER_OF)
    ours = list(ended.select_related("subject", "object"))
    for succession in now.filter(subject=which, role=Role.SUCCEEDED_BY):
        supersede(succession, at=timezone.now())
        for each in ours:
            passed = now.filter(subject=each.subject, role=each.role, object=succession.object)
            passed.filter(starts_on=succession.starts_on).update(known_until=timezone.now())
    for each in ours:
        go_on(each, by=by)
    record_event("took back a closure", which, by=by)


def recorded_closing(which: Organisation) -> OrganisationDetail:
    """The closing that a person recorded and that counts now."""
    held = OrganisationDetail.objects.filter(
        organisation=which, known_until__isnull=True, dataset__isnull=True, status="closed"
    )
    closing = held.order_by("-id").first()
    if closing is None:
        raise NotFound(
            "No closure that a person recorded counts now.",
            next_step="A closure that a file brought is undone with its load.",
        )
    return closing


def go_on(ended: Relationship, *, by: Account | None) -> None:
    """Take back that a relationship ended: the one before speaks again, or the files do."""
    before = Relationship.objects.filter(
        subject=ended.subject,
        role=ended.role,
        object=ended.object,
        starts_on=ended.starts_on,
        known_until__lte=ended.known_from,
    )
    last = before.order_by("-known_until", "-id").first()
    supersede(ended, at=timezone.now())
    if last is not None and last.basis == "recorded":
        relate(
            last.subject,
            last.role,
            last.object,
            starts_on=last.starts_on,
            ends_on=last.ends_on,
            by=by,
        )
        return
    settle_role(ended.role, [ended.subject_id])
