"""Sites with rooms and users, and bids with scores, on a day and as they were known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from openpcn.domains.accounts.models import Account
from openpcn.domains.premises.actions.sites import RECORD
from openpcn.domains.premises.models import BidDetail, BidScore, Room, SiteDetail, SiteUse
from openpcn.domains.registry.permissions import organisations_where_may
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import TakenBack, grouped, holds_on, taken_back
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class RoomAnswer:
    """Rooms of one kind."""

    id: int
    name: str
    room_for: str
    room_for_words: str
    number: int
    square_metres: Decimal | None
    condition_words: str
    sessions_free: int


@dataclass(frozen=True, kw_only=True)
class UseAnswer:
    """Who uses a site, and as what."""

    id: int
    code: str
    name: str
    kind: str
    used_as: str
    used_as_words: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class SiteAnswer:
    """A site as it was on the day."""

    id: int
    owner_id: int
    owner_code: str
    owner_name: str
    name: str
    address: str
    postcode: str
    ownership: str
    ownership_words: str
    lease_ends_on: date | None
    condition: str
    condition_words: str
    surveyed_on: date | None
    source: str
    starts_on: date
    rooms: tuple[RoomAnswer, ...]
    uses: tuple[UseAnswer, ...]

    @property
    def practices(self) -> int:
        """How many practices use it."""
        return len({one.code for one in self.uses if one.kind == "practice"})

    def rooms_for(self, *purposes: str) -> int:
        """How many rooms there are for some purposes."""
        return sum(one.number for one in self.rooms if one.room_for in purposes)


@dataclass(frozen=True, kw_only=True)
class ScoreAnswer:
    """The points of a bid for one priority."""

    id: int
    priority: str
    points: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class BidAnswer:
    """A bid as it stands."""

    id: int
    site_id: int
    bidder_id: int
    bidder_code: str
    bidder_name: str
    title: str
    what: str
    fund: str
    pounds: Decimal
    stage: str
    stage_words: str
    bid_on: date
    scores: tuple[ScoreAnswer, ...]


def sites(
    organisation_ids: Collection[int], *, when: When, site_id: int | None = None
) -> list[SiteAnswer]:
    """The sites that some organisations keep or use on the day, by name."""
    known, day = counted(when.as_known), holds_on(when.as_at)
    used = SiteUse.objects.filter(known, day, organisation_id__in=organisation_ids)
    held = SiteDetail.objects.filter(known, day).filter(
        Q(site__owner_id__in=organisation_ids) | Q(site_id__in=used.values("site_id"))
    )
    if site_id is not None:
        held = held.filter(site_id=site_id)
    rows = list(held.select_related("site").order_by("name", "site_id"))
    numbers = [row.site_id for row in rows]
    rooms = grouped(Room.objects.filter(known, site_id__in=numbers).order_by("name"), "site_id")
    uses = grouped(
        SiteUse.objects.filter(known, day, site_id__in=numbers).order_by("id"), "site_id"
    )
    ids = {row.site.owner_id for row in rows}
    ids |= {each.organisation_id for group in uses.values() for each in group}
    named = organisations_by_id(ids, when=when) if ids else {}
    return [site_of(row, rooms[row.site_id], uses[row.site_id], named) for row in rows]


def sites_taken_back(viewer: Account | None, organisation_ids: Collection[int]) -> list[TakenBack]:
    """The sites that were taken back and that a viewer may bring back."""
    mine = set(organisation_ids) & organisations_where_may(viewer, RECORD)
    contents = SiteDetail.objects.filter(site__owner_id__in=mine)
    return taken_back(contents, of="site_id", named="name")


def bids(site_ids: Collection[int], *, when: When) -> list[BidAnswer]:
    """The bids for some sites, the newest first."""
    known = counted(when.as_known)
    rows = list(
        BidDetail.objects.filter(known, bid__site_id__in=site_ids, bid_on__lte=when.as_at)
        .select_related("bid")
        .order_by("-bid_on", "bid_id")
    )
    scores = grouped(
        BidScore.objects.filter(known, bid_id__in=[row.bid_id for row in rows]), "bid_id"
    )
    ids = {row.bid.bidder_id for row in rows}
    named = organisations_by_id(ids, when=when) if ids else {}
    return [
        BidAnswer(
            id=row.bid_id,
            site_id=row.bid.site_id,
            bidder_id=row.bid.bidder_id,
            bidder_code=named[row.bid.bidder_id].code,
            bidder_name=named[row.bid.bidder_id].name,
            title=row.title,
            what=row.what,
            fund=row.fund,
            pounds=row.pounds,
            stage=row.stage,
            stage_words=row.get_stage_display(),
            bid_on=row.bid_on,
            scores=tuple(
                ScoreAnswer(id=one.pk, priority=one.priority, points=one.points, reason=one.reason)
                for one in scores[row.bid_id]
            ),
        )
        for row in rows
    ]


def site_of_bid(number: int) -> int | None:
    """The site that a bid is for."""
    found = BidDetail.objects.filter(bid_id=number).values_list("bid__site_id", flat=True).first()
    return None if found is None else int(found)


def site_of(
    row: SiteDetail,
    rooms: list[Room],
    uses: list[SiteUse],
    named: dict[int, OrganisationAnswer],
) -> SiteAnswer:
    """A site with its rooms and users."""
    owner = named[row.site.owner_id]
    return SiteAnswer(
        id=row.site_id,
        owner_id=owner.id,
        owner_code=owner.code,
        owner_name=owner.name,
        name=row.name,
        address=row.address,
        postcode=row.postcode,
        ownership=row.ownership,
        ownership_words=row.get_ownership_display(),
        lease_ends_on=row.lease_ends_on,
        condition=row.condition,
        condition_words=row.get_condition_display(),
        surveyed_on=row.surveyed_on,
        source=row.source,
        starts_on=row.starts_on,
        rooms=tuple(
            RoomAnswer(
                id=one.pk,
                name=one.name,
                room_for=one.room_for,
                room_for_words=one.get_room_for_display(),
                number=one.number,
                square_metres=one.square_metres,
                condition_words=one.get_condition_display(),
                sessions_free=one.sessions_free,
            )
            for one in rooms
        ),
        uses=tuple(
            UseAnswer(
                id=one.pk,
                code=named[one.organisation_id].code,
                name=named[one.organisation_id].name,
                kind=named[one.organisation_id].kind,
                used_as=one.used_as,
                used_as_words=one.get_used_as_display(),
                starts_on=one.starts_on,
                ends_on=one.ends_on,
            )
            for one in uses
            if one.organisation_id in named
        ),
    )
