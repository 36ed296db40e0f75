"""Record a service that is bought locally, correct it, take it back and bring it back."""

from __future__ import annotations

from collections.abc import Mapping
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
    said_by,
    take_back_all,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.dated import meets
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.services.actions.days import lying_outside
from openpcn.domains.services.actions.givers import names_of
from openpcn.domains.services.models import LocalService, LocalTerms, Offer
from openpcn.domains.services.vocabulary import LOCAL, RECORD, Kind, Tier
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import When, in_words
from openpcn.kernel.wording import listed

MOST_NAMES = 5
"""Offers that a refusal names before it counts the rest."""


@transaction.atomic
def record_local(owner: str, *, by: Account, **said: Any) -> int:
    """Record a local service of an organisation; answers its number."""
    which = locked(the(owner).pk)
    require(by, RECORD, which.id)
    facts = agreed(**said)
    refuse_same_title(which.pk, facts)
    made = LocalService.objects.create(owner=which)
    terms = keep(LocalTerms, by=by, service=made, **facts)
    record_event("recorded a local service", terms, by=by, detail={"owner": owner})
    return int(made.pk)


@transaction.atomic
def correct_local(number: int, *, by: Account, **said: Any) -> None:
    """Say something else of a local service; what was said before stays readable.

    NotPossible: offers of it would lie outside its days, or another has the same title then.
    """
    found = the_terms(number)
    require(by, RECORD, locked(found.service.owner_id).pk)
    facts = agreed(**said)
    refuse_same_title(found.service.owner_id, facts, besides=number)
    refuse_offers_outside(found, facts["starts_on"], facts["ends_on"])
    if any(getattr(found, name) != value for name, value in facts.items()):
        record_event("corrected a local service", correct(found, by=by, **facts), by=by)


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
    require(by, RECORD, locked(service.owner_id).pk)
    gone = last_taken_back(LocalTerms.objects.filter(service_id=number), "service")[-1:]
    for terms in gone:
        refuse_same_title(service.owner_id, said_by(terms), besides=number)
    bring_back_all(gone, by=by)
    record_event("brought back a local service", service, by=by)


def the_terms(number: int) -> LocalTerms:
    """What is said now of a local service, locked."""
    held = LocalTerms.objects.select_for_update(of=("self",)).select_related("service")
    found = held.filter(service_id=number, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such service counts now.", next_step="Go back and look again.")
    return found


def locked(owner_id: int) -> Organisation:
    """An organisation of which nobody else records a service meanwhile."""
    return Organisation.objects.select_for_update().get(pk=owner_id)


def refuse_same_title(owner_id: int, facts: Mapping[str, Any], *, besides: int = 0) -> None:
    """Refuse a second service of the same name, bought by the same on the same days."""
    held = LocalTerms.objects.filter(
        meets(facts["starts_on"], facts["ends_on"]),
        service__owner_id=owner_id,
        known_until__isnull=True,
    ).exclude(service_id=besides)
    for other in held:
        if other.title.casefold() == facts["title"].casefold():
            raise NotPossible(
                f"“{other.title}” is in the catalogue already, from {in_words(other.starts_on)}.",
                next_step="Correct that one, give this one another title, or end that one first.",
            )


@transaction.atomic
def check_days_of(number: int, starts_on: date, ends_on: date | None, *, by: Account) -> None:
    """Whether a local service could have these days; what speaks against it is raised."""
    found = the_terms(number)
    require(by, RECORD, found.service.owner_id)
    check_days(starts_on, ends_on)
    refuse_offers_outside(found, starts_on, ends_on)


def refuse_offers_outside(terms: LocalTerms, starts_on: date, ends_on: date | None) -> None:
    """Refuse days of a service that would leave offers of it outside, and name these."""
    held = Offer.objects.filter(
        lying_outside(starts_on, ends_on),
        service=f"{LOCAL}{terms.service_id}",
        known_until__isnull=True,
    ).exclude(lying_outside(terms.starts_on, terms.ends_on))
    outside = list(held.order_by("starts_on", "id"))
    if not outside:
        return
    names = names_of([one.practice_id for one in outside[:MOST_NAMES]])
    told = [f"{name} ({days_of(one)})" for name, one in zip(names, outside, strict=False)]
    more = len(outside) - len(told)
    told += [f"{more} more"] if more else []
    raise NotPossible(
        f"{listed(told)} would lie outside these days.",
        next_step="Correct, end or take back these offers first, or choose days that hold them.",
    )


def days_of(offer: Offer) -> str:
    """From when, and until when where that is known."""
    until = f" until {in_words(offer.ends_on)}" if offer.ends_on else ""
    return f"from {in_words(offer.starts_on)}{until}"


def the_owner(number: int, *, when: When) -> OrganisationAnswer:
    """Whose local service it is."""
    service = LocalService.objects.get(id=number)
    return organisations_by_id([service.owner_id], when=when)[service.owner_id]
