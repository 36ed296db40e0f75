"""Pages of change cases: open, write, decide, print the paper and the draft notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openpcn.domains.planning.actions import cases as acts
from openpcn.domains.planning.queries.cases import CaseAnswer, get_case
from openpcn.domains.registry.actions.guarding import next_states
from openpcn.kernel.exports import csv_lines
from openpcn.kernel.when import in_words
from openpcn.web.dates import dates_of
from openpcn.web.planner import files, wording
from openpcn.web.planner.effecting import line_rows
from openpcn.web.planner.keeping import COLOURS, SEEN_BY
from openpcn.web.planner.words import comparison_words
from openpcn.web.recording.doors import for_recording, form_of, person_of
from openpcn.web.recording.forms import Form
from openpcn.web.viewers import viewer_of
from openpcn.workflows.planner.cases import NOTICE, consequences_of, rules_for

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


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A case with its words, its consequences, and what may come next."""
    form = form_of(request)
    words = case_words(request, number)
    dated = form if "effective_on-day" in form.said else _day_of(words["case"])
    words |= {"form": form, "form_with_day": dated}
    if request.method != "POST":
        return render(request, "planner/case.html", words)
    return _written(request, number, words)


@for_recording
def _written(request: HttpRequest, number: int, words: dict[str, Any]) -> HttpResponse:
    form = words["form"]
    _change(request, number, form)
    if form.problems:
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


@require_POST
@for_recording
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
    return comparison_words(shown, dates) | {
        "case": case,
        "is_before": ground.when.as_at != dates.as_at,
        "what": last.what,
        "rules": rules_for(case.kind),
        "findings": [(wording.finding_words(ground, one), one.detail) for one in last.findings],
        "headings": HEADINGS,
        "notice": [_as_read(row) for row in found.notice],
        "colour": COLOURS[case.state],
        "seen_by": SEEN_BY[case.state](),
        "states": next_states(case.state),
        "is_open": case.stage in ("application", "engagement"),
        "stages": _stages(case),
        "recorded": line_rows(case.recorded),
        "may_effect": case.may_write
        and case.may_decide
        and case.stage in ("approved", "in_effect"),
        "path": request.get_full_path(),
    }


def _as_read(row: tuple[str, ...]) -> list[str]:
    """A row of the notice with its days as people write them."""
    days = {at for at, heading in enumerate(NOTICE) if "_day_" in heading}
    return [
        in_words(date.fromisoformat(cell)) if cell and at in days else cell
        for at, cell in enumerate(row)
    ]


def _day_of(case: CaseAnswer) -> Form:
    """The effective date as the three fields show it."""
    day = case.effective_on
    parts = {"day": day.day, "month": day.month, "year": day.year} if day else {}
    return Form(said={f"effective_on-{part}": str(value) for part, value in parts.items()})


def _stages(case: CaseAnswer) -> list[tuple[str, str]]:
    """Stages that the reader may bring the case to here; into effect has a page of its own."""
    decisions = ("approved", "refused") if case.may_decide else ()
    return [
        (value, words)
        for value, words in case.next_stages
        if case.may_write
        and case.stage != "in_effect"
        and (value in ("application", "engagement", "withdrawn") or value in decisions)
    ]


def _change(request: HttpRequest, number: int, form: Form) -> None:
    post, by = request.POST, person_of(request)
    if "stage" in post:
        to, words = post["stage"], post.get("words", "")
        form.act(lambda: acts.move_case(number, to=to, words=words, by=by), about="stage")
        return
    application = form.text("application", _("what is asked for, and why"), longest=10_000)
    engagement = form.text("engagement", "", required=False, longest=10_000)
    decision = form.text("decision", "", required=False, longest=10_000)
    day = form.day_or_open("effective_on")
    form.act(
        lambda: acts.write_case(
            number,
            application=application,
            engagement=engagement,
            decision=decision,
            effective_on=day,
            by=by,
        ),
        about="application",
    )
