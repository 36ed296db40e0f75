"""Pages that compare today with options, and practices moved by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.planning.queries.cases import cases
from openpcn.domains.planning.queries.plans import get_plan, plans
from openpcn.domains.registry.permissions import may
from openpcn.web.dates import Dates, dates_of
from openpcn.web.planner import presenting as present
from openpcn.web.planner.asking import codes_of, moves_asked, owners_for, within_of
from openpcn.web.viewers import viewer_of
from openpcn.workflows.planner.compare import (
    Column,
    Comparison,
    align_networks,
    answer_leaving,
    beside,
    by_hand,
    mend_networks,
    outside,
)
from openpcn.workflows.planner.ground import Ground, ground_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What can be asked of an area, and the plans and cases that the reader may see."""
    dates = dates_of(request)
    within, choice = within_of(request, dates.when)
    if not within:
        return render(request, "planner/choose.html", {"dates": dates, "systems": choice})
    ground = ground_of(within, when=dates.when)
    viewer = viewer_of(request)
    today = beside(ground, "today", (), [], with_pictures=False).today.measures
    out = set(outside(ground))
    band = present.band_of(ground)
    words = {
        "ground": ground,
        "dates": dates,
        "name": present.area_name(ground),
        "crumbs": present.crumbs_of(ground, dates)[:1],
        "measures": today,
        "band": band,
        "misfits": [
            (one, ground.name(one.network), present.stands(one, band), present.mark_of(one))
            for one in sorted(today.networks, key=lambda one: (one.below + one.above, one.network))
            if one.network in out
        ],
        "practices": practices_in(ground),
        "plans": plans(viewer, when=dates.when, within=within),
        "cases": cases(viewer, when=dates.when),
        "may_draft": may(viewer, "registry.draft"),
    }
    return render(request, "planner/home.html", words)


@require_safe
def mend(request: HttpRequest) -> HttpResponse:
    """Three options that bring networks inside, changing few practices."""
    dates = dates_of(request)
    ground, dates = _ground(request, dates)
    asked = codes_of(request, "network") or outside(ground)
    shown = mend_networks(ground, asked)
    lead = _mend_lead(shown, asked)
    return _compare(
        request, shown, dates, heading=present.heading_of(shown, asked), lead=lead, networks=asked
    )


