"""Record sites, what they are like, their rooms and who uses them; correct and take back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.premises.models import Room, Site, SiteDetail, SiteUse
from openpcn.domains.premises.vocabulary import Condition, Ownership, RoomFor, UsedAs
from openpcn.domains.registry.actions.describing import describe
from openpcn.domains.registry.actions.facts import (
    bring_back_all,
    end,
    keep,
    last_taken_back,
    put,
    take_back,
    take_back_all,
    the_current,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.dated import meets
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import in_words

RECORD = "premises.record"
LARGEST = Decimal(100_000)
MOST_ROOMS = 500
HALF_DAYS = 14
"""Of a week, in one room."""


@dataclass(frozen=True, kw_only=True)
class Description:
    """What a site is like from a day on."""

    name: str
    address: str = ""
    postcode: str = ""
    ownership: str = Ownership.NOT_KNOWN
    lease_ends_on: date | None = None
    condition: str = Condition.NOT_SURVEYED
    surveyed_on: date | None = None
    source: str
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def record_site(*, owner: str, description: Description, by: Account) -> int:
    """Record a building that somebody works in."""
    which = the(owner)
    require(by, RECORD, which)
    site = Site.objects.create(owner=which)
    keep(SiteDetail, by=by, site=site, **checked(description))
    record_event("recorded a site", site, by=by, detail={"owner": owner})
    return int(site.pk)


@transaction.atomic
def describe_site(number: int, *, description: Description, by: Account) -> None:
    """Correct a site, or say what it is like from a later day on; what was before stays."""
    site = standing(number, by=by)
    describe(site.details.all(), said=checked(description), by=by, site=site)
    record_event("described a site", site, by=by)


@transaction.atomic
def withdraw_site(number: int, *, by: Account) -> None:
    """Take back a site that was recorded by mistake; it can be brought back."""
    site = standing(number, by=by)
    take_back_all(site.details.all())
    record_event("withdrew a site", site, by=by)


@transaction.atomic
def bring_back(number: int, *, by: Account) -> None:
    """Bring back a site that was taken back, as it was described then."""
    site = Site.objects.select_for_update().filter(id=number).first()
    if site is None:
        raise no_such()
    require(by, RECORD, site.owner_id)
    bring_back_all(last_taken_back(site.details.all(), "site"), by=by)
    record_event("brought back a site", site, by=by)


@transaction.atomic
def record_room(
    number: int,
    *,
    name: str,
    room_for: str,
    rooms: int,
    square_metres: Decimal | None,
    condition: str,
    sessions_free: int,
    by: Account,
) -> int:
    """Record rooms of one kind; of the same name, they take the place of what was recorded."""
    site = standing(number, by=by)
    called = some_text(name, "The name", longest=120)
    if room_for not in RoomFor.values or condition not in Condition.values:
        raise NotRight("No room is so.", next_step="Choose one of the lists.")
    if not 1 <= rooms <= MOST_ROOMS or not 0 <= sessions_free <= HALF_DAYS * rooms:
        raise NotRight(
            "That is no number of rooms or of half days.",
            next_step=f"Enter 1 to {MOST_ROOMS} rooms and 0 to {HALF_DAYS} free half days "
            "a week for each of them.",
        )
    if square_metres is not None and not 0 < square_metres <= LARGEST:
        raise NotRight(f"{square_metres} is no floor area.", next_step="Enter square metres.")
    facts: dict[str, Any] = {
        "room_for": room_for,
        "number": rooms,
        "square_metres": square_metres,
        "condition": condition,
        "sessions_free": sessions_free,
    }
    made = put(Room, {"site": site, "name": called}, by=by, **facts)
    record_event("recorded rooms", made, by=by, detail={"site": number})
    return int(made.pk)


@transaction.atomic
def withdraw_room(number: int, room: int, *, by: Account) -> None:
    """Take back rooms that are there no longer, or never were."""
    site = standing(number, by=by)
    held = the_current(Room, room, "room", site=site)
    take_back(held)
    record_event("withdrew rooms", held, by=by, detail={"site": number})


@transaction.atomic
def record_use(
    number: int,
    *,
    organisation: str,
    used_as: str,
    starts_on: date,
    ends_on: date | None = None,
    by: Account,
) -> int:
    """Record that an organisation uses a site from a day on."""
    site = standing(number, by=by)
    which = the(organisation)
    if used_as not in UsedAs.values:
        raise NotRight("No site is used so.", next_step="Choose one of the list.")
    check_days(starts_on, ends_on)
    held = site.uses.filter(meets(starts_on, ends_on), CURRENT, organisation=which)
    if (first := held.first()) is not None:
        raise NotPossible(
            f"{organisation} uses this site from {in_words(first.starts_on)} already.",
            next_step="Record first that it leaves.",
        )
    made = keep(
        SiteUse,
        by=by,
        site=site,
        organisation=which,
        used_as=used_as,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record_event("recorded who uses a site", made, by=by, detail={"site": number})
    return int(made.pk)


@transaction.atomic
def end_use(number: int, use: int, *, ends_on: date, by: Account) -> None:
    """Record the last day on which an organisation uses a site."""
    site = standing(number, by=by)
    held = the_current(SiteUse, use, "use", site=site)
    record_event("ended a use of a site", end(held, on=ends_on, by=by), by=by)


@transaction.atomic
def withdraw_use(number: int, use: int, *, by: Account) -> None:
    """Take back a use that was recorded by mistake."""
    site = standing(number, by=by)
    held = the_current(SiteUse, use, "use", site=site)
    take_back(held)
    record_event("withdrew a use of a site", held, by=by)


def standing(number: int, *, by: Account) -> Site:
    """A site that stands, locked, for somebody who may record it."""
    stands = SiteDetail.objects.filter(known_until__isnull=True, site_id=number).values("site_id")
    site = Site.objects.select_for_update().filter(id__in=stands).first()
    if site is None:
        raise no_such()
    require(by, RECORD, site.owner_id)
    return site


def no_such() -> NotFound:
    """There is no such site."""
    return NotFound("No such site stands.", next_step="Look it up among the premises again.")


def checked(said: Description) -> dict[str, Any]:
    """A description as it is kept."""
    check_days(said.starts_on, said.ends_on)
    for day in (said.lease_ends_on, said.surveyed_on):
        if day is not None:
            check_days(day)
    if said.ownership not in Ownership.values or said.condition not in Condition.values:
        raise NotRight("No site is so.", next_step="Choose one of the lists.")
    is_surveyed = said.condition != Condition.NOT_SURVEYED
    if is_surveyed and said.surveyed_on is None:
        raise NotRight("A condition is that of a survey.", next_step="Enter the day of the survey.")
    return asdict(said) | {
        "name": some_text(said.name, "The name", longest=200),
        "address": " ".join(said.address.split())[:300],
        "postcode": " ".join(said.postcode.upper().split())[:10],
        "surveyed_on": said.surveyed_on if is_surveyed else None,
        "source": some_text(said.source, "The source", longest=300),
    }
