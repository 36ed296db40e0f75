"""Record who is in post; change, correct, hand over, end and take back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import check_days, the
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.nesting import above
from openpcn.domains.registry.permissions import NotAllowed, scope_of
from openpcn.domains.registry.vocabulary import Kind
from openpcn.domains.workforce.actions.terms import (
    FULL_TIME,
    Terms,
    code_of,
    drafted,
    person_of,
    terms_of,
)
from openpcn.domains.workforce.models import Holding, WorkedAt
from openpcn.domains.workforce.permissions import CLAIM, require_change
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.when import When, day_before, in_words


@transaction.atomic
def record_holding(*, network: str, terms: Terms, source: str = "", by: Account) -> int:
    """Record that somebody is in post."""
    where = the(network, Kind.NETWORK)
    held = drafted(where, terms, source=source, by=by)
    require_change(by, held)
    must_belong(held)
    must_be_free(held)
    held.person = person_of(terms, where)
    keep(held, terms)
    record_event("recorded a post", held, by=by, detail={"network": network, "post": held.post})
    return int(held.pk)


@transaction.atomic
def correct_holding(holding_id: int, *, terms: Terms, by: Account) -> int:
    """Correct what was recorded wrongly; the wrong version stays readable as known then."""
    old = current(holding_id, by=by)
    employer = terms.employer or code_of(old.employer_id)
    held = drafted(old.network, replace(terms, employer=employer), source=old.source, by=by)
    must_belong(held)
    require_change(by, held)
    held.key, held.person = old.key, old.person
    if terms.person and terms.person.strip() != old.person.name:
        held.person = person_of(terms, old.network)
    supersede(old)
    must_be_free(held)
    keep(held, terms)
    record_event("corrected a post", held, by=by, detail={"instead_of": old.pk})
    return int(held.pk)


@transaction.atomic
def change_holding(
    holding_id: int,
    *,
    from_on: date,
    hours: Decimal,
    salary: Decimal,
    on_costs: Decimal,
    places: Mapping[str, Decimal],
    by: Account,
) -> int:
    """New hours or pay from a day: the terms before it stay true until the day before."""
    old = current(holding_id, by=by)
    if not old.starts_on < from_on or (old.ends_on and from_on > old.ends_on):
        raise NotPossible(
            f"Post {old.post} is held from {in_words(old.starts_on)}"
            f"{f' to {in_words(old.ends_on)}' if old.ends_on else ''}.",
            next_step="Give a later day within it, or correct the record instead.",
        )
    terms = replace(
        terms_of(old), hours=hours, salary=salary, on_costs=on_costs, places=places,
        starts_on=from_on,
    )  # fmt: skip
    ended(old, day_before(from_on), by=by)
    held = drafted(old.network, terms, by=by)
    held.key, held.person = old.key, old.person
    must_be_free(held)
    keep(held, terms)
    record_event("changed a post", held, by=by, detail={"from": from_on.isoformat()})
    return int(held.pk)


@transaction.atomic
def end_holding(holding_id: int, *, ends_on: date, by: Account) -> int:
    """Record the last day in post."""
    old = current(holding_id, by=by)
    check_days(old.starts_on, ends_on)
    held = ended(old, ends_on, by=by)
    record_event("ended a post", held, by=by, detail={"ends_on": ends_on.isoformat()})
    return int(held.pk)


@transaction.atomic
def hand_over(holding_id: int, *, terms: Terms, by: Account) -> int:
    """The post passes to somebody else; where nobody left yet, the day before is the last."""
    old = current(holding_id, by=by)
    if terms.starts_on <= old.starts_on:
        raise NotPossible(
            f"Post {old.post} was taken up on {in_words(old.starts_on)}.",
            next_step="Hand it over on a later day.",
        )
    if old.ends_on is None or old.ends_on >= terms.starts_on:
        ended(old, day_before(terms.starts_on), by=by)
    kept = replace(
        terms, post=old.post, role=old.role, area=old.area, employer=code_of(old.employer_id),
        by_practice=old.claimant_id != old.network_id,
    )  # fmt: skip
    held = drafted(old.network, kept, by=by)
    held.person = person_of(kept, old.network)
    must_be_free(held)
    keep(held, kept)
    record_event("handed a post over", held, by=by, detail={"from": old.pk})
    return int(held.pk)


@transaction.atomic
def withdraw_holding(holding_id: int, *, by: Account) -> None:
    """Take back what was recorded by mistake; it stays readable as known before."""
    old = current(holding_id, by=by)
    supersede(old)
    record_event("withdrew a post", old, by=by)


def current(holding_id: int, *, by: Account) -> Holding:
    """A record that stands now and that `by` may change; locked until the action is done."""
    rows = Holding.objects.select_for_update().filter(id=holding_id, known_until__isnull=True)
    found = rows.first()
    if found is None:
        raise NotFound(
            "No such record stands now.", next_step="Go back to the staff of the network."
        )
    require_change(by, found)
    return found


def keep(held: Holding, terms: Terms) -> None:
    """Keep a record with where its hours are worked."""
    held.known_from = timezone.now()
    held.save(force_insert=True)
    for code, hours in terms.places.items():
        place = the(code)
        WorkedAt.objects.create(
            holding=held, organisation=place, network_id=network_of(place, held), hours=hours
        )


def network_of(place: Organisation, held: Holding) -> int:
    """The network that claims hours worked at a place: its own, or the post's where it has none."""
    if place.kind == Kind.NETWORK:
        return int(place.pk)
    over = above(place.pk, when=When(as_at=held.starts_on))
    networks = Organisation.objects.filter(id__in=over, kind=Kind.NETWORK)
    return int(networks.values_list("id", flat=True).first() or held.network_id)


def ended(old: Holding, ends_on: date, *, by: Account) -> Holding:
    """The same terms with a last day, in place of those without."""
    terms = replace(terms_of(old), ends_on=ends_on)
    held = drafted(old.network, terms, source=old.source, by=by)
    held.key, held.person = old.key, old.person
    supersede(old)
    keep(held, terms)
    return held


def supersede(old: Holding) -> None:
    """What was known until now is known no longer."""
    old.known_until = timezone.now()
    old.save(update_fields=["known_until"])


def must_belong(held: Holding) -> None:
    """Refuse a practice that claims for itself, or employs, outside its own network."""
    others = {held.employer_id, held.claimant_id} - {held.network_id}
    practices = Organisation.objects.filter(id__in=others, kind=Kind.PRACTICE)
    for practice in practices.values_list("id", flat=True):
        if held.network_id not in scope_of(practice):
            raise NotAllowed(CLAIM)


def must_be_free(held: Holding) -> None:
    """Refuse a second person in one post, unless both share one full-time post."""
    same = Holding.objects.filter(
        network=held.network, post=held.post, known_until__isnull=True
    ).exclude(key=held.key)
    for other in same.select_related("person"):
        meets = (other.ends_on is None or held.starts_on <= other.ends_on) and (
            held.ends_on is None or other.starts_on <= held.ends_on
        )
        if meets and (other.role != held.role or other.hours + held.hours > FULL_TIME):
            raise NotPossible(
                f"Post {held.post} is held by somebody else from {in_words(other.starts_on)}"
                f"{f' to {in_words(other.ends_on)}' if other.ends_on else ''}.",
                next_step="End that first, hand the post over, or give another post number.",
            )
