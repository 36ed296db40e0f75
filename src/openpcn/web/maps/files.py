"""The data behind a map, to draw it with or to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from openpcn.kernel.errors import NotRight
from openpcn.web.dates import dates_of
from openpcn.web.maps.asking import one_of, whole_number, within_of
from openpcn.web.maps.presenting import areas_table, networks_table
from openpcn.web.pages.downloads import csv_file
from openpcn.web.viewers import viewer_of
from openpcn.workflows.facts.tell_source import POPULATION, Told, labelled, tell_source, with_source
from openpcn.workflows.maps.show_map import (
    COUNTS,
    SHOWN,
    MapAnswer,
    MapFacts,
    areas_file,
    map_data,
    practices_file,
    show_map,
)

DEFAULT_ZOOM = "12"


@require_safe
@gzip_page
def areas(request: HttpRequest) -> HttpResponse:
    """Areas of a map as GeoJSON, as fine as the zoom asks for."""
    zoom = whole_number(request.GET.get("zoom", DEFAULT_ZOOM), "a zoom from 7 to 14")
    return _geojson(areas_file(_facts(request), zoom=zoom), _told(request))


@require_safe
@gzip_page
def practices(request: HttpRequest) -> HttpResponse:
    """Practices of a map as GeoJSON."""
    return _geojson(practices_file(_facts(request)), _told(request))


@require_safe
def areas_csv(request: HttpRequest) -> HttpResponse:
    """The table beside a map as CSV."""
    answer, when = _answer(request), dates_of(request).when
    table = areas_table(answer, "") if answer.lines else networks_table(answer, "")
    told = tell_source(when=when, formats=POPULATION)
    return csv_file(table, f"map-{answer.organisation.code}", told)


@require_safe
def drawing(request: HttpRequest) -> HttpResponse:
    """The drawn map as a file, without links."""
    answer = _answer(request, linked=False)
    told = tell_source(when=dates_of(request).when)
    drawn = labelled(answer.picture.wide, told)
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    name = told.file_name(f"map-{answer.organisation.code}.svg")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _within(request: HttpRequest) -> str:
    code, _choice = within_of(request, dates_of(request).when)
    if not code:
        raise NotRight(
            "This address does not say which system or organisation it is about.",
            next_step="Add within= and a code, for example within=QK1.",
        )
    return code


def _facts(request: HttpRequest) -> MapFacts | None:
    dates = dates_of(request)
    return map_data(
        _within(request),
        when=dates.when,
        viewer=viewer_of(request),
        show=one_of(request, "show", SHOWN),
        resident=one_of(request, "count", COUNTS) == "resident",
        link=dates.link,
    )


def _answer(request: HttpRequest, *, linked: bool = True) -> MapAnswer:
    dates = dates_of(request)
    return show_map(
        _within(request),
        when=dates.when,
        viewer=viewer_of(request),
        show=one_of(request, "show", SHOWN),
        resident=one_of(request, "count", COUNTS) == "resident",
        link=dates.link if linked else _nowhere,
    )


def _nowhere(path: str) -> str:
    """No link: a drawing that leaves the site leads nowhere."""
    return ""


def _told(request: HttpRequest) -> Told:
    return tell_source(when=dates_of(request).when, formats=POPULATION)


def _geojson(text: str, told: Told) -> HttpResponse:
    return HttpResponse(with_source(text, told), content_type="application/geo+json; charset=utf-8")
