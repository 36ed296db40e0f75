"""The map of the whole system, and of each organisation in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.web.dates import Dates, dates_of
from openpcn.web.maps.asking import one_of, within_of
from openpcn.web.maps.presenting import query, tables_of
from openpcn.web.presenters.heads import Head, address, called, head_of
from openpcn.web.presenters.tables import Link
from openpcn.web.viewers import viewer_of
from openpcn.workflows.facts.subject import get_subject
from openpcn.workflows.maps.show_map import COUNTS, SHOWN, MapAnswer, show_map


@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """The map of a system, with a choice of what it shows."""
    dates = dates_of(request)
    within, choice = within_of(request, dates.when)
    if not within:
        words = {"dates": dates, "systems": choice, "path": "/map/", "what": _("map")}
        return render(request, "maps/choose.html", words)
    show, number = one_of(request, "show", SHOWN), one_of(request, "count", COUNTS)
    answer = show_map(
        within,
        when=dates.when,
        viewer=viewer_of(request),
        show=show,
        resident=number == "resident",
        link=dates.link,
    )
    return _page(request, answer, dates, show, number, _whole_head(answer, dates, show))


@require_safe
def one(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The map of one organisation."""
    dates = dates_of(request)
    subject = get_subject(path, code, when=dates.when)
    answer = show_map(subject.code, when=dates.when, viewer=viewer_of(request), link=dates.link)
    head = head_of(subject, dates, current="map", members=answer.members)
    return _page(request, answer, dates, "networks", "registered", head)


def _page(
    request: HttpRequest, answer: MapAnswer, dates: Dates, show: str, number: str, head: Head
) -> HttpResponse:
    asked = query(dates, within=answer.organisation.code, show=show, count=number)
    words = {
        "head": head,
        "answer": answer,
        "picture": answer.picture,
        "tables": tables_of(answer, dates, show=show, csv_href=f"/map/areas.csv?{asked}"),
        "areas_href": f"/map/areas.geojson?{asked}",
        "practices_href": f"/map/practices.geojson?{asked}",
        "drawing_href": f"/map/drawing.svg?{asked}",
        "choices": _choices(answer, dates, show) if request.path == "/map/" else (),
        "counts": _counts(answer, dates, show, number),
        "show": show,
        "structure_href": dates.link("/structure/", within=answer.organisation.code)
        if answer.organisation.kind in ("icb", "place", "sub_icb")
        else "",
    }
    return render(request, "maps/map.html", words)


def _whole_head(answer: MapAnswer, dates: Dates, show: str) -> Head:
    organisation = answer.organisation
    home = dates.link(address(organisation.kind, organisation.code))
    return Head(
        kind=NAMES[show](),
        code=organisation.code,
        name=_("Map of %(name)s") % {"name": called(organisation)},
        path=dates.link("/map/", within=organisation.code, show=show),
        crumbs=(Link(text=called(organisation), href=home),) if home else (),
    )


NAMES = {
    "networks": lambda: _("Networks"),
    "neighbourhoods": lambda: _("Neighbourhoods"),
    "wards": lambda: _("Wards"),
    "deprivation": lambda: _("Deprivation"),
}


def _choices(answer: MapAnswer, dates: Dates, show: str) -> tuple[tuple[str, str, bool], ...]:
    within = answer.organisation.code
    return tuple(
        (name(), dates.link("/map/", within=within, show=what), what == show)
        for what, name in NAMES.items()
    )


def _counts(
    answer: MapAnswer, dates: Dates, show: str, number: str
) -> tuple[tuple[str, str, bool], ...]:
    if show != "wards":
        return ()
    within = answer.organisation.code
    names = {"registered": _("Registered patients"), "resident": _("Residents")}
    return tuple(
        (names[what], dates.link("/map/", within=within, show=show, count=what), what == number)
        for what in COUNTS
    )
