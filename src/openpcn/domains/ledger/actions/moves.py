"""Record activity that moves out of hospital, what was agreed to follow it, and how much moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.ledger.models import Entry, Move, MovedActivity, MoveTerms
from openpcn.domains.ledger.vocabulary import RECORD_MOVES, Lever, PriceStatus
from openpcn.domains.registry.actions.facts import correct, keep, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import in_words

KINDS = ("network", "place", "sub_icb", "icb")
MOST_ACTIVITY = 10_000_000
MOST_PRICE = Decimal(1_000_000)


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What was agreed about a move."""

    service: str
    lever: str
    from_provider: str
    receiver: str
    starts_on: date
    ends_on: date | None
    baseline: int
    baseline_source: str
    unit_price: Decimal
    price_status: str
    price_source: str
    share_per_cent: Decimal


@transaction.atomic
def record_move(*, about: str, agreed: Agreed, by: Account) -> int:
    """Record a move of activity to a network, or to those of a place or system."""
    which = the(about)
    require(by, RECORD_MOVES, which)
    if which.kind not in KINDS:
        raise NotPossible(
            f"{about} is no network, place or board.", next_step="Record the move of one of these."
        )
    made = Move.objects.create(about=which)
    keep(MoveTerms, by=by, move=made, **checked(agreed))
    record_event("recorded a move of activity", made, by=by, detail={"about": about})
    return int(made.pk)


@transaction.atomic
def correct_move(number: int, *, agreed: Agreed, by: Account) -> None:
    """Correct what was agreed; what was known before stays readable."""
    held = standing(number, by=by)
    correct(held, by=by, **checked(agreed))
    record_event("corrected a move of activity", held.move, by=by)


@transaction.atomic
def withdraw_move(number: int, *, by: Account) -> None:
    """Take back a move for which no money is recorded."""
    held = standing(number, by=by)
    if Entry.objects.filter(move_id=number, reverses=None, reversed_by__isnull=True).exists():
        raise NotPossible(
            "Money is recorded as following this move.", next_step="Reverse those entries first."
        )
    take_back(held)
    record_event("withdrew a move of activity", held.move, by=by)


@transaction.atomic
def bring_back_move(number: int, *, by: Account) -> None:
    """Bring back a move that was taken back, as it stood."""
    move = Move.objects.select_for_update().filter(id=number).first()
    if move is None:
        raise no_such()
    require(by, RECORD_MOVES, move.about_id)
    last = move.terms.order_by("-known_from", "-id").first()
    if last is None or last.known_until is None:
        raise NotPossible("This move stands.", next_step="Nothing needs to be done.")
    correct(last, by=by)
    record_event("brought back a move of activity", move, by=by)


@transaction.atomic
def record_activity(number: int, *, month: date, moved: int, source: str, by: Account) -> None:
    """Record how much took place outside hospital in a month; it replaces what was recorded."""
    terms = standing(number, by=by)
    first = month.replace(day=1)
    if first < terms.starts_on.replace(day=1) or month > timezone.localdate():
        raise NotRight(
            f"The move starts on {in_words(terms.starts_on)}.",
            next_step="Choose a month from then on that has begun.",
        )
    if not 0 <= moved <= MOST_ACTIVITY:
        raise NotRight(f"{moved:,} is no count of activity.", next_step="Enter nought or more.")
    told = {"moved": moved, "source": some_text(source, "The source", longest=300)}
    held = MovedActivity.objects.filter(
        move_id=number, month=first, known_until__isnull=True
    ).first()
    made = (
        correct(held, by=by, **told)
        if held is not None
        else keep(MovedActivity, by=by, move=terms.move, month=first, **told)
    )
    record_event("recorded moved activity", made, by=by)


@transaction.atomic
def withdraw_activity(number: int, *, by: Account) -> None:
    """Take back a month that was recorded by mistake."""
    held = the_current(MovedActivity, number, "month")
    standing(held.move_id, by=by)
    take_back(held)
    record_event("withdrew moved activity", held, by=by)


def standing(number: int, *, by: Account) -> MoveTerms:
    """What stands of a move, locked, for somebody who may record it."""
    held = MoveTerms.objects.select_for_update().filter(move_id=number, known_until__isnull=True)
    found = held.first()
    if found is None:
        raise no_such()
    require(by, RECORD_MOVES, found.move.about_id)
    return found


def no_such() -> NotFound:
    """There is no such move."""
    return NotFound("No such move stands.", next_step="Go back to the list of moves.")


def checked(agreed: Agreed) -> dict[str, Any]:
    """What was agreed, as it is kept."""
    check_days(agreed.starts_on, agreed.ends_on)
    if agreed.lever not in Lever.values or agreed.price_status not in PriceStatus.values:
        raise NotRight("No such choice is known.", next_step="Choose one of the lists.")
    if not 0 < agreed.baseline <= MOST_ACTIVITY:
        raise NotRight(
            "A baseline is the activity of a year, more than nought.",
            next_step="Enter how much took place in the year before the move.",
        )
    if not 0 < agreed.unit_price <= MOST_PRICE or not 0 <= agreed.share_per_cent <= 100:
        raise NotRight(
            "A price is more than nought, and what follows is 0 to 100 per cent of it.",
            next_step="Check the price and the share.",
        )
    return {
        "service": some_text(agreed.service, "The service", longest=120),
        "lever": agreed.lever,
        "from_provider": some_text(agreed.from_provider, "The provider", longest=120),
        "receiver": the(agreed.receiver),
        "starts_on": agreed.starts_on,
        "ends_on": agreed.ends_on,
        "baseline": agreed.baseline,
        "baseline_source": some_text(agreed.baseline_source, "The source", longest=300),
        "unit_price": agreed.unit_price,
        "price_status": agreed.price_status,
        "price_source": some_text(agreed.price_source, "The source of the price", longest=300),
        "share_per_cent": agreed.share_per_cent,
    }
