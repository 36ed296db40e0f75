"""Record who is in post: one at a time, from a spreadsheet, and what changes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.registry.permissions import NotAllowed
from openpcn.domains.workforce.actions import staff as acts
from openpcn.domains.workforce.permissions import CLAIM
from openpcn.domains.workforce.queries.staff import StaffAnswer
from openpcn.domains.workforce.vocabulary import Area
from openpcn.kernel.errors import NotFound
from openpcn.kernel.exports import csv_lines
from openpcn.web.claims import reading
from openpcn.web.claims.doors import page
from openpcn.web.claims.presenting_staff import plain, role_title
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims.importing import import_staff
from openpcn.workflows.claims.roles import titles
from openpcn.workflows.claims.staff_files import LARGEST, template_rows
from openpcn.workflows.claims.staff_shown import StaffPage, show_staff

EITHER = ["GET", "HEAD", "POST"]


@require_http_methods(EITHER)
@for_recording
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Record somebody in post."""
    require_recorder(request, code)
    form = form_of(request)
    if request.method == "POST":
        terms = reading.terms(form)
        done = form.act(
            lambda: acts.record_holding(network=code, terms=terms, by=person_of(request)),
            about="post",
        )
        if done is not None:
            return go(request, "staff-one", code, done)
    words = {"kind": "new", "chosen_employer": code}
    return shown(request, "staff-form", code, form, _("Record somebody in post"), **words)


