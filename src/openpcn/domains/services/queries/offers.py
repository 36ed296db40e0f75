"""Local services and offers, on a day and as they were known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import TakenBack, holds_on, taken_back
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.services.models import LocalTerms, Offer
from openpcn.kernel.when import When

LOCAL = "local-"


@dataclass(frozen=True, kw_only=True)
class LocalAnswer:
    """A local service on the day."""

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


@dataclass(frozen=True, kw_only=True)
class OfferAnswer:
    """Where patients of a practice get a service."""

    id: int
    service: str
    practice_id: int
    way: str
    way_words: str
    by_code: str
    by_name: str
    starts_on: date
    ends_on: date | None
    source: str


def local_services(owner_ids: Collection[int], *, when: When) -> list[LocalAnswer]:
    """The local services of some organisations that are in force, by title."""
    rows = list(
        LocalTerms.objects.filter(
            counted(when.as_known), holds_on(when.as_at), service__owner_id__in=owner_ids
        )
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


def offers_to(
    practice_ids: Collection[int], *, when: When, service: str | None = None
) -> Mapping[tuple[str, int], OfferAnswer]:
    """By service and practice: where its patients get it on the day."""
    held = Offer.objects.filter(
        counted(when.as_known), holds_on(when.as_at), practice_id__in=practice_ids
    )
    rows = list(held.filter(service=service) if service is not None else held)
    named = organisations_by_id({row.giver_id for row in rows if row.giver_id}, when=when)
    return {
        (row.service, row.practice_id): OfferAnswer(
            id=row.pk,
            service=row.service,
            practice_id=row.practice_id,
            way=row.way,
            way_words=str(row.get_way_display()),
            by_code=named[row.giver_id].code if row.giver_id in named else "",
            by_name=named[row.giver_id].name if row.giver_id in named else row.giver_name,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            source=row.source,
        )
        for row in rows
    }


@dataclass(frozen=True, kw_only=True)
class GoneOffer:
    """An offer that was taken back."""

    id: int
    practice_id: int
    way_words: str
    starts_on: date


def offers_taken_back(practice_ids: Collection[int], service: str) -> tuple[GoneOffer, ...]:
    """Offers of a service that were taken back and that nothing took the place of."""
    held = Offer.objects.filter(service=service, practice_id__in=practice_ids)
    standing = set(held.filter(known_until__isnull=True).values_list("practice_id", "starts_on"))
    found: dict[tuple[int, date], GoneOffer] = {}
    for row in held.filter(known_until__isnull=False).order_by("-known_until"):
        if (row.practice_id, row.starts_on) not in standing:
            gone = GoneOffer(
                id=row.pk,
                practice_id=row.practice_id,
                way_words=str(row.get_way_display()),
                starts_on=row.starts_on,
            )
            found.setdefault((row.practice_id, row.starts_on), gone)
    return tuple(found.values())


def local_taken_back(owner_ids: Collection[int]) -> list[TakenBack]:
    """Local services that were taken back, the last first."""
    contents = LocalTerms.objects.filter(service__owner_id__in=owner_ids)
    return taken_back(contents, of="service_id", named="title")
