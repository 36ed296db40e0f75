"""Record what was due as done, and the days that a commissioner sets; take both back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.models import LocalDeadline, ObligationDone
from openpcn.domains.registry.actions.facts import correct, keep, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words

RECORD = "agreements.record_done"
LAST_DAY_OF_A_MONTH = 31


@transaction.atomic
def record_done(
    *,
    organisation: str,
    year: str,
    obligation: str,
    occurrence: str,
    done_on: date,
    evidence: str,
    by: Account,
) -> int:
    """Record that an organisation did what was due, on which day, and how that is known."""
    which = the(organisation)
    require(by, RECORD, which)
    check_days(done_on)
    if done_on > timezone.localdate():
        raise NotRight(
            f"{in_words(done_on)} has not come yet.", next_step="Record it once it is done."
        )
    facts = {
        "organisation": which,
        "year": year,
        "obligation": obligation,
        "occurrence": occurrence,
    }
    if ObligationDone.objects.filter(known_until__isnull=True, **facts).exists():
        raise NotPossible(
            "This is recorded as done already.", next_step="Take that back first if it is wrong."
        )
    made = keep(
        ObligationDone,
        by=by,
        done_on=done_on,
        evidence=some_text(evidence, "The evidence", longest=300),
        **facts,
    )
    detail = {"organisation": organisation, "year": year, "obligation": obligation}
    record_event("recorded an obligation as done", made, by=by, detail=detail)
    return int(made.pk)


@transaction.atomic
def withdraw_done(number: int, *, by: Account) -> None:
    """Take back that something was done."""
    held = the_current(ObligationDone, number, "record")
    require(by, RECORD, held.organisation_id)
    take_back(held)
    record_event("withdrew that an obligation was done", held, by=by)


@transaction.atomic
def record_local_day(
    *,
    organisation: str,
    year: str,
    obligation: str,
    due_on: date | None = None,
    day_of_month: int | None = None,
    same_month: bool = False,
    source: str,
    by: Account,
) -> None:
    """Record the day that a commissioner or network has set; one that was set before is replaced.

    What is monthly has a day of the month after, or of the month itself; any other has a day.
    """
    which = the(organisation)
    require(by, RECORD, which)
    if which.kind not in (Kind.NETWORK, Kind.ICB, Kind.SUB_ICB):
        raise NotPossible(
            "Days are set by a commissioner, or by a network for its practices.",
            next_step="Ask the network to record it.",
        )
    if due_on is not None:
        check_days(due_on)
    if day_of_month is not None and not 1 <= day_of_month <= LAST_DAY_OF_A_MONTH:
        raise NotRight(f"No month has a day {day_of_month}.", next_step="Enter 1 to 31.")
    if (due_on is None) == (day_of_month is None):
        raise NotRight("A deadline is one day.", next_step="Enter the day.")
    facts = {
        "due_on": due_on,
        "day_of_month": day_of_month,
        "same_month": same_month,
        "source": some_text(source, "The source", longest=300),
    }
    which_one = {"organisation": which, "year": year, "obligation": obligation}
    held = LocalDeadline.objects.filter(known_until__isnull=True, **which_one).first()
    made = (
        correct(held, by=by, **facts)
        if held is not None
        else keep(LocalDeadline, by=by, **which_one, **facts)
    )
    record_event("recorded a local deadline", made, by=by, detail={"obligation": obligation})


@transaction.atomic
def withdraw_local_day(number: int, *, by: Account) -> None:
    """Take back a day that was recorded by mistake."""
    held = the_current(LocalDeadline, number, "deadline")
    require(by, RECORD, held.organisation_id)
    take_back(held)
    record_event("withdrew a local deadline", held, by=by)
