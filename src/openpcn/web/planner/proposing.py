"""Pages that ask for proposals, show how far they are, stop them, and show the trade-off."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openpcn.domains.jobs.actions import stop as stop_job
from openpcn.domains.jobs.queries import JobAnswer, get_job
from openpcn.domains.planning.actions.plans import begin_plan
from openpcn.domains.planning.queries.plans import PlanAnswer
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, OpenPCNError
from openpcn.kernel.wording import counted
from openpcn.web.dates import dates_of
from openpcn.web.planner import wording
from openpcn.web.planner.asking import owners_for, whole_number, within_of
from openpcn.web.planner.comparing import practices_in
from openpcn.web.planner.keeping import plan_words, read_plan
from openpcn.web.recording.doors import for_recording
from openpcn.workflows.planner.compare import beside
from openpcn.workflows.planner.curve import curve_svg
from openpcn.workflows.planner.ground import ground_of
from openpcn.workflows.planner.propose import (
    Point,
    ask_for_proposals,
    asked_of,
    keep_point,
    points_of,
)

SECONDS = ((60, "about a minute"), (180, "about three minutes"), (600, "ten minutes"))
COUNTS = (
    ("target", lambda: _("By size: about 40,000 patients each")),
    ("today", lambda: _("As many as today")),
    ("free", lambda: _("Free (least distance then drifts towards many small networks)")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Choose area, date, band, number of networks and locks; then ask."""
    dates = dates_of(request)
    within, choice = within_of(request, dates.when)
    if not within:
        return render(request, "planner/choose.html", {"dates": dates, "systems": choice})
    ground = ground_of(within, when=dates.when)
    problem = ""
    if request.method == "POST":
        try:
            return redirect("plan-progress", number=_ask(request, within))
        except OpenPCNError as trouble:
            if not isinstance(trouble, NotRight | NotPossible | NotFound):
                raise
            problem = str(trouble)
    said = request.POST
    words = {
        "ground": ground,
        "dates": dates,
        "name": wording.area_name(ground),
        "crumbs": wording.crumbs_of(ground, dates),
        "owners": owners_for(request, dates.when),
        "places": sorted(ground.facts.ground.place_names.items(), key=lambda one: one[1]),
        "practices": practices_in(ground),
        "counts": [(value, words()) for value, words in COUNTS],
        "seconds": SECONDS,
        "said": said,
        "problem": problem,
        "stays": said.getlist("stays"),
    }
    return render(request, "planner/new.html", words, status=400 if problem else 200)


@require_safe
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far the proposals of a plan are, and the best so far."""
    plan, ground, dates = read_plan(request, number)
    job = _job(plan)
    is_open = job.state in ("waiting", "running")
    if job.state == "done" and job.result.get("kept"):
        return redirect("plan", number=number)
    if job.state == "done":
        return redirect("plan-curve", number=number)
    points = points_of(job.result)
    words = plan_words(plan, ground, dates) | {
        "job": job,
        "is_open": is_open,
        "points": [(at, one, _said(one)) for at, one in enumerate(points)],
        "percent": round(job.progress * 100),
    }
    return render(request, "planner/progress.html", words)


@require_POST
@for_recording
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Stop the work; what it has so far can be kept."""
    plan, _ground, _dates = read_plan(request, number)
    stop_job(_job(plan).id, by=request.user)  # type: ignore[arg-type]
    return redirect("plan-progress", number=number)


@require_POST
@for_recording
def keep(request: HttpRequest, number: int, at: int) -> HttpResponse:
    """Keep one of the points that were worked out as a version."""
    plan, _ground, _dates = read_plan(request, number)
    points = points_of(_job(plan).result)
    if at >= len(points):
        raise NotFound(f"There is no point {at + 1}.", next_step="Choose one of the table.")
    version = keep_point(plan, points[at], by=request.user)  # type: ignore[arg-type]
    return redirect("plan-version", number=number, version=version)


