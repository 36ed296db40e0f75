"""The page that brings an approved case into effect: what will be recorded, and what was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.planning.actions.cases import move_case
from openpcn.domains.planning.actions.effects import Said
from openpcn.domains.planning.queries.cases import CaseAnswer, get_case
from openpcn.domains.planning.queries.effects import (
    Issued,
    Line,
    What,
    effect_asked,
    new_networks_of,
    signer_of,
)
from openpcn.kernel.names import as_written
from openpcn.kernel.new_networks import new_network_name
from openpcn.web.dates import dates_of
from openpcn.web.planner import wording
from openpcn.web.recording.doors import for_recording, form_of, person_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.planner.cases import ground_of_case

SIGNED = ("waiver", "rationale")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def effect(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a case records in the registry, or has recorded; then do it, or take it back."""
    dates, form = dates_of(request), form_of(request)
    case = get_case(person_of(request), number, when=dates.when)
    if case.stage not in ("approved", "in_effect") or not (case.may_write and case.may_decide):
        return redirect("case", number=number)
    if request.method == "POST":
        (_take_back if case.stage == "in_effect" else _record)(request, case, form)
        if not form.problems:
            return redirect("case", number=number)
    ground = ground_of_case(case, when=dates.when)
    done = case.stage == "in_effect"
    words: dict[str, Any] = {
        "case": case,
        "form": form,
        "dates": dates,
        "crumbs": wording.crumbs_of(ground, dates),
        "lines": line_rows(case.recorded if done else effect_asked(number)),
        "new_networks": () if done else _new_networks(case),
        "is_signed": case.kind in SIGNED and not done,
        "signer": signer_of(number),
    }
    status = 400 if form.problems else 200
    return render(request, "planner/effect.html", words, status=status)


def line_rows(lines: Iterable[Line]) -> list[tuple[str, str, date]]:
    """What is recorded, what the day means, and the day."""
    return [(_sentence(line), _day_words(line), line.on) for line in lines]


def _sentence(line: Line) -> str:
    names = {
        "one": f"{as_written(line.name)} ({line.code})",
        "other": _with_code(line.network_name, line.network),
    }
    match line.what:
        case What.OPENS:
            return _("%(one)s opens") % (names | {"one": _with_code(line.name, line.code)})
        case What.LEAVES:
            return _("%(one)s leaves %(other)s") % names
        case What.JOINS:
            return _("%(one)s joins %(other)s") % names
        case What.SUCCEEDED:
            return _("%(one)s ends; %(other)s takes its place") % names
        case What.CLOSES:
            return _("%(one)s closes, as no practice is left in it") % names
    return _("Why %(one)s is outside the sizes: the words of this case") % names


def _with_code(name: str, code: str) -> str:
    return new_network_name(code) or f"{as_written(name)} ({code})"


def _day_words(line: Line) -> str:
    last = line.what in (What.LEAVES, What.SUCCEEDED, What.CLOSES)
    return _("last day") if last else _("first day")


def _new_networks(case: CaseAnswer) -> list[tuple[str, str]]:
    """Networks that a code is asked for, each with what it is called until then."""
    return [
        (new, new_network_name(new).removesuffix(" (code to come)"))
        for new in new_networks_of(case.moves)
    ]


def _record(request: HttpRequest, case: CaseAnswer, form: Form) -> None:
    issued = {}
    for new, called in _new_networks(case):
        what = _("the code that the ODS issued for %(network)s") % {"network": called}
        code = form.text(f"code-{new}", what, longest=20)
        issued[new] = Issued(code=code, name=form.text(f"name-{new}", "", required=False))
    signed_by = form.text("signed_by", _("who signs"), required=case.kind in SIGNED, longest=120)
    said = Said(issued=issued, signed_by=signed_by, ends_on=form.day_or_open("ends_on"))
    about = f"code-{next(iter(issued))}" if issued else "signed_by" if signed_by else "words"
    _move(request, case, form, to="in_effect", said=said, about=about)


def _take_back(request: HttpRequest, case: CaseAnswer, form: Form) -> None:
    form.text("words", _("why it is taken back"))
    _move(request, case, form, to="approved", said=Said(), about="words")


def _move(
    request: HttpRequest, case: CaseAnswer, form: Form, *, to: str, said: Said, about: str
) -> None:
    words, by = form.said.get("words", ""), person_of(request)
    if to == "approved":
        words = _("Taken back: %(why)s") % {"why": words}
    form.act(lambda: move_case(case.id, to=to, words=words, said=said, by=by), about=about)
