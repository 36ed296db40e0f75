"""The map that a future would make, beside the table of its networks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.registry.queries.drafts import FutureAnswer, get_future
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates, dates_of
from openpcn.web.maps.presenting import map_table
from openpcn.web.presenters.tables import Link
from openpcn.web.viewers import viewer_of
from openpcn.workflows.facts.tell_source import labelled, tell_source
from openpcn.workflows.maps.drawing import MapPicture, as_it_is
from openpcn.workflows.maps.regrouped import map_of_future


@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Networks as they would be, with the practices that move ringed."""
    dates = dates_of(request)
    future, picture = _asked(request, number, dates, linked=True)
    words = {
        "dates": dates,
        "path": request.get_full_path(),
        "kind": _("Map of a future, from %(day)s") % {"day": in_words(future.effective_on)},
        "heading": future.title,
        "draft_words": "" if future.state == "published" else future.state_words,
        "crumbs": (
            Link(text=_("Futures"), href=reverse("futures")),
            Link(text=future.title, href=reverse("future", args=[number])),
        ),
        "picture": picture,
        "table": map_table(picture.rows, caption=_("Networks, if adopted")),
        "drawing_href": reverse("future-map-drawing", args=[number]),
        "other_href": dates.link("/map/", within=future.within_code),
    }
    return render(request, "maps/grouping.html", words)


@require_safe
def drawing(request: HttpRequest, number: int) -> HttpResponse:
    """The drawn map as a file, without links."""
    dates = dates_of(request)
    _future, picture = _asked(request, number, dates, linked=False)
    told = tell_source(when=dates.when)
    svg = labelled(picture.wide, told)
    response = HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
    name = told.file_name(f"map-future-{number}.svg")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private"
    return response


def _asked(
    request: HttpRequest, number: int, dates: Dates, *, linked: bool
) -> tuple[FutureAnswer, MapPicture]:
    future = get_future(viewer_of(request), number, when=dates.when)
    link = dates.link if linked else as_it_is
    return future, map_of_future(future, when=dates.when, link=link)
