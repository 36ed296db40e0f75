"""Who owns a record on a day, and whether they still hold a role."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from openpcn.domains.registry.models import Person, RoleHolding
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import holds_on
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class OwnerAnswer:
    """The owner of a record."""

    key: str
    name: str
    has_left: bool
    """Whether they hold no role on the day."""


def owners_by_id(ids: Collection[int], *, when: When) -> dict[int, OwnerAnswer]:
    """The owners of some records."""
    holds = RoleHolding.objects.filter(
        counted(when.as_known), holds_on(when.as_at), person_id__in=ids
    )
    here = set(holds.values_list("person_id", flat=True))
    return {
        one.pk: OwnerAnswer(key=one.key.hex, name=one.name, has_left=one.pk not in here)
        for one in Person.objects.filter(id__in=ids)
    }
