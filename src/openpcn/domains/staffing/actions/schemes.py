"""Record a local scheme and what organisations receive; correct it, end it, take it back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.facts import correct, end, keep, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.permissions import require
from openpcn.domains.staffing.models import Award, LocalScheme
from openpcn.domains.staffing.vocabulary import PERMISSION_SCHEMES, Scheme
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import in_words

MOST = Decimal(1_000_000_000)
PENCE = Decimal("0.01")


@transaction.atomic
def record_scheme(
    *,
    organisation: str,
    kind: str,
    name: str,
    rule: str,
    budget: Decimal | None,
    starts_on: date,
    ends_on: date | None = None,
    by: Account,
) -> int:
    """Record a scheme, who can receive it and for what."""
    which = the(organisation)
    require(by, PERMISSION_SCHEMES, which)
    facts = checked(kind, name, rule, budget, starts_on, ends_on)
    made = keep(LocalScheme, by=by, organisation=which, **facts)
    record_event("recorded a local scheme", made, by=by, detail={"organisation": organisation})
    return int(made.pk)


@transaction.atomic
def end_scheme(scheme_id: int, *, ends_on: date, by: Account) -> None:
    """Say on which day it ends; what was awarded stays."""
    found = the_scheme(scheme_id, by=by)
    must_hold_awards(scheme_id, found.starts_on, ends_on, found.budget)
    made = end(new_version(found), on=ends_on, by=by)
    record_event("ended a local scheme", made, by=by, detail={"ends_on": ends_on.isoformat()})


@transaction.atomic
def correct_scheme(
    scheme_id: int,
    *,
    kind: str,
    name: str,
    rule: str,
    budget: Decimal | None,
    starts_on: date,
    ends_on: date | None = None,
    by: Account,
) -> None:
    """Correct what a scheme says of itself; without a last day, an end is taken back."""
    found = the_scheme(scheme_id, by=by)
    facts = checked(kind, name, rule, budget, starts_on, ends_on)
    must_hold_awards(scheme_id, starts_on, ends_on, budget)
    made = correct(new_version(found), by=by, **facts)
    record_event("corrected a local scheme", made, by=by)


@transaction.atomic
def withdraw_scheme(scheme_id: int, *, by: Account) -> None:
    """Take back a scheme that was recorded by mistake and has no awards."""
    found = the_scheme(scheme_id, by=by)
    if awards_of(scheme_id).exists():
        raise NotPossible(
            f"{found.name} has recipients.", next_step="End it, or take its awards back first."
        )
    take_back(found)
    record_event("withdrew a local scheme", found, by=by)


@transaction.atomic
def record_award(
    scheme_id: int, *, recipient: str, pounds: Decimal, on: date, reason: str, by: Account
) -> int:
    """Record what an organisation receives; a budget is never exceeded."""
    scheme = the_scheme(scheme_id, by=by)
    to = the(recipient)
    check_days(on)
    check_pounds(pounds)
    if on > timezone.localdate():
        raise NotRight(f"{in_words(on)} has not come yet.", next_step="Record it once it is given.")
    if on < scheme.starts_on or (scheme.ends_on is not None and on > scheme.ends_on):
        raise NotPossible(
            f"{scheme.name} does not run on {in_words(on)}.", next_step="Check the day."
        )
    so_far = awarded(scheme_id)
    if scheme.budget is not None and so_far + pounds > scheme.budget:
        raise NotPossible(
            f"£{pounds:,.2f} would exceed the budget of £{scheme.budget:,.2f}, "
            f"of which £{scheme.budget - so_far:,.2f} is left.",
            next_step="Award less.",
        )
    made = keep(
        Award,
        by=by,
        scheme_id=scheme.number,
        recipient=to,
        pounds=pounds.quantize(PENCE),
        on=on,
        reason=some_text(reason, "The reason", longest=300),
    )
    record_event("recorded an award", made, by=by, detail={"recipient": recipient})
    return int(made.pk)


@transaction.atomic
def withdraw_award(award_id: int, *, by: Account) -> None:
    """Take back an award that was recorded by mistake."""
    found = the_current(Award, award_id, "award")
    the_scheme(found.scheme_id, by=by)
    take_back(found)
    record_event("withdrew an award", found, by=by)


def the_scheme(scheme_id: int, *, by: Account) -> LocalScheme:
    """The scheme that stands now, for somebody who may record it."""
    held = LocalScheme.objects.select_for_update().filter(
        Q(id=scheme_id, first__isnull=True) | Q(first_id=scheme_id), CURRENT
    )
    found = held.first()
    if found is None:
        raise NotFound("No such scheme stands now.", next_step="Go back to the list.")
    require(by, PERMISSION_SCHEMES, found.organisation_id)
    return found


def new_version(found: LocalScheme) -> LocalScheme:
    """A version whose successor belongs to the same scheme."""
    found.first_id = found.number
    return found


def awards_of(scheme_id: int) -> QuerySet[Award]:
    """What a scheme has given, as it stands."""
    return Award.objects.filter(CURRENT, scheme_id=scheme_id)


def awarded(scheme_id: int) -> Decimal:
    """Pounds that a scheme has given so far."""
    return awards_of(scheme_id).aggregate(total=Sum("pounds"))["total"] or Decimal(0)


def must_hold_awards(
    scheme_id: int, starts_on: date, ends_on: date | None, budget: Decimal | None
) -> None:
    """Refuse days and a budget that what was given does not fit into."""
    outside = Q(on__lt=starts_on) | (Q(on__gt=ends_on) if ends_on else Q(pk__in=()))
    if number := awards_of(scheme_id).filter(outside).count():
        last = f" to {in_words(ends_on)}" if ends_on else ""
        raise NotPossible(
            f"{number} of its awards are of a day outside {in_words(starts_on)}{last}.",
            next_step="Take these back first, or choose other days.",
        )
    if budget is not None and (given := awarded(scheme_id)) > budget:
        raise NotPossible(
            f"£{given:,.2f} has been given, more than £{budget:,.2f}.",
            next_step="Take awards back first, or give a larger budget.",
        )


def checked(
    kind: str, name: str, rule: str, budget: Decimal | None, starts_on: date, ends_on: date | None
) -> dict[str, Any]:
    """A scheme as it is kept."""
    check_days(starts_on, ends_on)
    if kind not in Scheme.values:
        raise NotRight("No such kind of scheme is kept.", next_step="Choose one of the list.")
    if budget is not None:
        check_pounds(budget)
    return {
        "kind": kind,
        "name": some_text(name, "The name", longest=120),
        "rule": some_text(rule, "The rule", longest=500),
        "budget": None if budget is None else budget.quantize(PENCE),
        "starts_on": starts_on,
        "ends_on": ends_on,
    }


def check_pounds(pounds: Decimal) -> None:
    """Refuse what is no amount of money."""
    if not pounds.is_finite() or not 0 < pounds <= MOST:
        raise NotRight(
            f"{pounds} is no amount of pounds.", next_step="Give an amount above 0, such as 25,000."
        )
