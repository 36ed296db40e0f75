"""Who speaks for patients here: of an organisation, a ward, a neighbourhood; and where to begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.registry.queries.people import roles_of
from openpcn.domains.registry.queries.structure import systems
from openpcn.kernel.exports import Cell, csv_lines
from openpcn.kernel.names import as_written
from openpcn.web.dates import dates_of
from openpcn.web.pages.downloads import attached
from openpcn.web.presenters.heads import PATHS, head_of
from openpcn.web.presenters.neighbourhood import head_of_neighbourhood
from openpcn.web.recording.doors import page_in, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.pages.show_neighbourhood import show_neighbourhood
from openpcn.workflows.voices.asked import consultations_about
from openpcn.workflows.voices.reaching import wards_in
from openpcn.workflows.voices.who_speaks import Speaker, who_speaks, who_speaks_in

page = page_in("voices")

KINDS = ("ppg", "healthwatch", "councillor", "voluntary", "other")
HEADINGS = (
    "Who speaks",
    "Kind",
    "How they speak here",
    "What they do",
    "Meetings",
    "Contact",
    "E-mail",
    "Telephone",
    "Page",
    "From",
    "Until",
    "Record rests on",
)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where one begins: one's own organisations, and the systems."""
    when, viewer = when_of(request), viewer_of(request)
    held = roles_of(viewer, when=when) if viewer else []
    mine = {
        one.organisation_code: (PATHS[one.organisation_kind], one.organisation_name)
        for one in held
        if one.organisation_kind in PATHS
    }
    councils = [
        (one.organisation_name, wards_in(one.organisation_code))
        for one in held
        if one.organisation_code not in mine
    ]
    every = systems(when=when)
    return page(request, "start", Form(), mine=mine, councils=councils, systems=every)


@require_safe
def voices(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Who speaks for the patients of an organisation."""
    dates = dates_of(request)
    found = who_speaks(viewer_of(request), path, code, when=dates.when)
    asked = consultations_about(viewer_of(request), path, code, when=dates.when)
    return page(
        request,
        "voices",
        Form(),
        found=found,
        open_now=[one for one in asked.consultations if one.is_open],
        head=head_of(found.subject, dates, current="voices"),
        groups=grouped(found.speakers),
        path=path,
        code=code,
    )


@require_safe
def voices_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The same as CSV; contacts as far as the reader may know them."""
    found = who_speaks(viewer_of(request), path, code, when=when_of(request))
    told = tell_source(when=when_of(request), statement=RECORDED)
    rows = ((*row, *told.cells[1:]) for row in rows_of(found.speakers))
    lines = csv_lines((*HEADINGS, *told.headings[1:]), rows)
    return attached("".join(lines), f"voices-{code}.csv", told)


@require_safe
def neighbourhood(request: HttpRequest, code: str) -> HttpResponse:
    """Who speaks for the people of a neighbourhood."""
    return area(request, "neighbourhood", code)


@require_safe
def ward(request: HttpRequest, code: str) -> HttpResponse:
    """Who speaks for the people of a ward."""
    return area(request, "ward", code)


def area(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """The page of a ward or neighbourhood."""
    viewer, dates = viewer_of(request), dates_of(request)
    found = who_speaks_in(viewer, kind, code, when=dates.when)
    head = None
    if kind == "neighbourhood":
        whole = show_neighbourhood(viewer, code, when=dates.when)
        head = head_of_neighbourhood(whole, dates, current="voices")
    groups = grouped(found.speakers)
    return page(request, "area", Form(), found=found, groups=groups, head=head, here=request.path)


def grouped(speakers: Iterable[Speaker]) -> list[tuple[str, list[Speaker]]]:
    """Those of each kind under a heading, in a fixed order; kinds without anybody are left out."""
    headings = {
        "ppg": _("Patient participation groups"),
        "healthwatch": _("Healthwatch"),
        "councillor": _("Councillors"),
        "voluntary": _("Voluntary organisations"),
        "other": _("Others"),
    }
    held = list(speakers)
    groups = [(headings[k], [one for one in held if one.voice.kind == k]) for k in KINDS]
    return [(heading, of_kind) for heading, of_kind in groups if of_kind]


def rows_of(speakers: Iterable[Speaker]) -> Iterator[tuple[Cell, ...]]:
    """Rows for a spreadsheet."""
    for one in speakers:
        voice = one.voice
        yield (
            as_written(voice.name),
            voice.kind_words,
            one.why,
            voice.what,
            voice.meets,
            voice.contact_name,
            voice.email,
            voice.phone,
            voice.web,
            voice.starts_on,
            voice.ends_on,
            voice.source,
        )
