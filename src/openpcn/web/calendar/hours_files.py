"""The return of enhanced access, and its sessions, as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.kernel.exports import Cell, csv_lines
from openpcn.kernel.names import as_written
from openpcn.web.pages.downloads import attached
from openpcn.web.recording.doors import for_recording, viewer_of, when_of
from openpcn.workflows.calendar.hours import Hours, show_hours
from openpcn.workflows.facts.tell_source import RECORDED, tell_source

HEADINGS = (
    "Week from",
    "Network",
    "Network code",
    "Minutes required",
    "Sessions planned",
    "Minutes planned",
    "Minutes delivered",
    "Sessions not yet recorded",
    "Shortfall in minutes",
    "Standard hours without a session, minutes",
    "Population",
    "Population counted on",
)
SESSION_HEADINGS = (
    "On",
    "From",
    "Until",
    "Held at",
    "Code",
    "Clinicians",
    "How",
    "Minutes planned",
    "Minutes delivered",
    "Reason",
)


@require_safe
@for_recording
def as_return(request: HttpRequest, code: str) -> HttpResponse:
    """The return as CSV: a row for each week."""
    found = asked(request, code)
    return handed(request, found, HEADINGS, return_rows(found), "enhanced-access-return")


@require_safe
@for_recording
def as_sessions(request: HttpRequest, code: str) -> HttpResponse:
    """The sessions as CSV."""
    found = asked(request, code)
    return handed(request, found, SESSION_HEADINGS, session_rows(found), "enhanced-access-sessions")


def handed(
    request: HttpRequest,
    found: Hours,
    headings: tuple[str, ...],
    rows: Iterator[tuple[Cell, ...]],
    name: str,
) -> HttpResponse:
    """A CSV file of a month."""
    told = tell_source(when=when_of(request), statement=RECORDED)
    lines = csv_lines((*headings, *told.headings[1:]), ((*row, *told.cells[1:]) for row in rows))
    return attached("".join(lines), f"{name}-{found.network.code}-{found.month:%Y-%m}.csv", told)


def return_rows(found: Hours) -> Iterator[tuple[Cell, ...]]:
    """Weeks of the return."""
    counted = found.population
    for one in found.weeks:
        yield (
            one.starts_on,
            as_written(found.network.name),
            found.network.code,
            one.required,
            one.sessions,
            one.planned,
            one.delivered,
            one.unrecorded,
            one.shortfall,
            one.uncovered,
            float(counted.number) if counted else None,
            counted.on if counted else None,
        )


def session_rows(found: Hours) -> Iterator[tuple[Cell, ...]]:
    """Sessions of the month."""
    for one in found.sessions:
        yield (
            one.on,
            f"{one.starts_at:%H:%M}",
            f"{one.ends_at:%H:%M}",
            as_written(one.held_at_name),
            one.held_at_code,
            one.clinicians,
            one.mode_words,
            one.planned_minutes,
            one.delivered_minutes,
            one.reason,
        )


def asked(request: HttpRequest, code: str) -> Hours:
    """The month that the address names."""
    return show_hours(
        viewer_of(request), code, month=request.GET.get("month", ""), when=when_of(request)
    )
