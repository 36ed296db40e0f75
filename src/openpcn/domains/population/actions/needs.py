"""Write the needs of a summary, rank them, take one out and bring it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.population.actions.summaries import LONG, at_most, open_summary
from openpcn.domains.population.models import Need, NeedSummary
from openpcn.domains.registry.actions.naming import check_days, some_text
from openpcn.kernel.errors import NotFound, NotPossible, NotRight

MOST_PRIORITIES = 99


@transaction.atomic
def write_need(
    number: int,
    need_id: int | None,
    *,
    title: str,
    evidence: str,
    source: str,
    priority: int | None,
    reason: str,
    response: str,
    lead: str,
    due_on: date | None,
    by: Account,
) -> int:
    """Write a need into a summary (a new one where `need_id` is None)."""
    summary = open_summary(number, by=by)
    need = the_need(summary, need_id) if need_id is not None else Need(summary=summary)
    need.title = some_text(title, "The need", longest=200)
    need.evidence = some_text(evidence, "The evidence", longest=LONG)
    need.source = some_text(source, "The source", longest=300)
    need.reason = at_most(reason, "The reason", LONG)
    need.response = at_most(response, "The response", LONG)
    need.lead = at_most(lead, "The name of who leads", 120)
    if due_on is not None:
        check_days(due_on)
    need.due_on = due_on
    need.priority = priority
    check_rank(summary, need)
    need.save()
    record_event("wrote a need", need, by=by, detail={"summary": number})
    return int(need.pk)


@transaction.atomic
def take_out(number: int, need_id: int, *, by: Account) -> None:
    """Take a need out of a summary; it can be brought back."""
    summary = open_summary(number, by=by)
    need = the_need(summary, need_id)
    need.withdrawn_at = timezone.now()
    need.save(update_fields=["withdrawn_at"])
    record_event("took out a need", need, by=by, detail={"summary": number})


@transaction.atomic
def bring_back(number: int, need_id: int, *, by: Account) -> None:
    """Bring a need back; it has no rank if another has taken its place."""
    summary = open_summary(number, by=by)
    need = summary.needs.filter(id=need_id, withdrawn_at__isnull=False).first()
    if need is None:
        raise NotFound("No such need was taken out.", next_step="Go back to the summary.")
    if is_taken(summary, need):
        need.priority = None
    need.withdrawn_at = None
    need.save(update_fields=["withdrawn_at", "priority"])
    record_event("brought back a need", need, by=by, detail={"summary": number})


def the_need(summary: NeedSummary, need_id: int) -> Need:
    """A need that stands in a summary."""
    need = summary.needs.filter(id=need_id, withdrawn_at__isnull=True).first()
    if need is None:
        raise NotFound("No such need stands in this summary.", next_step="Go back to the summary.")
    return need


def check_rank(summary: NeedSummary, need: Need) -> None:
    """Refuse a rank that is none, that another need has, or that gives no reason."""
    if need.priority is None:
        return
    if not 1 <= need.priority <= MOST_PRIORITIES:
        raise NotRight(
            f"A priority is a whole number from 1 to {MOST_PRIORITIES}.",
            next_step="Write 1 for the first, or leave it empty.",
        )
    if is_taken(summary, need):
        raise NotPossible(
            f"Another need has priority {need.priority}.",
            next_step="Give this one another number, or change the other first.",
        )
    if not need.reason:
        raise NotRight(
            "A priority needs its reason.", next_step="Write why it ranks where it does."
        )


def is_taken(summary: NeedSummary, need: Need) -> bool:
    """Whether another standing need of the summary has the same rank."""
    if need.priority is None:
        return False
    others = summary.needs.filter(withdrawn_at__isnull=True, priority=need.priority)
    return others.exclude(id=need.pk).exists()
