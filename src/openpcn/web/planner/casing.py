"""Pages of change cases: open, write, decide, print the paper and the draft notice."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openpcn.domains.planning.actions import cases as acts
from openpcn.domains.planning.queries.cases import CaseAnswer, get_case, kinds
from openpcn.domains.planning.queries.plans import get_plan
from openpcn.domains.registry.actions.guarding import TRANSITIONS
from openpcn.domains.registry.vocabulary import State
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, OpenPCNError
from openpcn.kernel.exports import csv_lines
from openpcn.web.dates import dates_of, read_day
from openpcn.web.planner import files, wording
from openpcn.web.planner.asking import owners_for, whole_number, within_of
from openpcn.web.planner.keeping import COLOURS, SEEN_BY
from openpcn.web.planner.tables import groups_of, marks_of
from openpcn.web.viewers import viewer_of
from openpcn.workflows.planner.cases import NOTICE, consequences_of, moves_for
from openpcn.workflows.planner.compare import moves_of
from openpcn.workflows.planner.ground import Ground, ground_of

HEADINGS = (
    "Change",
    "Practice",
    "Name",
    "Leaves",
    "Name of the network",
    "Last day there",
    "Joins",
    "Name of the network",
    "First day there",
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a case; from a version of a plan its moves are filled in."""
    dates = dates_of(request)
    within, choice = within_of(request, dates.when)
    if not within:
        return render(request, "planner/choose.html", {"dates": dates, "systems": choice})
    ground = ground_of(within, when=dates.when)
    said: dict[str, str] = (
        request.POST.dict() if request.method == "POST" else _filled(request, ground)
    )  # type: ignore[assignment]
    problem = ""
    if request.method == "POST":
        try:
            return redirect("case", number=_open(request, ground))
        except (NotRight, NotFound, NotPossible) as trouble:
            problem = str(trouble)
    words = {
        "ground": ground,
        "dates": dates,
        "crumbs": wording.crumbs_of(ground, dates),
        "kinds": kinds(),
        "owners": owners_for(request, dates.when),
        "said": said,
        "problem": problem,
        "networks": [(code, ground.name(code)) for code in ground.networks],
    }
    return render(request, "planner/case-new.html", words, status=400 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A case with its words, its consequences, and what may come next."""
    if request.method != "POST":
        return render(request, "planner/case.html", case_words(request, number))
    if not request.user.is_authenticated:
        return redirect(f"/sign-in/?next={request.path}")
    try:
        _change(request, number)
    except OpenPCNError as trouble:
        if isinstance(trouble, NotFound):
            raise
        words = case_words(request, number) | {"problem": str(trouble)}
        return render(request, "planner/case.html", words, status=400)
    return redirect("case", number=number)


@require_safe
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The decision paper, for printing."""
    return render(request, "planner/paper.html", case_words(request, number))


@require_safe
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """The draft change notice for the ODS, for printing."""
    return render(request, "planner/notice.html", case_words(request, number))


@require_safe
def notice_csv(request: HttpRequest, number: int) -> HttpResponse:
    """The same as a file."""
    case = get_case(viewer_of(request), number, when=dates_of(request).when)
    rows = consequences_of(case, when=dates_of(request).when).notice
    return files.attached("".join(csv_lines(NOTICE, rows)), "text/csv", f"notice-{number}.csv")


@login_required
@require_POST
def state(request: HttpRequest, number: int) -> HttpResponse:
    """Let more people, or fewer, see a case."""
    acts.open_to(number, state=request.POST.get("state", ""), by=request.user)  # type: ignore[arg-type]
    return redirect("case", number=number)


def case_words(request: HttpRequest, number: int) -> dict[str, Any]:
    """What every page of a case is given."""
    dates = dates_of(request)
    case = get_case(viewer_of(request), number, when=dates.when)
    found = consequences_of(case, when=dates.when)
    shown, ground = found.shown, found.ground
    last = shown.columns[-1]
    return {
        "case": case,
        "dates": dates,
        "ground": ground,
        "crumbs": wording.crumbs_of(ground, dates),
        "shown": shown,
        "groups": groups_of(shown),
        "standing": wording.standing_words(shown.today, wording.band_of(shown.ground)),
        "marks": marks_of(shown),
        "band": wording.band_of(ground),
        "what": last.what,
        "findings": [(wording.finding_words(ground, one), one.detail) for one in last.findings],
        "headings": HEADINGS,
        "notice": found.notice,
        "colour": COLOURS[case.state],
        "seen_by": SEEN_BY[case.state](),
        "states": [(s.value, str(s.label)) for s in State if s in TRANSITIONS[case.state]],
        "is_open": case.stage in ("application", "engagement"),
        "stages": _stages(case),
        "lived_on": ground.lived_on,
        "rule": ground.situation.brief.neighbour_rule,
        "path": request.get_full_path(),
    }


def _stages(case: CaseAnswer) -> list[tuple[str, str]]:
    """Stages that the reader may bring the case to."""
    decisions = ("approved", "refused", "in_effect")
    return [
        (value, words)
        for value, words in case.next_stages
        if case.may_write and (value not in decisions or case.may_decide)
    ]


def _change(request: HttpRequest, number: int) -> None:
    post, by = request.POST, request.user
    if "stage" in post:
        acts.move_case(number, to=post["stage"], words=post.get("words", ""), by=by)  # type: ignore[arg-type]
        return
    acts.write_case(
        number,
        application=post.get("application", ""),
        engagement=post.get("engagement", ""),
        decision=post.get("decision", ""),
        effective_on=_day(post.get("effective_on", "")),
        by=by,  # type: ignore[arg-type]
    )


def _open(request: HttpRequest, ground: Ground) -> int:
    post = request.POST
    about = post.get("about", "").strip().upper()
    lines = [" ".join(line.upper().split()) for line in post.get("moves", "").splitlines()]
    moves = moves_for(
        ground,
        kind=post.get("kind", ""),
        about=about,
        into=post.get("into", "").strip().upper(),
        lines=[line for line in lines if line],
    )
    return acts.open_case(
        kind=post.get("kind", ""),
        title=post.get("title", ""),
        owner=post.get("owner", ""),
        about=about or next(iter(moves), ""),
        within=ground.area.code,
        moves=moves,
        application=post.get("application", ""),
        effective_on=_day(post.get("effective_on", "")),
        by=request.user,  # type: ignore[arg-type]
    )


def _filled(request: HttpRequest, ground: Ground) -> dict[str, str]:
    if "plan" not in request.GET:
        return {"about": request.GET.get("about", ""), "kind": request.GET.get("kind", "")}
    plan = get_plan(
        viewer_of(request),
        whole_number(request.GET["plan"], _("a plan")),
        when=dates_of(request).when,
    )
    version = plan.version(whole_number(request.GET.get("version", ""), _("a version")))
    moves = moves_of(ground, version.network_of)
    return {
        "kind": "move",
        "title": version.title,
        "about": moves[0].practice if moves else "",
        "moves": "\n".join(f"{move.practice} {move.to_network}" for move in moves),
        "application": version.rationale or version.note,
    }


def _day(text: str) -> Any:
    return read_day(text, _("the effective date")) if text.strip() else None
