"""The days of a service, in which its offers lie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from openpcn.domains.services.models import LocalTerms
from openpcn.domains.services.vocabulary import local_number
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.when import in_words


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A service as its offers are looked over against."""

    key: str
    title: str
    starts_on: date
    ends_on: date | None = None


def as_it_stands(of: Offered) -> Offered:
    """The service; a local one with what is said of it now, locked so that its days stay.

    It is locked before its offers, by every action, so that no two wait for each other.
    """
    number = local_number(of.key)
    if number is None:
        return of
    held = LocalTerms.objects.select_for_update().filter(service_id=number)
    said = held.filter(known_until__isnull=True).first()
    if said is None:
        raise NotFound(
            f"“{of.title}” was taken back, or was never recorded.",
            next_step="Bring the service back first, or choose another of the list.",
        )
    return replace(of, title=said.title, starts_on=said.starts_on, ends_on=said.ends_on)


def refuse_outside(of: Offered, starts_on: date, ends_on: date | None = None) -> None:
    """Refuse days on which the service itself is not in the catalogue."""
    if starts_on < of.starts_on:
        raise NotPossible(
            f"“{of.title}” is in the catalogue from {in_words(of.starts_on)}.",
            next_step="Choose that day or a later one as the first day.",
        )
    if of.ends_on is not None and max(starts_on, ends_on or starts_on) > of.ends_on:
        raise NotPossible(
            f"“{of.title}” is in the catalogue until {in_words(of.ends_on)}.",
            next_step="Choose that day or an earlier one; without a last day the offer ends then.",
        )


def lying_outside(starts_on: date, ends_on: date | None) -> Q:
    """Offers that begin before these days, or begin or are said to end after them."""
    late = Q() if ends_on is None else Q(starts_on__gt=ends_on) | Q(ends_on__gt=ends_on)
    return Q(starts_on__lt=starts_on) | late
