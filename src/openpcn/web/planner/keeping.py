"""Pages of plans: options that are kept as versions, compared, shared and withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openpcn.domains.planning.actions import plans as acts
from openpcn.domains.planning.queries.plans import PlanAnswer, VersionAnswer, get_plan
from openpcn.domains.registry.actions.guarding import next_states
from openpcn.kernel.errors import NotRight
from openpcn.web.dates import Dates, dates_of, read_day
from openpcn.web.planner import files, wording
from openpcn.web.planner.asking import moves_asked, whole_number
from openpcn.web.planner.words import comparison_words
from openpcn.web.recording.doors import for_recording, person_of
from openpcn.web.viewers import viewer_of
from openpcn.workflows.planner.compare import Comparison, beside, by_hand
from openpcn.workflows.planner.ground import Ground, ground_of
from openpcn.workflows.planner.keep import keep_option

SHOWN = 3
MADE = ("repair", "by_hand", "proposed")


@require_POST
@for_recording
def keep(request: HttpRequest) -> HttpResponse:
    """Keep an option or a map made by hand as a version of a plan."""
    post, by = request.POST, person_of(request)
    made = post.get("made", "by_hand")
    if made not in MADE:
        raise NotRight(f"“{made[:20]}” is no way to make a plan.", next_step="Go back and keep it.")
    plan_id, ground, start = _start(request)
    title = post.get("title", "").strip() or _("A version without a name")
    number, version_number = keep_option(
        ground,
        network_of=by_hand(ground, start, moves_asked(post.getlist("move"))),
        title=title[:200],
        plan_title=(post.get("plan_title", "").strip() or title)[:200],
        owner=post.get("owner", ""),
        made=made,
        asked={"kind": made, "networks": post.getlist("network")},
        plan_id=plan_id,
        by=by,
    )
    return redirect("plan-version", number=number, version=version_number)


def _start(request: HttpRequest) -> tuple[int | None, Ground, Mapping[str, str]]:
    """The plan that is gone on with, if one is; its ground; and what practices were moved from."""
    post, dates = request.POST, dates_of(request)
    if not post.get("plan"):
        as_at = read_day(post.get("as_at", ""), _("“as at”"))
        day = replace(dates, as_at=as_at, as_at_asked=True, as_known_asked=False)
        ground = ground_of(post.get("within", "").strip().upper(), when=day.when)
        return None, ground, ground.situation.today
    plan_id = whole_number(post["plan"], _("a plan"))
    held = get_plan(person_of(request), plan_id, when=dates.when)
    ground, _day = ground_of_plan(held, dates)
    if not post.get("version"):
        return plan_id, ground, ground.situation.today
    base = held.version(whole_number(post["version"], _("a version")))
    return plan_id, ground, base.network_of


@require_safe
def plan(request: HttpRequest, number: int) -> HttpResponse:
    """Today beside the versions that were kept."""
    held, ground, dates = read_plan(request, number)
    asked = [text for text in request.GET.getlist("v") if text.isdigit()]
    chosen = [held.version(int(text)) for text in asked] if asked else list(held.versions)
    chosen = chosen[-SHOWN:]
    shown = versions_beside(ground, chosen)
    words = {
        **comparison_words(shown, dates),
        **plan_words(held, ground, dates),
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
        acts.withdraw_plan(number, by=person_of(request))
        return redirect("planner")
    if "share" in request.POST:
        codes = request.POST.get("with", "").upper().replace(",", " ").split()
        acts.share_plan(number, with_codes=codes, by=person_of(request))
    else:
        acts.move_plan(number, to=request.POST.get("state", ""), by=person_of(request))
    return redirect("plan", number=number)


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