@require_safe
def align(request: HttpRequest) -> HttpResponse:
    """Three options that bring networks closer to where their patients live."""
    dates = dates_of(request)
    ground, dates = _ground(request, dates)
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
    return _compare(request, shown, dates, heading=present.heading_of(shown), lead=lead)


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Who can take a practice that wants to leave."""
    dates = dates_of(request)
    practice = request.GET.get("practice", "").strip().upper()
    ground, dates = _ground(request, dates, instead=practice)
    shown = answer_leaving(ground, practice)
    name = ground.name(practice)
    lead = (
        _("The networks in which it has neighbours, the best fit first.")
        if shown.options
        else _("No other network has a practice next to it, so none is proposed.")
    )
    heading = _("%(name)s wants to leave: who can take it") % {"name": name}
    return _compare(request, shown, dates, heading=heading, lead=lead)


@require_safe
def hand(request: HttpRequest) -> HttpResponse:
    """Move practices by hand and see score and findings at once."""
    dates = dates_of(request)
    base_title, base = "", None
    if "plan" in request.GET:
        plan = get_plan(viewer_of(request), _number(request, "plan"), when=dates.when)
        version = plan.version(_number(request, "version"))
        base_title, base = version.title, version.network_of
        dates = Dates(as_at=plan.as_at, known_on=dates.known_on, as_at_asked=True)
        ground = ground_of(
            plan.within_code, when=dates.when, smallest=plan.smallest, largest=plan.largest
        )
    else:
        ground, dates = _ground(request, dates)
    moves = moves_asked(request.GET.getlist("move"))
    if request.GET.get("practice") and request.GET.get("to"):
        return HttpResponseRedirect(_with_move(request, moves))
    start = base if base is not None else ground.situation.today
    plan_now = by_hand(ground, start, moves)
    shown = beside(ground, "hand", (), [("", plan_now, None)], with_pictures=False)
    words = _words(shown, dates) | {
        "heading": _("Move practices by hand"),
        "base_title": base_title,
        "moves": [
            (ground.name(code), ground.name(to), _without(request, at))
            for at, (code, to) in enumerate(moves)
        ],
        "kept": list(request.GET.lists()),
        "practices": practices_in(ground),
        "networks": networks_in(ground, plan_now),
        "option": shown.options[0],
        "owners": owners_for(request, dates.when),
        "plan_id": request.GET.get("plan", ""),
        "picture_src": "/planner/by-hand/picture.svg?" + request.GET.urlencode(),
        "findings": [
            (present.finding_words(ground, one), one.detail) for one in shown.options[0].findings
        ],
    }
    return render(request, "planner/hand.html", words)


@require_safe
def hand_picture(request: HttpRequest) -> HttpResponse:
    """The map of what was moved by hand, fetched by the page beside its table."""
    from openpcn.workflows.planner.compare import with_maps

    dates = dates_of(request)
    ground, base = _base(request, dates)
    plan_now = by_hand(ground, base, moves_asked(request.GET.getlist("move")))
    shown = beside(ground, "hand", (), [("", plan_now, None)], with_pictures=False)
    drawn = with_maps(shown, ()).options[0].picture
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = "private"
    return response


def _base(request: HttpRequest, dates: Dates) -> tuple[Ground, dict[str, str]]:
    if "plan" not in request.GET:
        ground, _dates = _ground(request, dates)
        return ground, dict(ground.situation.today)
    plan = get_plan(viewer_of(request), _number(request, "plan"), when=dates.when)
    day = Dates(as_at=plan.as_at, known_on=dates.known_on, as_at_asked=True)
    ground = ground_of(
        plan.within_code, when=day.when, smallest=plan.smallest, largest=plan.largest
    )
    return ground, plan.version(_number(request, "version")).network_of


def practices_in(ground: Ground) -> list[tuple[str, str, str]]:
    """Practices of the area to choose from: code, name, network."""
    rows = [
        (one.code, ground.name(one.code), ground.name(one.network_code) if one.network_code else "")
        for one in ground.facts.practices
        if one.code in ground.inside
    ]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def networks_in(ground: Ground, network_of: dict[str, str]) -> list[tuple[str, str]]:
    """Networks that a practice could join, and one that is not there yet."""
    codes = set(network_of.values()) | set(ground.situation.today.values())
    new = next(f"NEW-{n}" for n in (1, 2) if f"NEW-{n}" not in codes or n == 2)
    rows = sorted((ground.name(code), code) for code in codes | {new})
    return [(code, name) for name, code in rows]


def _ground(request: HttpRequest, dates: Dates, instead: str = "") -> tuple[Ground, Dates]:
    within, _choice = within_of(request, dates.when)
    if not within and (codes := codes_of(request, "network")):
        within = codes[0]
    return ground_of(within or instead, when=dates.when), dates


def _words(shown: Comparison, dates: Dates) -> dict[str, Any]:
    ground = shown.ground
    return {
        "shown": shown,
        "ground": ground,
        "dates": dates,
        "crumbs": present.crumbs_of(ground, dates),
        "groups": present.groups_of(shown),
        "marks": present.marks_of(shown),
        "band": present.band_of(ground),
        "not_worked_out": present.NOT_WORKED_OUT,
        "rule": ground.situation.brief.neighbour_rule,
        "lived_on": ground.lived_on,
    }


def _compare(
    request: HttpRequest,
    shown: Comparison,
    dates: Dates,
    *,
    heading: str,
    lead: str,
    networks: tuple[str, ...] = (),
) -> HttpResponse:
    words = _words(shown, dates) | {
        "heading": heading,
        "lead": lead,
        "path": request.get_full_path(),
        "networks": networks,
        "titles": [present.kept_title(column) for column in shown.options],
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
    if not shown.options:
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
    from openpcn.web.maps.asking import whole_number

    return whole_number(request.GET.get(name, ""), _("a plan"))
