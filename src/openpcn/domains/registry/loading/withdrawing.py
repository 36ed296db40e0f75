"""Taking a file back: what it said stays readable as known before, and counts no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from openpcn.domains.registry.loading.lists import bring_back_lists, mark_partial
from openpcn.domains.registry.models import (
    AreaBoundary,
    AreaChange,
    AreaPart,
    DataFinding,
    Dataset,
    LinkStatement,
    NeighbourhoodMap,
    OrganisationDetail,
    OrganisationPoint,
    RegisteredList,
    RoleHolding,
)
from openpcn.domains.registry.vocabulary import Role
from openpcn.domains.registry.writing import settle_role
from openpcn.kernel.errors import NotFound

FACTS: tuple[Any, ...] = (
    AreaBoundary,
    AreaChange,
    AreaPart,
    DataFinding,
    OrganisationDetail,
    OrganisationPoint,
    RegisteredList,
    RoleHolding,
)


def withdraw_dataset(dataset_id: int, *, at: datetime | None = None) -> None:
    """Let a file count no more, and settle again what it had a part in."""
    moment = at or timezone.now()
    held = Dataset.objects.filter(id=dataset_id, known_until__isnull=True).first()
    if held is None:
        raise NotFound(
            f"No file with the number {dataset_id} counts now.",
            next_step="See Data and quality for the files that do.",
        )
    held.known_until = moment
    held.save(update_fields=["known_until"])
    days = set(RegisteredList.objects.filter(dataset=held).values_list("on", flat=True))
    for facts in FACTS:
        facts.objects.filter(dataset=held, known_until__isnull=True).update(known_until=moment)
    NeighbourhoodMap.objects.filter(dataset=held).update(withdrawn_at=moment)
    counting = Dataset.objects.filter(known_until__isnull=True).values_list("id", flat=True)
    bring_back_lists(counting, superseded_at=held.known_from, at=moment)
    mark_partial(days)
    settle_what_it_said(held, at=moment)


def settle_what_it_said(held: Dataset, *, at: datetime) -> None:
    """Settle every role that the file spoke of; complete files speak of the absent as well."""
    said = LinkStatement.objects.filter(dataset=held)
    for role in list(said.values_list("role", flat=True).distinct()):
        subjects = said.filter(role=role).values_list("subject_id", flat=True)
        whole = held.is_complete and role == Role.CORE_MEMBER_OF
        settle_role(role, None if whole else set(subjects), at=at)
    if OrganisationDetail.objects.filter(dataset=held, closed_on__isnull=False).exists():
        settle_role(Role.CORE_MEMBER_OF, None, at=at)