@require_safe
def curve(request: HttpRequest, number: int) -> HttpResponse:
    """Patients who change network against distance and networks inside, each with its bound."""
    plan, ground, dates = read_plan(request, number)
    job = _job(plan)
    points = sorted(points_of(job.result), key=lambda one: one.score["patients_moved"])
    today = beside(ground, "plan", (), [], with_pictures=False).today.measures
    held = points_of(job.result)
    words = plan_words(plan, ground, dates) | {
        "points": [(held.index(one), one, _said(one)) for one in points],
        "today": today,
        "picture": curve_svg(points, today),
        "heading": _curve_heading(points, today.mean_km),
        "is_open": job.state in ("waiting", "running"),
    }
    return render(request, "planner/curve.html", words)


def _ask(request: HttpRequest, within: str) -> int:
    post = request.POST
    dates = dates_of(request)
    asked = asked_of(
        count=post.get("count", "target"),
        number=whole_number(post["number"], _("a number")) if post.get("number") else None,
        seconds=whole_number(post.get("seconds", "60"), _("a time")),
        together=_locks(post.get("together", "")),
        apart=_locks(post.get("apart", "")),
        stays=post.get("stays", "").upper().replace(",", " ").split(),
        sweep=post.get("question") == "curve",
    )
    area = (post.get("area") or within).strip().upper()
    day = dates.as_at
    _check_locks(area, dates, asked)
    plan = begin_plan(
        title=post.get("title", "").strip() or _("Proposals for the area"),
        owner=post.get("owner", ""),
        within=area,
        as_at=day,
        smallest=whole_number(post.get("smallest", "30,000"), _("a size")),
        largest=whole_number(post.get("largest", "50,000"), _("a size")),
        asked=asked,
        by=request.user,  # type: ignore[arg-type]
    )
    ask_for_proposals(plan, by=request.user)  # type: ignore[arg-type]
    return plan


def _check_locks(area: str, dates: Any, asked: dict[str, Any]) -> None:
    ground = ground_of(area, when=dates.when)
    named = {code for lock in (*asked["together"], *asked["apart"]) for code in lock}
    if unknown := sorted((named | {*asked["stays"]}) - ground.practices.keys()):
        raise NotRight(
            f"The locks name {unknown[0][:20]}, which is not among the practices.",
            next_step="Use the codes of practices of this area.",
        )


def _locks(text: str) -> list[list[str]]:
    """One lock a line: codes with commas or spaces between."""
    lines = [line.upper().replace(",", " ").split() for line in text.splitlines()]
    return [line for line in lines if len(line) > 1]


def _job(plan: PlanAnswer) -> JobAnswer:
    job = get_job(plan.job) if plan.job else None
    if job is None:
        raise NotFound(
            f"Nothing was asked for “{plan.title}”.", next_step="Ask for proposals in the planner."
        )
    return job


def _said(point: Point) -> dict[str, str]:
    """What the table says of a point."""
    score = point.score
    proved = all(one["proved"] for one in point.areas)
    gap = _("the best there is (proved)") if proved else _("at most %(gap)s from the best") % {
        "gap": f"{point.gap * 100:.1f}%"
    }  # fmt: skip
    return {
        "moved": f"{score['patients_moved']:,}",
        "practices": counted(score["practices_moved"], "practice"),
        "km": f"{score['mean_km']:.2f}" if score["mean_km"] is not None else _("not known"),
        "inside": f"{score['inside']} of {score['networks']}",
        "gap": gap,
    }


def _curve_heading(points: list[Point], today: float | None) -> str:
    if not points or today is None:
        return _("What a change of networks would buy")
    fewest, nearest = points[0].score, min(points, key=lambda p: p.score["mean_km"] or 0).score
    proved = all(one["proved"] for one in points[0].areas)
    few = (
        _("%(few)s patients would have to change network for all to be inside")
        if proved and fewest["inside"] == fewest["networks"]
        else _("%(few)s patients change network in the plan found that moves fewest")
    )
    return few % {"few": f"{fewest['patients_moved']:,}"} + _(
        "; with %(many)s the distance falls from %(today)s to %(km)s km"
    ) % {
        "many": f"{nearest['patients_moved']:,}",
        "today": f"{today:.1f}",
        "km": f"{nearest['mean_km']:.1f}",
    }
