"""Offers, on a day and over time, as they were known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import holds_on
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.services.models import Offer
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class OfferAnswer:
    """Where patients of a practice get a service."""

    number: int
    """Of its first version: it stays when the offer is corrected."""
    version: int
    """What is said of it, from which a form is filled."""
    service: str
    practice_id: int
    way: str
    way_words: str
    by_code: str
    by_name: str
    starts_on: date
    ends_on: date | None
    source: str
    counts: bool
    """Not taken back."""

    def ends_with(self, service_ends_on: date | None) -> date | None:
        """Its last day: the service's own where that comes first or no other is known."""
        days = [one for one in (self.ends_on, service_ends_on) if one is not None]
        return min(days, default=None)


def offers_to(
    practice_ids: Collection[int], *, when: When
) -> Mapping[tuple[str, int], OfferAnswer]:
    """By service and practice: where its patients get it on the day."""
    held = Offer.objects.filter(
        counted(when.as_known), holds_on(when.as_at), practice_id__in=practice_ids
    )
    return {(one.service, one.practice_id): one for one in answers(held, when=when)}


def offers_ever(
    practice_ids: Collection[int], service: str, *, when: When
) -> tuple[OfferAnswer, ...]:
    """Every offer of a service to some practices, whatever its days, the first day first."""
    held = Offer.objects.filter(
        counted(when.as_known), service=service, practice_id__in=practice_ids
    )
    return answers(held.order_by("starts_on", "id"), when=when)


def offers_taken_back(
    practice_ids: Collection[int], service: str, *, when: When
) -> tuple[OfferAnswer, ...]:
    """Offers of a service that were taken back, each as it was last, the last first."""
    held = Offer.objects.filter(service=service, practice_id__in=practice_ids)
    standing = {first_of(row) for row in held.filter(known_until__isnull=True)}
    found: dict[int, Offer] = {}
    for row in held.filter(known_until__isnull=False).order_by("-known_until", "-id"):
        if first_of(row) not in standing:
            found.setdefault(first_of(row), row)
    return answers(found.values(), when=when)


def offer_of(number: int, service: str, *, when: When) -> OfferAnswer | None:
    """An offer as it counts, or as it was last where it was taken back."""
    held = Offer.objects.filter(Q(pk=number, first__isnull=True) | Q(first=number), service=service)
    current = held.filter(counted(when.as_known)).first()
    row = current or held.order_by("-known_until", "-id").first()
    return answers([row], when=when)[0] if row is not None else None


def first_of(row: Offer) -> int:
    """The number of the first version of an offer."""
    return int(row.first_id or row.pk)


def answers(rows: Iterable[Offer], *, when: When) -> tuple[OfferAnswer, ...]:
    """Rows as answers."""
    held = list(rows)
    named = organisations_by_id({row.giver_id for row in held if row.giver_id}, when=when)
    return tuple(answer_from(row, named) for row in held)


def answer_from(row: Offer, named: Mapping[int, OrganisationAnswer]) -> OfferAnswer:
    """One row as an answer."""
    giver = named.get(row.giver_id) if row.giver_id else None
    return OfferAnswer(
        number=first_of(row),
        version=row.pk,
        service=row.service,
        practice_id=row.practice_id,
        way=row.way,
        way_words=str(row.get_way_display()),
        by_code=giver.code if giver else "",
        by_name=giver.name if giver else row.giver_name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        source=row.source,
        counts=row.known_until is None,
    )