@require_http_methods(EITHER)
@for_recording
def change(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """New hours or pay from a day."""
    held, form = the_record(request, code, number), form_of(request)
    if request.method == "POST":
        said = reading.pay(form)
        from_on = form.day("from_on", _("the day from which it counts"))
        return acted(
            request, code, form, "from_on",
            lambda: acts.change_holding(number, from_on=from_on, by=person_of(request), **said),
            held, "change",
        )  # fmt: skip
    return record_form(request, code, held, filled(held), "change")


@require_http_methods(EITHER)
@for_recording
def correct(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Correct what was recorded wrongly."""
    held, form = the_record(request, code, number), form_of(request)
    if request.method == "POST":
        terms = reading.terms(form)
        return acted(
            request, code, form, "post",
            lambda: acts.correct_holding(number, terms=terms, by=person_of(request)),
            held, "correct",
        )  # fmt: skip
    return record_form(request, code, held, filled(held), "correct")


@require_http_methods(EITHER)
@for_recording
def hand_over(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The post passes to somebody else."""
    held, form = the_record(request, code, number), form_of(request)
    if request.method == "POST":
        terms = reading.terms(form, is_handed_over=True)
        return acted(
            request, code, form, "starts_on",
            lambda: acts.hand_over(number, terms=terms, by=person_of(request)),
            held, "hand-over",
        )  # fmt: skip
    said = {name: value for name, value in filled(held).said.items() if name == "hours"}
    return record_form(request, code, held, Form(said=said), "hand-over")


@require_http_methods(EITHER)
@for_recording
def end(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Record the last day in post."""
    held, form = the_record(request, code, number), form_of(request)
    if request.method == "POST":
        ends_on = form.day("ends_on", _("the last day in post"))
        return acted(
            request, code, form, "ends_on",
            lambda: acts.end_holding(number, ends_on=ends_on, by=person_of(request)),
            held, "end",
        )  # fmt: skip
    return record_form(request, code, held, Form(), "end")


@require_http_methods(EITHER)
@for_recording
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a record back."""
    held, form = the_record(request, code, number), form_of(request)
    if request.method == "POST":
        acts.withdraw_holding(number, by=person_of(request))
        return go(request, "staff", code)
    return record_form(request, code, held, form, "withdraw")


@require_http_methods(EITHER)
@for_recording
def spreadsheet(request: HttpRequest, code: str) -> HttpResponse:
    """Look at a spreadsheet, then record what can be used of it."""
    require_recorder(request, code)
    form, done = form_of(request), None
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            form.problems["file"] = _("Choose a spreadsheet")
        elif (file.size or 0) > LARGEST:
            form.problems["file"] = _("This spreadsheet is larger than 10 MB")
        else:
            done = form.act(lambda: brought_in(request, code, form, file), about="file")
    title = _("Staff from a spreadsheet")
    return shown(request, "staff-spreadsheet", code, form, title, done=done)


def brought_in(request: HttpRequest, code: str, form: Form, file: Any) -> Any:
    """The same reading for a trial and for the import."""
    with tempfile.TemporaryDirectory(prefix="openpcn-staff-") as folder:
        path = Path(folder) / "spreadsheet"
        path.write_bytes(b"".join(file.chunks()))
        return import_staff(
            path,
            name=(file.name or "spreadsheet")[:120],
            network=code,
            by=person_of(request),
            is_trial=not form.is_ticked("record"),
        )


@require_safe
def headings(request: HttpRequest, code: str) -> HttpResponse:
    """A spreadsheet with headings, to fill in."""
    top, *rest = template_rows()
    response = HttpResponse("".join(csv_lines(top, rest)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-staff-to-fill-in.csv"'
    return response


def acted(
    request: HttpRequest,
    code: str,
    form: Form,
    about: str,
    action: Callable[[], int],
    held: StaffAnswer,
    kind: str,
) -> HttpResponse:
    """On to the record that came of it, or back to the form with what is the matter."""
    done = form.act(action, about=about)
    if done is not None:
        return go(request, "staff-one", code, done)
    return record_form(request, code, held, form, kind)


def record_form(
    request: HttpRequest, code: str, held: StaffAnswer, form: Form, kind: str
) -> HttpResponse:
    """A form about a record."""
    titles_of = {
        "change": _("New hours or pay from a day"),
        "correct": _("Correct what was recorded wrongly"),
        "hand-over": _("Hand the post over"),
        "end": _("Record the last day in post"),
        "withdraw": _("Take back this record"),
    }
    words = {"kind": kind, "held": held, "role_title": role_title(held.role)}
    return shown(request, "staff-form", code, form, titles_of[kind], **words)


def filled(held: StaffAnswer) -> Form:
    """A form that says what is recorded."""
    said = {
        "person": held.name,
        "reference": held.reference,
        "role": held.role,
        "post": held.post,
        "employer": held.employer_code,
        "area": held.area,
        "hours": plain(held.hours),
        "salary": f"{held.pay.salary:,.2f}" if held.pay else "",
        "on_costs": f"{held.pay.on_costs:,.2f}" if held.pay else "",
        "places": "\n".join(f"{one.code} {plain(one.hours)}" for one in held.places),
    }
    for name, day in (("starts_on", held.starts_on), ("ends_on", held.ends_on)):
        if day is not None:
            said |= {f"{name}-day": str(day.day), f"{name}-month": str(day.month)}
            said |= {f"{name}-year": str(day.year)}
    return Form(said=said)


def the_record(request: HttpRequest, code: str, number: int) -> StaffAnswer:
    """A record that the viewer may change."""
    found = page_of(request, code)
    held = next((one for one in found.staff if one.id == number and one.may_change), None)
    if held is None:
        raise NotFound(
            _("No such record stands here that you may change."),
            next_step=_("Go back to the staff in post."),
        )
    return held


def require_recorder(request: HttpRequest, code: str) -> None:
    """Refuse who records neither for the network nor for a practice of it."""
    if not page_of(request, code).may_record:
        raise NotAllowed(CLAIM)


def page_of(request: HttpRequest, code: str) -> StaffPage:
    """The staff of the network, as known now."""
    return show_staff(person_of(request), code, when=when_of(request))


def shown(
    request: HttpRequest, template: str, code: str, form: Form, title: str, **words: Any
) -> HttpResponse:
    """A form about staff."""
    found = page_of(request, code)
    told = {
        "roles": sorted(titles().items(), key=lambda one: one[1]),
        "areas": Area.choices,
        "found": found,
        **words,
    }
    return page(request, template, found.page, form, title=title, under="staff", **told)
