"""Keep a report as a draft, issue it, withdraw it, throw a draft away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.reports.models import Report
from openpcn.domains.reports.vocabulary import NEXT_STATES, Kind, State
from openpcn.kernel.errors import NotFound, NotPossible

MAKE = "reports.make"
ISSUE = "reports.issue"


@transaction.atomic
def keep_report(
    *, kind: Kind, within: str, as_at: date, title: str, document: dict[str, Any], by: Account
) -> int:
    """Keep what was made as a draft; answers its number."""
    which = the(within)
    require(by, MAKE, which)
    report = Report.objects.create(
        kind=kind,
        within=which,
        as_at=as_at,
        title=title[:300],
        document=document,
        made_at=timezone.now(),
        made_by=by,
    )
    record_event("made a report", report, by=by, detail={"kind": kind, "within": within})
    return int(report.pk)


@transaction.atomic
def issue_report(number: int, *, by: Account) -> None:
    """Give a report to its readers; from then on it stays as it is."""
    report = standing(number, State.ISSUED, ISSUE, by)
    report.state, report.issued_at, report.issued_by = State.ISSUED, timezone.now(), by
    report.save(update_fields=["state", "issued_at", "issued_by"])
    record_event("issued a report", report, by=by)


@transaction.atomic
def withdraw_report(number: int, *, because: str, by: Account) -> None:
    """Take an issued report back; its place says why, its words are no longer read."""
    report = standing(number, State.WITHDRAWN, ISSUE, by)
    report.withdrawn_because = some_text(because, "The reason", longest=500)
    report.state, report.withdrawn_at = State.WITHDRAWN, timezone.now()
    report.save(update_fields=["state", "withdrawn_at", "withdrawn_because"])
    record_event("withdrew a report", report, by=by)


@transaction.atomic
def discard_report(number: int, *, by: Account) -> None:
    """Throw a draft away."""
    report = held(number)
    require(by, MAKE, report.within_id)
    if report.state != State.DRAFT:
        raise NotPossible(
            f"“{report.title}” was issued and is kept.", next_step="Withdraw it, and say why."
        )
    record_event("threw a draft report away", report, by=by)
    report.delete()


def standing(number: int, to: State, permission: str, by: Account) -> Report:
    """A report that may go to a state, and that the account may take there."""
    report = held(number)
    require(by, permission, report.within_id)
    if to not in NEXT_STATES[report.state]:
        raise NotPossible(
            f"“{report.title}” is {report.get_state_display().lower()}.",
            next_step="Make a new report.",
        )
    return report


def held(number: int) -> Report:
    """A report by its number."""
    report = Report.objects.select_for_update().filter(id=number).first()
    if report is None:
        raise NotFound(f"There is no report {number}.", next_step="Choose one from the list.")
    return report
