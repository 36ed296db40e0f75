"""A version of a plan to take away: CSV, GeoJSON, and a map to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.web.dates import Dates
from openpcn.web.maps.presenting import map_table
from openpcn.web.planner import files, wording
from openpcn.web.planner.keeping import read_plan
from openpcn.web.presenters.tables import Link
from openpcn.workflows.facts.tell_source import labelled, tell_source
from openpcn.workflows.maps.drawing import MapPicture, as_it_is
from openpcn.workflows.planner.export import map_of_plan
from openpcn.workflows.planner.ground import Ground


@require_safe
def csv(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """The plan file of a version."""
    held, ground, _dates = read_plan(request, number)
    return files.plan_csv(ground, held.version(version).network_of, f"plan-{number}-{version}")


@require_safe
def geojson(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """The land of a version."""
    held, ground, _dates = read_plan(request, number)
    return files.plan_geojson(ground, held.version(version).network_of, f"plan-{number}-{version}")


@require_safe
def sheet(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """A large map of a version with the table of its networks, for a screen or for paper."""
    held, ground, dates = read_plan(request, number)
    one = held.version(version)
    picture = _picture(ground, one.network_of, one.title, dates, linked=True)
    words = {
        "dates": dates,
        "path": request.get_full_path(),
        "kind": _("Map of version %(number)s") % {"number": version},
        "heading": one.title,
        "draft_words": "" if held.state == "published" else held.state_words,
        "crumbs": (
            *wording.crumbs_of(ground, dates),
            Link(text=held.title, href=reverse("plan", args=[number])),
            Link(text=one.title, href=reverse("plan-version", args=[number, version])),
        ),
        "picture": picture,
        "table": map_table(picture.rows, caption=_("Networks of this version")),
        "drawing_href": reverse("plan-drawing", args=[number, version]),
        "other_href": dates.link("/map/", within=ground.area.code),
    }
    return render(request, "maps/grouping.html", words)


@require_safe
def drawing(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """The drawn map as a file, without links."""
    held, ground, dates = read_plan(request, number)
    one = held.version(version)
    picture = _picture(ground, one.network_of, one.title, dates, linked=False)
    told = tell_source(when=dates.when)
    name = told.file_name(f"plan-{number}-{version}.svg")
    return files.attached(labelled(picture.wide, told), "image/svg+xml", name)


def _picture(
    ground: Ground, network_of: dict[str, str], title: str, dates: Dates, *, linked: bool
) -> MapPicture:
    link = dates.link if linked else as_it_is
    return map_of_plan(ground, network_of, title=title, link=link)
