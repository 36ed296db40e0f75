"""The reports that a reader may see: drafts where they make them, issued ones by their kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.permissions import (
    circle_of,
    may_everywhere,
    organisations_where_may,
)
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.reports.models import Report
from openpcn.domains.reports.vocabulary import FOR_EVERYBODY, State
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When

MAKE, ISSUE = "reports.make", "reports.issue"


@dataclass(frozen=True, kw_only=True)
class ReportAnswer:
    """One report; its parts where they were asked for and may be read."""

    id: int
    kind: str
    kind_words: str
    within_id: int
    as_at: date
    title: str
    state: str
    state_words: str
    made_at: datetime
    made_by: str
    issued_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str
    document: dict[str, Any] | None


def reports_about(viewer: Account | None, code: str, *, when: When) -> list[ReportAnswer]:
    """The reports about an organisation that the viewer may know of, the newest first."""
    about = get_organisation(code, when=when)
    held = seen_by(viewer).filter(within_id=about.id).order_by("-made_at", "-id")
    return [report_from(one) for one in held.defer("document").select_related("made_by")]


def get_report(viewer: Account | None, number: int) -> ReportAnswer:
    """One report with its parts; of a withdrawn one only its makers read them."""
    report = seen_by(viewer).select_related("made_by").filter(id=number).first()
    if report is None:
        raise NotFound(f"There is no report {number}.", next_step="Choose one from the list.")
    is_read = report.state != State.WITHDRAWN or report.within_id in made_by(viewer)
    return report_from(report, document=report.document if is_read else None)


def seen_by(viewer: Account | None) -> QuerySet[Report]:
    """The reports that a viewer may know of."""
    everybody = ~Q(state=State.DRAFT) & Q(kind__in=FOR_EVERYBODY)
    if viewer is None:
        return Report.objects.filter(everybody)
    if may_everywhere(viewer):
        return Report.objects.all()
    inside = ~Q(state=State.DRAFT) & Q(within_id__in=circle_of(viewer))
    return Report.objects.filter(everybody | inside | Q(within_id__in=made_by(viewer)))


def made_by(viewer: Account | None) -> set[int]:
    """Organisations about which an account makes or issues reports."""
    return organisations_where_may(viewer, MAKE) | organisations_where_may(viewer, ISSUE)


def report_from(report: Report, *, document: dict[str, Any] | None = None) -> ReportAnswer:
    """A report as an answer."""
    return ReportAnswer(
        id=report.pk,
        kind=report.kind,
        kind_words=str(report.get_kind_display()),
        within_id=report.within_id,
        as_at=report.as_at,
        title=report.title,
        state=report.state,
        state_words=str(report.get_state_display()),
        made_at=report.made_at,
        made_by=report.made_by.get_username(),
        issued_at=report.issued_at,
        withdrawn_at=report.withdrawn_at,
        withdrawn_because=report.withdrawn_because,
        document=document,
    )
