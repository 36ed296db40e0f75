"""Find what fits a need in three steps: what, where and in which language, when; then print it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.community.queries.assets import Wanted
from openpcn.domains.community.vocabulary import PartOfDay, Theme
from openpcn.kernel.names import as_written
from openpcn.kernel.spoken import BY_ENGLISH_NAME, language_name
from openpcn.web.community import presenting as present
from openpcn.web.community.asking import wanted_of
from openpcn.web.community.reading import page
from openpcn.web.maps.asking import within_of
from openpcn.web.recording.doors import viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.community.offers import Offer, find_offers
from openpcn.workflows.community.spots import Spot, network_spots, spots
from openpcn.workflows.community.uses import may_record

ANYWHERE = "anywhere"


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The step that is next, or what was found."""
    when, viewer = when_of(request), viewer_of(request)
    within, systems = within_of(request, when)
    if not within:
        return page(request, "choose", Form(), systems=systems, **shared(request, "", []))
    places = [*spots(viewer, when=when, system=within), *network_spots(within, when=when)]
    where = request.GET.get("where", "")
    if where not in (ANYWHERE, *(one.code for one in places)):
        where = ""
    wanted = replace(wanted_of(request), loosely=True)
    words = shared(request, within, places)
    if not wanted.theme:
        return page(request, "find", Form(), step=1, **words)
    if not where or "language" not in request.GET:
        return page(request, "find", Form(), step=2, **words)
    if "time" not in request.GET:
        return page(request, "find", Form(), step=3, **words)
    spot = next((one for one in places if one.code == where), Spot(system=within))
    offers = find_offers(viewer, wanted, spot, when=when)
    chosen = set(request.GET.getlist("on"))
    leaflet = request.GET.get("leaflet") == "yes"
    if leaflet:
        offers = [one for one in offers if on_the_leaflet(one, chosen)]
    sure = [one for one in offers if not one.not_known]
    return page(
        request,
        "found",
        Form(),
        step=4,
        here=[one for one in sure if one.is_here],
        elsewhere=[one for one in sure if not one.is_here][:MOST],
        perhaps=[one for one in offers if one.not_known][: MOST if leaflet else FEW],
        offers=offers,
        spot=spot,
        asks=asks_for(wanted, spot),
        leaflet=leaflet,
        may_record=may_record(viewer),
        **words,
    )


def on_the_leaflet(one: Offer, chosen: set[str]) -> bool:
    """What was ticked; where nothing was, all that fits and is there."""
    return str(one.asset.id) in chosen if chosen else one.is_here and not one.not_known


def shared(request: HttpRequest, within: str, places: list[Spot]) -> dict[str, Any]:
    """What every step shows."""
    return {
        "within": within,
        "places": places,
        "said": {name: request.GET.get(name, "") for name in SAID},
        "themes": Theme.choices,
        "languages": BY_ENGLISH_NAME,
        "times": PartOfDay.choices,
        "present": present,
    }


SAID = ("theme", "where", "language", "time", "step_free", "free")
MOST, FEW = 40, 10
"""Offers elsewhere that are listed, and those that do not tell all that was asked for."""


def asks_for(wanted: Wanted, spot: Spot) -> str:
    """What was looked for, in a line."""
    parts = [
        str(Theme(wanted.theme).label),
        as_written(spot.name) if spot.name else _("anywhere"),
        language_name(wanted.language) if wanted.language else "",
        str(PartOfDay(wanted.part_of_day).label).lower() if wanted.part_of_day else _("any time"),
        _("step-free") if wanted.step_free else "",
        _("free of charge") if wanted.free else "",
    ]
    return ", ".join(filter(None, parts))
