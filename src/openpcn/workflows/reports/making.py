"""Reports as long work: asked for on a page, made by the worker, kept as a draft to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openpcn.domains.accounts.queries import Account
from openpcn.domains.jobs.actions import ask
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.reports.actions import MAKE, keep_report
from openpcn.domains.reports.vocabulary import Kind
from openpcn.kernel.documents import Document
from openpcn.kernel.documents_kept import plain
from openpcn.kernel.when import When
from openpcn.workflows.load_files.reports import Progress, Step
from openpcn.workflows.reports.board.ground import check_begun
from openpcn.workflows.reports.board.paper import board_paper, position
from openpcn.workflows.reports.scrutiny import Note, scrutiny_pack

REPORT = "report"
MAKERS: dict[Kind, Callable[[str, When, date, Note], Document]] = {
    Kind.SCRUTINY: lambda within, when, today, note: scrutiny_pack(
        within, when=when, today=today, progress=note
    ),
    Kind.BOARD: lambda within, when, today, note: board_paper(
        within, month=month_of(when), when=when, today=today, progress=note
    ),
    Kind.POSITION: lambda within, when, today, note: position(
        within, month=month_of(when), when=when, today=today, progress=note
    ),
}


def month_of(when: When) -> date:
    """The month that a day lies in, by its first day."""
    return when.as_at.replace(day=1)


def ask_for_report(kind: Kind, within: str, *, when: When, today: date, by: Account) -> int:
    """Ask for a report; answers the number of the job.

    NotPossible: about a month that has not begun.
    """
    require(by, MAKE, get_organisation(within, when=when).id)
    if kind is not Kind.SCRUTINY:
        check_begun(month_of(when), today=today)
    payload = {
        "kind": kind.value,
        "within": within,
        "as_at": when.as_at.isoformat(),
        "asked_on": today.isoformat(),
    }
    return ask(REPORT, payload, by).id


def make_asked(payload: Mapping[str, Any], by: Account, progress: Progress) -> dict[str, Any]:
    """Make the report of a job and keep it as a draft."""
    kind, within = Kind(payload["kind"]), str(payload["within"])
    when = When(as_at=date.fromisoformat(payload["as_at"]))
    today = date.fromisoformat(payload.get("asked_on", payload["as_at"]))

    def note(done: float, doing: str) -> None:
        progress(Step(done=done, doing=doing))

    document = MAKERS[kind](within, when, today, note)
    number = keep_report(
        kind=kind,
        within=within,
        as_at=min(when.as_at, today) if kind is not Kind.SCRUTINY else when.as_at,
        title=document.title,
        document=plain(document),
        by=by,
    )
    return {"report": number}
