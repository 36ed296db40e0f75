"""Practices moved by hand: score and findings at once, and the map beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.planning.queries.plans import get_plan
from openpcn.web.dates import Dates, dates_of
from openpcn.web.maps.asking import whole_number
from openpcn.web.planner import wording
from openpcn.web.planner.asking import (
    ground_asked,
    moves_asked,
    networks_in,
    owners_for,
    practices_in,
)
from openpcn.web.planner.words import comparison_words
from openpcn.web.viewers import viewer_of
from openpcn.workflows.planner.compare import beside, by_hand, with_maps
from openpcn.workflows.planner.ground import Ground, ground_of
from openpcn.workflows.planner.travelling import read_homes


@dataclass(frozen=True, kw_only=True)
class Start:
    """What practices are moved from: today's map, or a version of a plan."""

    ground: Ground
    dates: Dates
    network_of: Mapping[str, str]
    title: str = ""


@require_safe
def hand(request: HttpRequest) -> HttpResponse:
    """Move practices by hand and see score and findings at once."""
    start = _start(request)
    ground = start.ground
    moves = moves_asked(request.GET.getlist("move"))
    if request.GET.get("practice") and request.GET.get("to"):
        return HttpResponseRedirect(_with_move(request, moves))
    if not moves:
        read_homes(ground)
    plan_now = by_hand(ground, start.network_of, moves)
    shown = beside(ground, "hand", (), [("", plan_now, None)], with_pictures=False)
    option = shown.options[0]
    words = comparison_words(shown, start.dates) | {
        "heading": _("Move practices by hand"),
        "base_title": start.title,
        "moves": [
            (ground.name(code), ground.name(to), _without(request, at))
            for at, (code, to) in enumerate(moves)
        ],
        "kept": list(request.GET.lists()),
        "practices": practices_in(ground, plan_now),
        "last": moves[-1][0] if moves else "",
        "networks": networks_in(ground, plan_now),
        "option": option,
        "title": wording.kept_title(option),
        "owners": owners_for(request, start.dates.when),
        "plan_id": request.GET.get("plan", ""),
        "picture_src": "/planner/by-hand/picture.svg?" + request.GET.urlencode(),
        "findings": [(wording.finding_words(ground, one), one.detail) for one in option.findings],
    }
    return render(request, "planner/hand.html", words)


@require_safe
def hand_picture(request: HttpRequest) -> HttpResponse:
    """The map of what was moved by hand, fetched by the page beside its table."""
    start = _start(request)
    plan_now = by_hand(start.ground, start.network_of, moves_asked(request.GET.getlist("move")))
    shown = beside(start.ground, "hand", (), [("", plan_now, None)], with_pictures=False)
    drawn = with_maps(shown, ()).options[0].picture
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = "private"
    return response


def _start(request: HttpRequest) -> Start:
    dates = dates_of(request)
    if "plan" not in request.GET:
        ground, dates = ground_asked(request, dates)
        return Start(ground=ground, dates=dates, network_of=ground.situation.today)
    plan = get_plan(viewer_of(request), _number(request, "plan"), when=dates.when)
    version = plan.version(_number(request, "version"))
    day = Dates(as_at=plan.as_at, known_on=dates.known_on, as_at_asked=True)
    ground = ground_of(
        plan.within_code, when=day.when, smallest=plan.smallest, largest=plan.largest
    )
    return Start(ground=ground, dates=day, network_of=version.network_of, title=version.title)


def _with_move(request: HttpRequest, moves: list[tuple[str, str]]) -> str:
    practice, to = request.GET["practice"].upper(), request.GET["to"].upper()
    held = [(code, network) for code, network in moves if code != practice]
    query = [(name, v) for name, values in request.GET.lists() for v in values
             if name not in ("practice", "to", "move")]  # fmt: skip
    query += [("move", f"{code}:{network}") for code, network in [*held, (practice, to)]]
    return f"{request.path}?{urlencode(query)}"


def _without(request: HttpRequest, at: int) -> str:
    moves = request.GET.getlist("move")
    left = [move for number, move in enumerate(moves) if number != at]
    query = [(n, v) for n, values in request.GET.lists() for v in values if n != "move"]
    return f"{request.path}?{urlencode([*query, *(('move', move) for move in left)])}"


def _number(request: HttpRequest, name: str) -> int:
    return whole_number(request.GET.get(name, ""), _("a plan"))
