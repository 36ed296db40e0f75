"""Record a service that is bought locally, correct it, take it back and bring it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.facts import (
    bring_back_all,
    correct,
    keep,
    last_taken_back,
    take_back_all,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.services.models import LocalService, LocalTerms
from openpcn.domains.services.vocabulary import RECORD, Kind, Tier
from openpcn.kernel.errors import NotFound, NotRight
from openpcn.kernel.when import When


@transaction.atomic
def record_local(owner: str, *, by: Account, **said: Any) -> int:
    """Record a local service of an organisation; answers its number."""
    which = the(owner)
    require(by, RECORD, which.id)
    made = LocalService.objects.create(owner=which)
    terms = keep(LocalTerms, by=by, service=made, **agreed(**said))
    record_event("recorded a local service", terms, by=by, detail={"owner": owner})
    return int(made.pk)


@transaction.atomic
def correct_local(number: int, *, by: Account, **said: Any) -> None:
    """Say something else of a local service; what was said before stays readable."""
    found = the_terms(number)
    require(by, RECORD, found.service.owner_id)
    record_event("corrected a local service", correct(found, by=by, **agreed(**said)), by=by)


def agreed(
    *,
    title: str,
    words: str,
    kind: str,
    tier: str,
    basis: str,
    starts_on: date,
    ends_on: date | None,
) -> dict[str, Any]:
    """What is said of a local service, looked over."""
    check_days(starts_on, ends_on)
    if kind not in Kind.values or tier not in Tier.values:
        raise NotRight("No such kind or tier is kept.", next_step="Choose one of the list.")
    return {
        "title": some_text(title, "The title", longest=200),
        "words": words.strip()[:2000],
        "kind": kind,
        "tier": tier,
        "basis": some_text(basis, "What it rests on", longest=300),
        "starts_on": starts_on,
        "ends_on": ends_on,
    }


@transaction.atomic
def withdraw_local(number: int, *, by: Account) -> None:
    """Take back a service that was recorded by mistake; offers of it stay and are not shown."""
    found = the_terms(number)
    require(by, RECORD, found.service.owner_id)
    take_back_all(LocalTerms.objects.filter(service_id=number))
    record_event("took back a local service", found, by=by)


@transaction.atomic
def bring_back_local(number: int, *, by: Account) -> None:
    """Bring it back as it was."""
    service = LocalService.objects.filter(id=number).first()
    if service is None:
        raise NotFound("No such service was recorded.", next_step="Go back and look again.")
    require(by, RECORD, service.owner_id)
    bring_back_all(last_taken_back(LocalTerms.objects.filter(service_id=number), "service"), by=by)
    record_event("brought back a local service", service, by=by)


def the_terms(number: int) -> LocalTerms:
    """What is said now of a local service, locked."""
    held = LocalTerms.objects.select_for_update().select_related("service")
    found = held.filter(service_id=number, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such service counts now.", next_step="Go back and look again.")
    return found


def the_owner(number: int, *, when: When) -> OrganisationAnswer:
    """Whose local service it is."""
    service = LocalService.objects.get(id=number)
    return organisations_by_id([service.owner_id], when=when)[service.owner_id]
