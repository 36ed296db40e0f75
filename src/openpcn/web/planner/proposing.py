"""Pages that ask for proposals, show how far they are, stop them, and show the trade-off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openpcn.domains.jobs.actions import stop as stop_job
from openpcn.domains.jobs.queries import JobAnswer, get_job
from openpcn.domains.planning.queries.plans import PlanAnswer
from openpcn.kernel.errors import NotFound
from openpcn.kernel.wording import counted
from openpcn.web.dates import Dates
from openpcn.web.planner import wording
from openpcn.web.planner.asking import for_an_area, owners_for, practices_in
from openpcn.web.planner.keeping import plan_words, read_plan
from openpcn.web.planner.locking import lock_rows
from openpcn.web.planner.requesting import ask_for_plan
from openpcn.web.recording.doors import for_recording, form_of, person_of
from openpcn.workflows.planner.compare import beside
from openpcn.workflows.planner.curve import curve_svg
from openpcn.workflows.planner.dials import BALANCES, Point, points_of, what_does_not_fit
from openpcn.workflows.planner.ground import Ground
from openpcn.workflows.planner.propose import keep_point
from openpcn.workflows.planner.wishing import can_balance

SECONDS = (("60", "about a minute"), ("180", "about three minutes"), ("600", "ten minutes"))
COUNTS = (
    ("target", lambda: _("By size: about 40,000 patients each")),
    ("today", lambda: _("As many as today")),
    ("free", lambda: _("Free (least distance then drifts towards many small networks)")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
@for_an_area
def new(request: HttpRequest, ground: Ground, dates: Dates) -> HttpResponse:
    """Choose area, date, sizes, how much change counts, number of networks and locks; then ask."""
    form = form_of(request)
    if request.method == "POST":
        number = ask_for_plan(request, form, ground.area.code)
        if number is not None:
            return redirect("plan-progress", number=number)
    name = wording.area_name(ground)
    words = {
        "form": form,
        "ground": ground,
        "dates": dates,
        "name": name,
        "crumbs": wording.crumbs_of(ground, dates),
        "owners": owners_for(request, dates.when),
        "areas": [
            (ground.system.code, _("The whole system, place by place")),
            *sorted(ground.facts.ground.place_names.items(), key=lambda one: one[1]),
        ],
        "practices": practices_in(ground),
        "counts": [(value, words()) for value, words in COUNTS],
        "seconds": SECONDS,
        "rows": lock_rows(request.POST),
        "balances": [
            (value, words)
            for value, (words, _weight) in BALANCES.items()
            if can_balance(ground, value)
        ],
    }
    return render(request, "planner/new.html", words, status=400 if form.problems else 200)


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
    stop_job(_job(plan).id, by=person_of(request))
    return redirect("plan-progress", number=number)


@require_POST
@for_recording
def keep(request: HttpRequest, number: int, at: int) -> HttpResponse:
    """Keep one of the points that were worked out as a version."""
    plan, _ground, _dates = read_plan(request, number)
    points = points_of(_job(plan).result)
    if at >= len(points):
        raise NotFound(f"There is no point {at + 1}.", next_step="Choose one of the table.")
    version = keep_point(plan, points[at], by=person_of(request))
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
        "mending_moves_fewer": bool(points) and points[0].is_repair,
        "does_not_fit": what_does_not_fit(points),
        "picture": curve_svg(points, today),
        "heading": _curve_heading(points, today.mean_km),
        "is_open": job.state in ("waiting", "running"),
    }
    return render(request, "planner/curve.html", words)


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
    return {
        "moved": f"{score['patients_moved']:,}",
        "practices": counted(score["practices_moved"], "practice"),
        "km": f"{score['mean_km']:.2f}" if score["mean_km"] is not None else _("not known"),
        "inside": f"{score['inside']} of {score['networks']}",
        "gap": _sureness(point),
    }


def _sureness(point: Point) -> str:
    """How far a point can be from the best there is."""
    if point.is_repair:
        return _("no bound: it keeps today’s pieces and borders")
    if all(one["proved"] for one in point.areas):
        return _("the best there is (proved)")
    return _("at most %(gap)s from the best") % {"gap": f"{point.gap * 100:.1f}%"}


def _curve_heading(points: list[Point], today: float | None) -> str:
    if not points or today is None:
        return _("What a change of networks would buy")
    fewest, nearest = points[0].score, min(points, key=lambda p: p.score["mean_km"] or 0).score
    proved = all(one["proved"] for one in points[0].areas) and not points[0].is_repair
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
