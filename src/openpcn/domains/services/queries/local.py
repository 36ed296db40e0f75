"""Local services, over time and as they were known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import TakenBack, taken_back
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.services.models import LocalTerms
from openpcn.domains.services.vocabulary import LOCAL
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class LocalAnswer:
    """A local service, from a day to a day."""

    number: int
    owner_id: int
    owner_code: str
    owner_name: str
    title: str
    words: str
    kind: str
    tier: str
    basis: str
    starts_on: date
    ends_on: date | None

    @property
    def key(self) -> str:
        """What offers name it by."""
        return f"{LOCAL}{self.number}"


def local_services(owner_ids: Collection[int], *, when: When) -> list[LocalAnswer]:
    """The local services of some organisations, whatever their days, by title."""
    rows = list(
        LocalTerms.objects.filter(counted(when.as_known), service__owner_id__in=owner_ids)
        .select_related("service")
        .order_by("title", "service_id")
    )
    named = organisations_by_id({row.service.owner_id for row in rows}, when=when)
    return [
        LocalAnswer(
            number=row.service_id,
            owner_id=row.service.owner_id,
            owner_code=named[row.service.owner_id].code,
            owner_name=named[row.service.owner_id].name,
            title=row.title,
            words=row.words,
            kind=row.kind,
            tier=row.tier,
            basis=row.basis,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in rows
        if row.service.owner_id in named
    ]


def local_taken_back(owner_ids: Collection[int]) -> list[TakenBack]:
    """Local services that were taken back, the last first."""
    contents = LocalTerms.objects.filter(service__owner_id__in=owner_ids)
    return taken_back(contents, of="service_id", named="title")
