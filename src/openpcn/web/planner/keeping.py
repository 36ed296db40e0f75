"""Pages of plans: kept versions, their words, who may see them, and adopting one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openpcn.domains.planning.actions import plans as acts
from openpcn.domains.planning.queries.plans import PlanAnswer, VersionAnswer, get_plan
from openpcn.domains.registry.actions.guarding import next_states
from openpcn.domains.registry.vocabulary import State
from openpcn.kernel.errors import NotRight, OpenPCNError
from openpcn.web.dates import Dates, dates_of, read_day
from openpcn.web.planner import files, wording
from openpcn.web.planner.asking import moves_asked, owners_for, whole_number
from openpcn.web.planner.tables import groups_of, marks_of
from openpcn.web.recording.doors import for_recording
from openpcn.web.viewers import viewer_of
from openpcn.workflows.planner.compare import Comparison, beside, by_hand
from openpcn.workflows.planner.ground import Ground, ground_of
from openpcn.workflows.planner.keep import adopt as adopt_version
from openpcn.workflows.planner.keep import keep_option

SHOWN = 3
MADE = ("repair", "by_hand", "proposed")


@require_POST
@for_recording
def keep(request: HttpRequest) -> HttpResponse:
    """Keep an option or a map made by hand as a version of a plan."""
    post = request.POST
    made = post.get("made", "by_hand")
    if made not in MADE:
        raise NotRight(f"“{made[:20]}” is no way to make a plan.", next_step="Go back and keep it.")
    plan_id = whole_number(post["plan"], _("a plan")) if post.get("plan") else None
    base = None
    if plan_id is not None:
        held = get_plan(request.user, plan_id, when=dates_of(request).when)  # type: ignore[arg-type]
        ground, dates = ground_of_plan(held, dates_of(request))
        if post.get("version"):
            base = held.version(whole_number(post["version"], _("a version"))).network_of
    else:
        dates = Dates(
            as_at=read_day(post.get("as_at", ""), _("“as at”")),
            known_on=dates_of(request).known_on,
            as_at_asked=True,
        )
        ground = ground_of(post.get("within", "").strip().upper(), when=dates.when)
    start = base if base is not None else ground.situation.today
    network_of = by_hand(ground, start, moves_asked(post.getlist("move")))
    title = post.get("title", "").strip() or _("A version without a name")
    number, version_number = keep_option(
        ground,
        network_of=network_of,
        title=title[:200],
        plan_title=(post.get("plan_title", "").strip() or title)[:200],
        owner=post.get("owner", ""),
        made=made,
        asked={"kind": made, "networks": post.getlist("network")},
        plan_id=plan_id,
        by=request.user,  # type: ignore[arg-type]
    )
    return redirect("plan-version", number=number, version=version_number)


@require_safe
def plan(request: HttpRequest, number: int) -> HttpResponse:
    """Today beside the versions that were kept."""
    held, ground, dates = read_plan(request, number)
    asked = [text for text in request.GET.getlist("v") if text.isdigit()]
    chosen = [held.version(int(text)) for text in asked] if asked else list(held.versions)
    chosen = chosen[-SHOWN:]
    shown = versions_beside(ground, chosen)
    words = plan_words(held, ground, dates) | {
        "shown": shown,
        "groups": groups_of(shown),
        "standing": wording.standing_words(shown.today, wording.band_of(shown.ground)),
        "marks": marks_of(shown),
        "chosen": chosen,
        "chosen_numbers": [one.number for one in chosen],
        "states": next_states(held.state),
        "has_job": held.job is not None,
        "sureness": [(one, one.score.get("areas", ())) for one in chosen],
        "path": request.get_full_path(),
    }
    if request.GET.get("format") == "csv":
        return files.comparison_csv(shown, words["groups"])
    return render(request, "planner/plan.html", words)


@require_POST
@for_recording
def state(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a plan into another state, share it, or withdraw it."""
    if "withdraw" in request.POST:
        acts.withdraw_plan(number, by=request.user)  # type: ignore[arg-type]
        return redirect("planner")
    if "share" in request.POST:
        codes = request.POST.get("with", "").upper().replace(",", " ").split()
        acts.share_plan(number, with_codes=codes, by=request.user)  # type: ignore[arg-type]
    else:
        acts.move_plan(number, to=request.POST.get("state", ""), by=request.user)  # type: ignore[arg-type]
    return redirect("plan", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """One version: its map, its networks, its words, and what can be done with it."""
    held, ground, dates = read_plan(request, number)
    one = held.version(version)
    if request.method == "POST":
        return _write(request, held, one)
    return render(request, "planner/version.html", version_words(request, held, one, ground, dates))


@require_POST
@for_recording
def adopt(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """Make a future of the registry of a version."""
    held, ground, dates = read_plan(request, number)
    one = held.version(version)
    try:
        future = adopt_version(
            ground,
            held,
            one,
            owner=request.POST.get("owner", "") or held.owner_code,
            effective_on=_day(request.POST.get("effective_on", "")),
            state=request.POST.get("state", "") or State.PRIVATE.value,
            by=request.user,  # type: ignore[arg-type]
        )
    except OpenPCNError as problem:
        words = version_words(request, held, one, ground, dates)
        words["adopt_problem"] = str(problem)
        words["effective_on"] = request.POST.get("effective_on", "")
        return render(request, "planner/version.html", words, status=400)
    return HttpResponseRedirect(_future_address(future, ground))


def version_words(
    request: HttpRequest, held: PlanAnswer, one: VersionAnswer, ground: Ground, dates: Dates
) -> dict[str, Any]:
    """What the template of a version is given."""
    shown = versions_beside(ground, [one])
    option, band = shown.options[0], wording.band_of(ground)
    rows = [
        (
            network,
            ground.name(network.network),
            wording.stands(network, band),
            wording.mark_of(network),
            [ground.name(code) for code in network.practices],
            shown.today.measures.network(network.network),
        )
        for network in option.measures.networks
    ]
    rows.sort(key=lambda row: (row[1], row[0].network))
    return plan_words(held, ground, dates) | {
        "version": one,
        "shown": shown,
        "option": option,
        "groups": groups_of(shown),
        "standing": wording.standing_words(shown.today, wording.band_of(shown.ground)),
        "marks": marks_of(shown),
        "changing": [row for row in rows if row[0].network in shown.focus],
        "staying": [row for row in rows if row[0].network not in shown.focus],
        "first_states": _first_states(),
        "changed": [
            (
                ground.name(m.practice),
                m.patients,
                ground.name(m.from_network or ""),
                ground.name(m.to_network),
            )
            for m in option.moves
        ],
        "findings": [(wording.finding_words(ground, f), f.detail) for f in option.findings],
        "owners": owners_for(request, dates.when),
        "path": request.get_full_path(),
        "lived_on": ground.lived_on,
        "rule": ground.situation.brief.neighbour_rule,
    }


def versions_beside(ground: Ground, chosen: Sequence[VersionAnswer]) -> Comparison:
    """Today beside versions, each under its own number."""
    shown = beside(ground, "plan", (), [(one.title, one.network_of, None) for one in chosen])
    named = [
        replace(column, title=_("Version %(number)s") % {"number": one.number})
        for column, one in zip(shown.options, chosen, strict=True)
    ]
    return replace(shown, options=tuple(named))


def ground_of_plan(held: PlanAnswer, dates: Dates) -> tuple[Ground, Dates]:
    """The ground of a plan on the day that it was made for, as known on the day of the page."""
    day = Dates(
        as_at=held.as_at,
        known_on=dates.known_on,
        as_at_asked=True,
        as_known_asked=dates.as_known_asked,
    )
    ground = ground_of(
        held.within_code, when=day.when, smallest=held.smallest, largest=held.largest
    )
    return ground, day


def read_plan(request: HttpRequest, number: int) -> tuple[PlanAnswer, Ground, Dates]:
    """A plan that the reader may see, with its ground and its dates."""
    dates = dates_of(request)
    held = get_plan(viewer_of(request), number, when=dates.when)
    ground, day = ground_of_plan(held, dates)
    return held, ground, day


def plan_words(held: PlanAnswer, ground: Ground, dates: Dates) -> dict[str, Any]:
    """What every page of a plan is given."""
    return {
        "plan": held,
        "ground": ground,
        "dates": dates,
        "crumbs": wording.crumbs_of(ground, dates),
        "band": wording.band_of(ground),
        "seen_by": SEEN_BY.get(held.state, lambda: "")(),
        "unit_words": unit_words(held.asked),
        "travel_said": (held.asked.get("travel") or {}).get("said", ""),
        "colour": COLOURS[held.state],
        "rule": ground.situation.brief.neighbour_rule,
        "lived_on": ground.lived_on,
    }


def unit_words(asked: dict[str, Any]) -> str:
    """What the costs and bounds of a plan are counted in."""
    unit = (asked.get("travel") or {}).get("unit", "km")
    said = _("%(unit)s per patient, with what keeping a network is worth") % {"unit": unit}
    return f"({said}{_(' and balance') if asked.get('balance') else ''})"


COLOURS = {"private": "purple", "shared": "purple", "under_engagement": "yellow",
           "published": "green"}  # fmt: skip
SEEN_BY = {
    "private": lambda: _("Only those who may draft for its owner can see this."),
    "shared": lambda: _("Its owner and the organisations it was shared with can see this."),
    "under_engagement": lambda: _("Those with a role in this system can see this."),
    "published": lambda: _("Everybody can see this."),
}


def _first_states() -> list[tuple[str, str]]:
    """The states that a new future can be given; it is published from its own page."""
    private = (State.PRIVATE.value, str(State.PRIVATE.label))
    return [private, *next_states(State.PRIVATE)]


def _write(request: HttpRequest, held: PlanAnswer, one: VersionAnswer) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect(f"/sign-in/?next={request.path}")
    if "withdraw" in request.POST:
        acts.withdraw_version(held.id, one.number, by=request.user)
        return redirect("plan", number=held.id)
    acts.write_rationale(
        held.id,
        one.number,
        text=request.POST.get("rationale", ""),
        note=request.POST.get("note", ""),
        by=request.user,
    )
    return redirect("plan-version", number=held.id, version=one.number)


def _day(text: str) -> date:
    return read_day(text, _("the day it would begin"))


def _future_address(future: int, ground: Ground) -> str:
    try:
        return reverse("future", args=[future])
    except NoReverseMatch:
        return f"/structure/?within={ground.system.code}&future={future}"
