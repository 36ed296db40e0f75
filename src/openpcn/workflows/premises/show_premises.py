"""The premises of an organisation and of what lies in it; bids with their scores and places."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.premises.actions.bids import SCORE
from openpcn.domains.premises.actions.sites import RECORD
from openpcn.domains.premises.queries.sites import (
    BidAnswer,
    SiteAnswer,
    bids,
    site_of_bid,
    sites,
    sites_taken_back,
)
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.permissions import circle_of, may, may_everywhere
from openpcn.domains.registry.queries.dated import TakenBack
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.structure import systems
from openpcn.engines.premises.ranking import Ranked, rank
from openpcn.kernel.errors import NotFound, Refused
from openpcn.kernel.when import When
from openpcn.rulebook.premises import Priorities, investment_priorities
from openpcn.workflows.agreements.mine import Scope, may_read, scope_of


@dataclass(frozen=True, kw_only=True)
class RankedBid:
    """A bid with its place among the others, and the site that it is for."""

    bid: BidAnswer
    site: SiteAnswer
    ranked: Ranked
    points_of: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Premises:
    """The sites of an organisation, and the bids for them."""

    scope: Scope
    sites: tuple[SiteAnswer, ...]
    bids: tuple[RankedBid, ...]
    priorities: Priorities
    taken_back: tuple[TakenBack, ...]
    """Sites that the reader may bring back."""
    may_record: bool


@dataclass(frozen=True, kw_only=True)
class OneSite:
    """A site with its bids."""

    site: SiteAnswer
    bids: tuple[RankedBid, ...]
    priorities: Priorities
    may_record: bool


@dataclass(frozen=True, kw_only=True)
class OneBid:
    """A bid with its scores."""

    bid: BidAnswer
    site: SiteAnswer
    ranked: Ranked
    priorities: Priorities
    may_record: bool
    may_score: bool


def show_premises(viewer: Account | None, code: str, *, when: When) -> Premises:
    """The premises, for people with a role in the system."""
    scope = scope_of(viewer, code, when=when)
    if not may_read(viewer, scope):
        raise Refused(
            "Premises are shown to people with a role in this system.",
            next_step="Sign in with an account that has one.",
        )
    held = sites(scope.within, when=when)
    return Premises(
        scope=scope,
        sites=tuple(held),
        bids=ranked_bids(held, when=when),
        priorities=investment_priorities(),
        taken_back=tuple(sites_taken_back(viewer, scope.within)),
        may_record=may(viewer, RECORD),
    )


def show_site(viewer: Account | None, number: int, *, when: When) -> OneSite:
    """One site; NotFound where it does not stand or is not the viewer's to read."""
    site = readable_site(viewer, number, when=when)
    return OneSite(
        site=site,
        bids=ranked_bids([site], when=when),
        priorities=investment_priorities(),
        may_record=may(viewer, RECORD, site.owner_id),
    )


def show_bid(viewer: Account | None, number: int, *, when: When) -> OneBid:
    """One bid with its scores."""
    site_id = site_of_bid(number)
    if site_id is None:
        raise no_such("bid")
    site = readable_site(viewer, site_id, when=when)
    found = next(
        (one for one in ranked_bids([site], when=when, also=number) if one.bid.id == number), None
    )
    if found is None:
        raise no_such("bid")
    return OneBid(
        bid=found.bid,
        site=site,
        ranked=found.ranked,
        priorities=investment_priorities(),
        may_record=may(viewer, RECORD, found.bid.bidder_id),
        may_score=may(viewer, SCORE, found.bid.bidder_id),
    )


def readable_site(viewer: Account | None, number: int, *, when: When) -> SiteAnswer:
    """A site that the viewer may read."""
    around = everywhere(when) if may_everywhere(viewer) else circle_of(viewer)
    found = sites(around, when=when, site_id=number) if around else []
    if not found:
        raise no_such("site")
    return found[0]


def everywhere(when: When) -> set[int]:
    """Every organisation of every system."""
    tops = [get_organisation(one.code, when=when).id for one in systems(when=when)]
    return set().union(*(beneath(one, when=when) for one in tops))


def no_such(what: str) -> NotFound:
    """There is no such site or bid to be read."""
    return NotFound(
        f"No such {what} is shown to you.",
        next_step="Look it up among the premises; people with a role in its system read it.",
    )


def ranked_bids(
    held: list[SiteAnswer], *, when: When, also: int | None = None
) -> tuple[RankedBid, ...]:
    """The bids for some sites, ranked; withdrawn ones are left out, but for `also`."""
    site_of = {one.id: one for one in held}
    found = {
        one.id: one
        for one in bids(site_of.keys(), when=when)
        if one.stage != "withdrawn" or one.id == also
    }
    rules = investment_priorities()
    points = {
        number: {each.priority: each.points for each in one.scores} for number, one in found.items()
    }
    return tuple(
        RankedBid(
            bid=found[one.bid],
            site=site_of[found[one.bid].site_id],
            ranked=one,
            points_of=points[one.bid],
        )
        for one in rank(points, rules.codes, rules.most_points)
    )
