"""Record that an organisation joins an alliance and leaves it, and take either back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.alliances.actions.alliances import standing
from openpcn.domains.alliances.models import Alliance, Member, Terms
from openpcn.domains.registry.actions.facts import (
    bring_back_all,
    correct,
    end,
    keep,
    refuse_second,
    says_already,
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
    refuse_overlap(alliance, held, held.starts_on, None)
    correct(held, by=by, ends_on=None)
    record_event("took back the end of a member", held, by=by)


@transaction.atomic
def withdraw_member(number: int, member: int, *, by: Account) -> None:
    """Take back a member that was recorded by mistake."""
    alliance, _ = standing(number, by=by)
    held = the_current(Member, member, "member", alliance=alliance)
    take_back(held)
    record_event("withdrew a member", held, by=by)


@transaction.atomic
def bring_member_back(number: int, member: int, *, by: Account) -> None:
    """Bring a member back that was taken back, as it stood."""
    alliance, terms = standing(number, by=by)
    gone = alliance.members.filter(id=member, known_until__isnull=False).first()
    if gone is None:
        raise NotPossible("This member was not taken back.", next_step="Look at the list again.")
    refuse_outside(terms, gone.starts_on, gone.ends_on)
    refuse_overlap(alliance, gone, gone.starts_on, gone.ends_on)
    bring_back_all([gone], by=by)
    record_event("brought back a member", gone, by=by)


@transaction.atomic
def correct_member(
    number: int,
    member: int,
    *,
    does: str,
    starts_on: date,
    by: Account,
    ends_on: date | None = None,
) -> None:
    """Correct what a member does there and its days; what was said before stays readable."""
    alliance, terms = standing(number, by=by)
    held = the_current(Member, member, "member", alliance=alliance)
    check_days(starts_on, ends_on)
    refuse_outside(terms, starts_on, ends_on)
    refuse_overlap(alliance, held, starts_on, ends_on)
    facts = {
        "does": some_text(does, "What it does there", longest=300),
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    if not says_already(held, **facts):
        correct(held, by=by, **facts)
        record_event("corrected a member", held, by=by)


def refuse_overlap(alliance: Alliance, one: Member, starts_on: date, ends_on: date | None) -> None:
    """Refuse days on which the same organisation is a member by another record."""
    refuse_second(
        alliance.members.filter(
            meets(starts_on, ends_on), organisation=one.organisation, name__iexact=one.name
        ).exclude(id=one.pk),
        "It is recorded as a member on some of these days already.",
        "Take the other membership back first.",
    )


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
