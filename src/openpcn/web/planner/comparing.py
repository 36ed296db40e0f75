"""Pages that compare today with options, and practices moved by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.planning.queries.cases import cases
from openpcn.domains.planning.queries.plans import plans
from openpcn.domains.registry.permissions import may
from openpcn.web.dates import Dates, dates_of
from openpcn.web.planner import wording
from openpcn.web.planner.asking import (
    codes_of,
    for_an_area,
    ground_asked,
    owners_for,
    practices_in,
)
from openpcn.web.planner.words import comparison_words
from openpcn.web.viewers import viewer_of
from openpcn.workflows.planner.compare import Column, Comparison, beside
from openpcn.workflows.planner.ground import Ground
from openpcn.workflows.planner.repairs import (
    align_networks,
    answer_leaving,
    mend_networks,
    outside,
)


@require_safe
@for_an_area
def home(request: HttpRequest, ground: Ground, dates: Dates) -> HttpResponse:
    """What can be asked of an area, and the plans and cases that the reader may see."""
    viewer = viewer_of(request)
    today = beside(ground, "today", (), [], with_pictures=False).today.measures
    out = set(outside(ground))
    band = wording.band_of(ground)
    words = {
        "ground": ground,
        "dates": dates,
        "name": wording.area_name(ground),
        "crumbs": wording.crumbs_of(ground, dates)[:1],
        "measures": today,
        "band": band,
        "misfits": [
            (one, ground.name(one.network), wording.stands(one, band), wording.mark_of(one))
            for one in sorted(today.networks, key=lambda one: (one.below + one.above, one.network))
            if one.network in out
        ],
        "practices": practices_in(ground),
        "plans": plans(viewer, when=dates.when, within=ground.area.code),
        "cases": cases(viewer, when=dates.when),
        "may_draft": may(viewer, "registry.draft"),
    }
    return render(request, "planner/home.html", words)


@require_safe
def mend(request: HttpRequest) -> HttpResponse:
    """Three options that bring networks inside, changing few practices."""
    dates = dates_of(request)
    ground, dates = ground_asked(request, dates)
    asked = codes_of(request, "network") or outside(ground)
    shown = mend_networks(ground, asked)
    lead = _mend_lead(shown, asked)
    return _compare(
        request, shown, dates, heading=wording.heading_of(shown, asked), lead=lead, networks=asked
    )


@require_safe
def align(request: HttpRequest) -> HttpResponse:
    """Three options that bring networks closer to where their patients live."""
    dates = dates_of(request)
    ground, dates = ground_asked(request, dates)
    shown = align_networks(ground, codes_of(request, "network"))
    if not ground.neighbourhood_word:
        lead = _("Where patients live is not held for this day, so nothing can be aligned.")
    elif shown.options:
        lead = _(
            "The best change of one, two and three practices. No network misses a rule by more "
            "than today."
        )
    else:
        lead = _("No change of up to three practices would help without breaking a rule.")
    return _compare(request, shown, dates, heading=wording.heading_of(shown), lead=lead)


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Who can take a practice that wants to leave."""
    dates = dates_of(request)
    practice = request.GET.get("practice", "").strip().upper()
    ground, dates = ground_asked(request, dates, instead=practice)
    shown = answer_leaving(ground, practice)
    name = ground.name(practice)
    lead = (
        _("The networks in which it has neighbours, the best fit first.")
        if shown.options
        else _("No other network has a practice next to it, so none is proposed.")
    )
    heading = _("%(name)s wants to leave: who can take it") % {"name": name}
    return _compare(request, shown, dates, heading=heading, lead=lead)


def _compare(
    request: HttpRequest,
    shown: Comparison,
    dates: Dates,
    *,
    heading: str,
    lead: str,
    networks: tuple[str, ...] = (),
) -> HttpResponse:
    words = comparison_words(shown, dates) | {
        "heading": heading,
        "lead": lead,
        "path": request.get_full_path(),
        "networks": networks,
        "titles": [wording.kept_title(column) for column in shown.options],
        "adjust": [_adjust(shown.ground, column.moves, dates) for column in shown.options],
        "owners": owners_for(request, dates.when),
        "signed_in": viewer_of(request) is not None,
        "csv": "?" + urlencode([*request.GET.lists(), ("format", "csv")], doseq=True),
    }
    if request.GET.get("format") == "csv":
        from openpcn.web.planner.files import comparison_csv

        return comparison_csv(shown, words["groups"])
    return render(request, "planner/compare.html", words)


def _adjust(ground: Ground, moves: Any, dates: Dates) -> str:
    query = [("within", ground.area.code), *dates.asked.items()]
    query += [("move", f"{move.practice}:{move.to_network}") for move in moves]
    return "/planner/by-hand/?" + urlencode(query)


def _mend_lead(shown: Comparison, asked: Sequence[str]) -> str:
    if asked and not set(asked) & set(outside(shown.ground)):
        said = _("They are inside today: there is nothing to mend.")
    elif not shown.options:
        said = _(
            "No change of so few practices would bring them inside without taking another "
            "network further from the rules."
        )
    elif any(not _is_mended(column, code) for column in shown.options for code in asked):
        said = _(
            "One network was mended after the other, as far as small changes go; what is still "
            "outside stands in the table. No other network is taken outside."
        )
    else:
        said = _("Ways to bring them inside without taking any other network outside.")
    if not shown.is_complete:
        said += " " + _("There are more changes than could be tried; a better one may exist.")
    return said


def _is_mended(column: Column, network: str) -> bool:
    one = column.measures.network(network)
    return one is None or one.is_inside
