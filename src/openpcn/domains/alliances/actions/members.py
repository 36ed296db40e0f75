"""Record that an organisation joins an alliance and leaves it, and take either back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.alliances.actions.alliances import standing
from openpcn.domains.alliances.models import Member, Terms
from openpcn.domains.registry.actions.facts import (
    correct,
    end,
    keep,
    refuse_second,
    take_back,
    the_current,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, whom
from openpcn.domains.registry.queries.dated import meets
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import in_words


@transaction.atomic
def add_member(
    number: int,
    *,
    member: str,
    does: str,
    starts_on: date,
    by: Account,
    ends_on: date | None = None,
) -> int:
    """Record a member, by its code or, if it is not in the registry, by its name."""
    alliance, terms = standing(number, by=by)
    check_days(starts_on, ends_on)
    refuse_outside(terms, starts_on, ends_on)
    organisation, name = whom(member, "The member")
    refuse_second(
        alliance.members.filter(
            meets(starts_on, ends_on), organisation=organisation, name__iexact=name
        ),
        f"{member} is recorded as a member on some of these days already.",
        "End or take back what is recorded first.",
    )
    made = keep(
        Member,
        by=by,
        alliance=alliance,
        organisation=organisation,
        name=name,
        does=some_text(does, "What it does there", longest=300),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record_event("added a member", made, by=by, detail={"alliance": number})
    return int(made.pk)


@transaction.atomic
def end_member(number: int, member: int, *, on: date, by: Account) -> None:
    """Record the last day of a member."""
    alliance, terms = standing(number, by=by)
    held = the_current(Member, member, "member", alliance=alliance)
    refuse_outside(terms, held.starts_on, on)
    end(held, on=on, by=by)
    record_event("ended a member", held, by=by, detail={"on": on.isoformat()})


@transaction.atomic
def keep_member(number: int, member: int, *, by: Account) -> None:
    """Take back that a member leaves."""
    alliance, _ = standing(number, by=by)
    held = the_current(Member, member, "member", alliance=alliance)
    if held.ends_on is None:
        raise NotPossible("No end is recorded.", next_step="Nothing needs to be done.")
    refuse_second(
        alliance.members.filter(
            meets(held.starts_on, None), organisation=held.organisation, name__iexact=held.name
        ).exclude(id=held.pk),
        "It joined again later.",
        "Take the later membership back first.",
    )
    correct(held, by=by, ends_on=None)
    record_event("took back the end of a member", held, by=by)


@transaction.atomic
def withdraw_member(number: int, member: int, *, by: Account) -> None:
    """Take back a member that was recorded by mistake."""
    alliance, _ = standing(number, by=by)
    held = the_current(Member, member, "member", alliance=alliance)
    take_back(held)
    record_event("withdrew a member", held, by=by)


def refuse_outside(terms: Terms, starts_on: date, ends_on: date | None) -> None:
    """Refuse days on which the alliance itself does not stand."""
    if starts_on < terms.starts_on:
        raise NotPossible(
            f"“{terms.title}” begins on {in_words(terms.starts_on)}.",
            next_step="Choose that day or a later one.",
        )
    last = max(day for day in (starts_on, ends_on) if day is not None)
    if terms.ends_on is not None and last > terms.ends_on:
        raise NotPossible(
            f"“{terms.title}” ends on {in_words(terms.ends_on)}.",
            next_step="Choose that day or an earlier one.",
        )
