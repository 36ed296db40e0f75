"""Bid for investment in a site, score bids, and record how far they are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.premises.actions.sites import RECORD, standing
from openpcn.domains.premises.models import Bid, BidDetail, BidScore
from openpcn.domains.premises.vocabulary import NEXT_STAGES, Stage
from openpcn.domains.registry.actions.facts import correct, keep, put, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight

SCORE = "premises.score"
MOST_POUNDS = Decimal(1_000_000_000)
PENCE = Decimal("0.01")
DECIDED_BY_THE_COMMISSIONER = {Stage.SUPPORTED, Stage.FUNDED, Stage.REFUSED}


@transaction.atomic
def make_bid(
    *,
    site: int,
    bidder: str,
    title: str,
    what: str,
    fund: str,
    pounds: Decimal,
    bid_on: date,
    by: Account,
) -> int:
    """Record a bid for a site; it is a draft until it is submitted."""
    which = the(bidder)
    require(by, RECORD, which)
    bid = Bid.objects.create(site=standing(site, by=by), bidder=which)
    facts = checked(title, what, fund, pounds, bid_on)
    keep(BidDetail, by=by, bid=bid, stage=Stage.DRAFT, **facts)
    record_event("made a bid", bid, by=by, detail={"bidder": bidder})
    return int(bid.pk)


@transaction.atomic
def amend_bid(
    number: int,
    *,
    title: str,
    what: str,
    fund: str,
    pounds: Decimal,
    bid_on: date,
    by: Account,
) -> None:
    """Change a bid while it is a draft."""
    bid, held = the_bid(number)
    require(by, RECORD, bid.bidder_id)
    if held.stage != Stage.DRAFT:
        raise NotPossible(
            f"This bid is {held.get_stage_display().lower()}.",
            next_step="Bring it back to a draft first.",
        )
    correct(held, by=by, **checked(title, what, fund, pounds, bid_on))
    record_event("changed a bid", bid, by=by)


@transaction.atomic
def move_bid(number: int, *, to: str, by: Account) -> None:
    """Bring a bid to another stage; decisions are the commissioner's."""
    bid, held = the_bid(number)
    decided = {to, held.stage} & DECIDED_BY_THE_COMMISSIONER
    require(by, SCORE if decided else RECORD, bid.bidder_id)
    if to not in NEXT_STAGES[held.stage]:
        allowed = " or ".join(str(each.label).lower() for each in NEXT_STAGES[held.stage])
        raise NotPossible(
            f"A bid that is {held.get_stage_display().lower()} cannot become that.",
            next_step=f"It can become: {allowed}.",
        )
    correct(held, by=by, stage=to)
    record_event("moved a bid", bid, by=by, detail={"from": held.stage, "to": to})


@transaction.atomic
def score_bid(
    number: int, *, priority: str, points: int, most_points: int, reason: str, by: Account
) -> None:
    """Score a bid by one priority; an earlier score stays readable as known before."""
    bid, _ = the_bid(number)
    require(by, SCORE, bid.bidder_id)
    if not 0 <= points <= most_points:
        raise NotRight(f"{points} points cannot be given.", next_step=f"Enter 0 to {most_points}.")
    facts = {"points": points, "reason": some_text(reason, "The reason", longest=300)}
    made = put(BidScore, {"bid": bid, "priority": priority}, by=by, **facts)
    record_event("scored a bid", made, by=by, detail={"priority": priority, "points": points})


@transaction.atomic
def withdraw_score(number: int, score: int, *, by: Account) -> None:
    """Take a score back."""
    bid, _ = the_bid(number)
    require(by, SCORE, bid.bidder_id)
    held = the_current(BidScore, score, "score", bid=bid)
    take_back(held)
    record_event("withdrew a score", held, by=by)


def the_bid(number: int) -> tuple[Bid, BidDetail]:
    """A bid, locked, with what it says now."""
    bid = Bid.objects.select_for_update().filter(id=number).first()
    held = bid.details.filter(known_until__isnull=True).first() if bid else None
    if bid is None or held is None:
        raise NotFound("No such bid stands.", next_step="Look it up among the bids again.")
    return bid, held


def checked(
    title: str, what: str, fund: str, pounds: Decimal, bid_on: date
) -> dict[str, str | Decimal | date]:
    """A bid as it is kept."""
    check_days(bid_on)
    if not pounds.is_finite() or not 0 < pounds <= MOST_POUNDS:
        raise NotRight(f"£{pounds:,} cannot be bid for.", next_step="Enter more than £0.")
    return {
        "title": some_text(title, "The title", longest=200),
        "what": some_text(what, "What is bid for", longest=5_000),
        "fund": some_text(fund, "The fund", longest=120),
        "pounds": pounds.quantize(PENCE),
        "bid_on": bid_on,
    }
