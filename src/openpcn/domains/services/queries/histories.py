"""How what is said of a local service, and of an offer, changed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.registry.queries.versions import Version, told
from openpcn.domains.services.models import LocalTerms, Offer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When

OF_SERVICE = {
    "title": "Title",
    "words": "What it is",
    "kind": "Kind",
    "tier": "Tier of care",
    "basis": "What it rests on",
    "starts_on": "From",
    "ends_on": "Last day",
}
OF_OFFER = {
    "way": "Where patients get it",
    "giver_id": "Given by",
    "giver_name": "Given by",
    "starts_on": "From",
    "ends_on": "Last day",
    "source": "Known from",
}


def versions_of_service(number: int) -> list[Version]:
    """Every version of a local service, the newest first."""
    return told(LocalTerms.objects.filter(service_id=number), OF_SERVICE)


def versions_of_offer(number: int) -> list[Version]:
    """Every version of an offer, by the number of its first, the newest first."""
    held = Offer.objects.filter(Q(pk=number) | Q(first=number))
    words = {"giver_id": giver_of, "giver_name": giver_of}
    return told(held, OF_OFFER, words)


def giver_of(row: Any) -> str:
    """Who gives it."""
    if row.giver_id is None:
        return row.giver_name or "nobody else"
    when = When(as_at=row.starts_on)
    return as_written(organisations_by_id([row.giver_id], when=when)[row.giver_id].name)
