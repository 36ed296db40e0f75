"""Whose a matter is once a network has merged or been succeeded: the successor's."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.models import Relationship
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.permissions import may, require
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import holds_on
from openpcn.domains.registry.vocabulary import Role
from openpcn.kernel.when import When

STEPS = 8
"""Successions that are followed one after another."""


def with_predecessors(organisation_ids: Collection[int], *, when: When) -> set[int]:
    """Some organisations and all whose place they had taken by the day."""
    found = set(organisation_ids)
    new = set(found)
    for _ in range(STEPS):
        held = successions(when).filter(object_id__in=new)
        new = set(held.values_list("subject_id", flat=True)) - found
        if not new:
            break
        found |= new
    return found


def successors(organisation_id: int, *, when: When) -> tuple[int, ...]:
    """An organisation and those that took its place by the day, one after another."""
    found = [organisation_id]
    for _ in range(STEPS):
        held = successions(when).filter(subject_id=found[-1]).order_by("-starts_on", "-id")
        following = held.values_list("object_id", flat=True).first()
        if following is None or following in found:
            break
        found.append(following)
    return tuple(found)


def reaching(network_id: int, *, when: When) -> set[int]:
    """Organisations whose plans and requirements are for a network.

    It lies in them, or its practices do; and whatever these took the place of.
    """
    places = Relationship.objects.filter(
        counted(when.as_known),
        holds_on(when.as_at),
        role=Role.PART_OF,
        subject_id__in=beneath(network_id, when=when),
    ).values_list("object_id", flat=True)
    found = set(above(network_id, when=when)) | set(places)
    return with_predecessors(found, when=when)


def successions(when: When) -> QuerySet[Relationship]:
    """What took the place of what, by the day."""
    return Relationship.objects.filter(
        counted(when.as_known), role=Role.SUCCEEDED_BY, starts_on__lte=when.as_at
    )


def require_for(by: Account, permission: str, organisation_id: int) -> None:
    """Refuse unless somebody may act for an organisation or for what has taken its place."""
    line = successors(organisation_id, when=When(as_at=timezone.localdate()))
    if not any(may(by, permission, one) for one in line):
        require(by, permission, organisation_id)
