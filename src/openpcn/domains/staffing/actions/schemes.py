"""Record a local scheme and what organisations receive from it; end it, take it back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import check_days, some_text, the
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
    check_days(starts_on, ends_on)
    if kind not in Scheme.values:
        raise NotRight("No such kind of scheme is kept.", next_step="Choose one of the list.")
    if budget is not None:
        check_pounds(budget)
    made = LocalScheme.objects.create(
        organisation=which,
        kind=kind,
        name=some_text(name, "The name", longest=120),
        rule=some_text(rule, "The rule", longest=500),
        budget=None if budget is None else budget.quantize(PENCE),
        starts_on=starts_on,
        ends_on=ends_on,
        known_from=timezone.now(),
        recorded_by=by,
    )
    record_event("recorded a local scheme", made, by=by, detail={"organisation": organisation})
    return int(made.pk)


@transaction.atomic
def end_scheme(scheme_id: int, *, ends_on: date, by: Account) -> None:
    """Say on which day it ends; what was awarded stays."""
    found = the_scheme(scheme_id, by=by)
    check_days(found.starts_on, ends_on)
    later = found.awards.filter(known_until__isnull=True, on__gt=ends_on).count()
    if later:
        raise NotPossible(
            f"{later} of its awards are of a later day than {in_words(ends_on)}.",
            next_step="Take these back first, or choose a later day.",
        )
    found.ends_on = ends_on
    found.save(update_fields=["ends_on"])
    record_event("ended a local scheme", found, by=by, detail={"ends_on": ends_on.isoformat()})


@transaction.atomic
def withdraw_scheme(scheme_id: int, *, by: Account) -> None:
    """Take back a scheme that was recorded by mistake and has no awards."""
    found = the_scheme(scheme_id, by=by)
    if found.awards.filter(known_until__isnull=True).exists():
        raise NotPossible(
            f"{found.name} has recipients.", next_step="End it, or take its awards back first."
        )
    found.known_until = timezone.now()
    found.save(update_fields=["known_until"])
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
    if on < scheme.starts_on or (scheme.ends_on is not None and on > scheme.ends_on):
        raise NotPossible(
            f"{scheme.name} does not run on {in_words(on)}.", next_step="Check the day."
        )
    held = scheme.awards.filter(known_until__isnull=True)
    so_far = held.aggregate(total=Sum("pounds"))["total"] or Decimal(0)
    if scheme.budget is not None and so_far + pounds > scheme.budget:
        raise NotPossible(
            f"£{pounds:,.2f} would exceed the budget of £{scheme.budget:,.2f}, "
            f"of which £{scheme.budget - so_far:,.2f} is left.",
            next_step="Award less.",
        )
    made = Award.objects.create(
        scheme=scheme,
        recipient=to,
        pounds=pounds.quantize(PENCE),
        on=on,
        reason=some_text(reason, "The reason", longest=300),
        known_from=timezone.now(),
        recorded_by=by,
    )
    record_event("recorded an award", made, by=by, detail={"recipient": recipient})
    return int(made.pk)


@transaction.atomic
def withdraw_award(award_id: int, *, by: Account) -> None:
    """Take back an award that was recorded by mistake."""
    found = Award.objects.filter(id=award_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such award stands now.", next_step="Go back to the list.")
    the_scheme(found.scheme_id, by=by)
    found.known_until = timezone.now()
    found.save(update_fields=["known_until"])
    record_event("withdrew an award", found, by=by)


def the_scheme(scheme_id: int, *, by: Account) -> LocalScheme:
    """The scheme that stands now, for somebody who may record it."""
    found = LocalScheme.objects.filter(id=scheme_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such scheme stands now.", next_step="Go back to the list.")
    require(by, PERMISSION_SCHEMES, found.organisation_id)
    return found


def check_pounds(pounds: Decimal) -> None:
    """Refuse what is no amount of money."""
    if not pounds.is_finite() or not 0 < pounds <= MOST:
        raise NotRight(
            f"{pounds} is no amount of pounds.", next_step="Give an amount above 0, such as 25,000."
        )
