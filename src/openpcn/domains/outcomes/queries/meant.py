"""Why organisations are meant to differ, on a day and as it was known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from openpcn.domains.outcomes.models import MeantVariation
from openpcn.domains.outcomes.queries.owners import OwnerAnswer, owners_by_id
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import holds_on
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class MeantAnswer:
    """A recorded reason why an organisation differs in a measure."""

    id: int
    organisation_id: int
    organisation_code: str
    organisation_name: str
    measure: str
    reason: str
    owner: OwnerAnswer
    starts_on: date
    ends_on: date | None
    review_on: date
    is_overdue: bool
    """Whether its review is past on the day."""


def meant_variation(organisation_ids: Collection[int], *, when: When) -> list[MeantAnswer]:
    """The reasons that hold on the day for some organisations."""
    rows = list(
        MeantVariation.objects.filter(
            counted(when.as_known), holds_on(when.as_at), organisation_id__in=organisation_ids
        ).order_by("measure", "organisation_id", "id")
    )
    ids = {row.organisation_id for row in rows}
    named = organisations_by_id(ids, when=when) if ids else {}
    owners = owners_by_id({row.owner_id for row in rows}, when=when)
    return [
        MeantAnswer(
            id=row.pk,
            organisation_id=row.organisation_id,
            organisation_code=named[row.organisation_id].code,
            organisation_name=named[row.organisation_id].name,
            measure=row.measure,
            reason=row.reason,
            owner=owners[row.owner_id],
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            review_on=row.review_on,
            is_overdue=row.review_on < when.as_at,
        )
        for row in rows
    ]


@dataclass(frozen=True, kw_only=True)
class MeantTakenBack:
    """A reason that was taken back and can be brought back."""

    id: int
    organisation_code: str
    reason: str
    on: date


def meant_taken_back(
    organisation_ids: Collection[int], measure: str, *, when: When
) -> list[MeantTakenBack]:
    """Reasons of a measure that were taken back and not recorded again since."""
    held = MeantVariation.objects.filter(organisation_id__in=organisation_ids, measure=measure)
    standing = set(
        held.filter(known_until__isnull=True).values_list("organisation_id", "starts_on")
    )
    found: dict[tuple[int, date], MeantVariation] = {}
    for row in held.filter(known_until__isnull=False).order_by("-known_until"):
        key = (row.organisation_id, row.starts_on)
        if key not in standing:
            found.setdefault(key, row)
    named = organisations_by_id({one for one, _ in found}, when=when) if found else {}
    return [
        MeantTakenBack(
            id=row.pk,
            organisation_code=named[row.organisation_id].code,
            reason=row.reason,
            on=timezone.localtime(row.known_until).date(),
        )
        for row in found.values()
        if row.known_until is not None
    ]
