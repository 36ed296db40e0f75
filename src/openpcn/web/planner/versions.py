"""Pages of one version: its words, taking it away, and adopting it as a future."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openpcn.domains.planning.actions import plans as acts
from openpcn.domains.planning.queries.plans import PlanAnswer, VersionAnswer
from openpcn.domains.registry.actions.guarding import next_states
from openpcn.domains.registry.vocabulary import State
from openpcn.web.dates import Dates
from openpcn.web.planner import wording
from openpcn.web.planner.asking import owners_for
from openpcn.web.planner.keeping import plan_words, read_plan, versions_beside
from openpcn.web.planner.words import comparison_words
from openpcn.web.recording.doors import for_recording, form_of, person_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.planner.ground import Ground
from openpcn.workflows.planner.keep import adopt as adopt_version


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
    one, form = held.version(version), form_of(request)
    first_day = form.day("effective_on", _("the day it would begin"))
    future = form.act(
        lambda: adopt_version(
            ground,
            held,
            one,
            owner=form.said.get("owner") or held.owner_code,
            effective_on=first_day,
            state=form.said.get("state") or State.PRIVATE.value,
            by=person_of(request),
        ),
        about="effective_on",
    )
    if form.problems:
        words = version_words(request, held, one, ground, dates) | {"form": form}
        return render(request, "planner/version.html", words, status=400)
    return redirect("future", number=future)


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
    return {
        **comparison_words(shown, dates),
        **plan_words(held, ground, dates),
        "form": Form(),
        "version": one,
        "option": option,
        "changing": [row for row in rows if row[0].network in shown.focus],
        "staying": [row for row in rows if row[0].network not in shown.focus],
        "first_states": _first_states(),
        "findings": [(wording.finding_words(ground, f), f.detail) for f in option.findings],
        "owners": owners_for(request, dates.when),
        "path": request.get_full_path(),
    }


def _first_states() -> list[tuple[str, str]]:
    """The states that a new future can be given; it is published from its own page."""
    private = (State.PRIVATE.value, str(State.PRIVATE.label))
    return [private, *next_states(State.PRIVATE)]


@for_recording
def _write(request: HttpRequest, held: PlanAnswer, one: VersionAnswer) -> HttpResponse:
    by = person_of(request)
    if "withdraw" in request.POST:
        acts.withdraw_version(held.id, one.number, by=by)
        return redirect("plan", number=held.id)
    text, note = request.POST.get("rationale", ""), request.POST.get("note", "")
    acts.write_rationale(held.id, one.number, text=text, note=note, by=by)
    return redirect("plan-version", number=held.id, version=one.number)
