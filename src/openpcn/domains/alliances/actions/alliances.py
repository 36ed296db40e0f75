"""Record an alliance, correct it, end it, take it back and bring it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.alliances.models import Alliance, Member, Terms
from openpcn.domains.alliances.vocabulary import LONGEST, RECORD, AllianceKind
from openpcn.domains.registry.actions.facts import (
    bring_back_all,
    correct,
    end,
    keep,
    last_taken_back,
    refuse_unseen,
    said_twice,
    says_already,
    take_back_all,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the, whom
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import in_words

PLACES = ("network", "place", "sub_icb", "icb")
MOST = Decimal("1000000000")
"""Pounds a year that no alliance costs."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says of an alliance; the lead by its code, or by name if it has none."""

    kind: str
    title: str
    scope: str
    lead: str
    starts_on: date
    ends_on: date | None = None
    contract: str = ""
    pounds: Decimal | None = None
    """A year."""
    pounds_source: str = ""


@transaction.atomic
def record(*, about: str, said: Said, by: Account) -> int:
    """Record an alliance for a network, place or board; sent twice, once."""
    which = the(about)
    require(by, RECORD, which)
    if which.kind not in PLACES:
        raise NotPossible(
            f"{about} is no network, place or board.", next_step="Record it for one of these."
        )
    facts = checked(said)
    if twice := said_twice(Terms, which, by=by, alliance__about=which, **facts):
        return int(twice.alliance_id)
    alliance = Alliance.objects.create(about=which)
    keep(Terms, by=by, alliance=alliance, **facts)
    record_event("recorded an alliance", alliance, by=by, detail={"about": about})
    return int(alliance.pk)


@transaction.atomic
def amend(number: int, *, said: Said, by: Account, seen: int = 0) -> None:
    """Correct what is said of an alliance; what was said before stays readable.

    `seen` is the version that its form was filled from; 0 of no form.
    """
    alliance, held = standing(number, by=by)
    refuse_unseen(held, seen)
    facts = checked(said)
    refuse_members_outside(alliance, said.starts_on, said.ends_on)
    if says_already(held, **facts):
        return
    correct(held, by=by, **facts)
    record_event("corrected an alliance", alliance, by=by)


@transaction.atomic
def close(number: int, *, on: date, by: Account) -> None:
    """Record the last day of an alliance; its members leave with it."""
    alliance, held = standing(number, by=by)
    if held.ends_on is not None:
        raise NotPossible(
            f"It has an end already: {in_words(held.ends_on)}.",
            next_step="Correct the alliance if that day is wrong.",
        )
    refuse_members_outside(alliance, held.starts_on, on)
    end(held, on=on, by=by)
    record_event("ended an alliance", alliance, by=by, detail={"on": on.isoformat()})


@transaction.atomic
def reopen(number: int, *, by: Account) -> None:
    """Take back that an alliance ends."""
    alliance, held = standing(number, by=by)
    if held.ends_on is None:
        raise NotPossible("No end is recorded.", next_step="Nothing needs to be done.")
    correct(held, by=by, ends_on=None)
    record_event("reopened an alliance", alliance, by=by)


@transaction.atomic
def withdraw(number: int, *, by: Account) -> None:
    """Take back an alliance that was recorded by mistake; it can be brought back."""
    alliance, _ = standing(number, by=by)
    take_back_all(alliance.terms.all())
    record_event("withdrew an alliance", alliance, by=by)


@transaction.atomic
def bring_back(number: int, *, by: Account) -> None:
    """Bring back an alliance that was taken back, with its members as they stood."""
    alliance = locked(number)
    require(by, RECORD, alliance.about_id)
    bring_back_all(last_taken_back(alliance.terms.all(), "alliance")[-1:], by=by)
    record_event("brought back an alliance", alliance, by=by)


def locked(number: int) -> Alliance:
    """An alliance that nobody else changes meanwhile."""
    alliance = Alliance.objects.select_for_update().filter(id=number).first()
    if alliance is None:
        raise no_such()
    return alliance


def standing(number: int, *, by: Account) -> tuple[Alliance, Terms]:
    """An alliance that stands, locked, with its terms, for somebody who may record it."""
    alliance = locked(number)
    held = alliance.terms.filter(known_until__isnull=True).first()
    if held is None:
        raise no_such()
    require(by, RECORD, alliance.about_id)
    return alliance, held


def checked(said: Said) -> dict[str, Any]:
    """What is said, as it is kept."""
    check_days(said.starts_on, said.ends_on)
    if said.kind not in AllianceKind.values:
        raise NotRight("This kind is not known.", next_step="Choose one of the list.")
    organisation, name = whom(said.lead, "The lead")
    return {
        "kind": said.kind,
        "title": some_text(said.title, "The title", longest=200),
        "scope": some_text(said.scope, "The scope", longest=LONGEST),
        "lead_id": organisation.pk if organisation else None,
        "lead_name": name,
        "contract": " ".join(said.contract.split())[:200],
        "starts_on": said.starts_on,
        "ends_on": said.ends_on,
        **cost(said),
    }


def cost(said: Said) -> dict[str, Any]:
    """Pounds a year with where the figure comes from, or neither."""
    if said.pounds is None:
        if said.pounds_source.strip():
            raise NotRight(
                "A source of the cost is given, but no cost.",
                next_step="Enter what it costs a year, or leave the source empty.",
                about="pounds",
            )
        return {"pounds": None, "pounds_source": ""}
    if not 0 <= said.pounds < MOST:
        raise NotRight(
            "This cannot be what it costs a year.",
            next_step="Enter pounds a year, from 0 to less than a thousand million.",
            about="pounds",
        )
    if not said.pounds_source.strip():
        raise NotRight(
            "The source of the cost is empty.",
            next_step="Write where the figure comes from, such as a budget with its year.",
            about="pounds_source",
        )
    source = some_text(said.pounds_source, "The source of the cost", longest=300)
    return {"pounds": said.pounds.quantize(Decimal("0.01")), "pounds_source": source}


def refuse_members_outside(alliance: Alliance, starts_on: date, ends_on: date | None) -> None:
    """Refuse days of an alliance in which somebody's recorded days as a member do not lie."""
    held = Member.objects.filter(alliance=alliance, known_until__isnull=True)
    first = held.filter(starts_on__lt=starts_on).order_by("starts_on").first()
    if first is not None:
        raise NotPossible(
            f"{first.name or 'A member'} is recorded as joining on {in_words(first.starts_on)}, "
            "before that.",
            next_step="Take that member back first, or choose an earlier day.",
        )
    late = held.filter(starts_on__gt=ends_on) if ends_on is not None else held.none()
    if (one := late.order_by("starts_on").first()) is not None:
        raise NotPossible(
            f"{one.name or 'A member'} is recorded as joining on {in_words(one.starts_on)}, "
            "after that.",
            next_step="Take that member back first, or choose a later day.",
        )


def no_such() -> NotFound:
    """There is no such alliance."""
    return NotFound("No such alliance stands.", next_step="Look it up in the list again.")
