"""Forms of the training list, of local schemes and of what role-holders declare."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.staffing.actions import declarations as declaring
from openpcn.domains.staffing.actions import places as acts
from openpcn.domains.staffing.actions import schemes as giving
from openpcn.domains.staffing.queries.one import (
    DeclaredRole,
    OnePlace,
    get_declared_role,
    get_place,
    get_scheme,
)
from openpcn.domains.staffing.vocabulary import (
    PERMISSION_PLACES,
    PERMISSION_SCHEMES,
    Declares,
    Place,
    Profession,
    Scheme,
)
from openpcn.web.dates import dates_of
from openpcn.web.pages.workbooks import tables_as
from openpcn.web.presenters.heads import PATHS
from openpcn.web.recording.doors import (
    address,
    for_recording,
    form_of,
    person_of,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.workforce.training_page import training_page
from openpcn.workflows.facts.tell_source import tell_source
from openpcn.workflows.workforce.show_training import show_training

WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def training(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """What is offered, sought and given."""
    dates = dates_of(request)
    page_ = training_page(show_training(viewer_of(request), path, code, when=dates.when), dates)
    if wanted := request.GET.get("format"):
        tables = [table for one in page_["sections"] for table in one.tables]
        told = tell_source(when=dates.when, statement=_("Recorded in OpenPCN"))
        return tables_as(request, tables, f"{code}-training", wanted, told)
    return render(request, "pages/profile.html", page_)


@WRITE
@for_recording
def place_new(request: HttpRequest, code: str) -> HttpResponse:
    """Record a place or post."""
    where = get_organisation(code, when=when_of(request))
    require(person_of(request), PERMISSION_PLACES, where.id)
    form = form_of(request)
    if request.method == "POST":
        said = place_said(form)
        made = form.act(
            lambda: acts.record_place(organisation=code, by=person_of(request), **said),
            about="title",
        )
        if made is not None:
            return to_list(request, where)
    return place_page(request, form, where, None)


@WRITE
@for_recording
def place(request: HttpRequest, number: int) -> HttpResponse:
    """Mend a place, give it a last day, or take it back."""
    by, form, found = person_of(request), form_of(request), get_place(number)
    where = get_organisation(found.organisation_code, when=when_of(request))
    require(by, PERMISSION_PLACES, where.id)
    if request.method == "POST":
        if form.said.get("do") == "withdraw":
            done = form.act(lambda: acts.withdraw_place(number, by=by) or True, about="title")
        else:
            said = place_said(form)
            done = form.act(
                lambda: acts.correct_place(
                    number, organisation=found.organisation_code, by=by, **said
                ),
                about="title",
            )
        if done is not None:
            return to_list(request, where)
    else:
        form = Form(said=words_of(found))
    return place_page(request, form, where, found)


def place_page(
    request: HttpRequest, form: Form, where: OrganisationAnswer, found: OnePlace | None
) -> HttpResponse:
    """The form of a place."""
    return page(
        request, "place", form, where=where, place=found, kinds=Place.choices,
        professions=Profession.choices,
    )  # fmt: skip


@WRITE
@for_recording
def scheme_new(request: HttpRequest, code: str) -> HttpResponse:
    """Record a local scheme."""
    where, form = get_organisation(code, when=when_of(request)), form_of(request)
    require(person_of(request), PERMISSION_SCHEMES, where.id)
    if request.method == "POST":
        said = scheme_said(form)
        made = form.act(
            lambda: giving.record_scheme(organisation=code, by=person_of(request), **said),
            about="name",
        )
        if made is not None:
            return redirect(address(request, "scheme", made))
    return page(request, "scheme-new", form, where=where, kinds=Scheme.choices, scheme=None)


@WRITE
@for_recording
def scheme_change(request: HttpRequest, number: int) -> HttpResponse:
    """Correct what a scheme says of itself, or take its end back."""
    by, found = person_of(request), get_scheme(number)
    where = get_organisation(found.organisation_code, when=when_of(request))
    require(by, PERMISSION_SCHEMES, where.id)
    form = form_of(request)
    if request.method == "POST":
        said = scheme_said(form)
        form.act(lambda: giving.correct_scheme(number, by=by, **said), about="name")
        if not form.problems:
            return redirect(address(request, "scheme", number))
    else:
        form = Form(
            said={
                "kind": found.kind,
                "name": found.name,
                "rule": found.rule,
                "budget": "" if found.budget is None else f"{found.budget:,.2f}",
                **day_fields("starts_on", found.starts_on),
                **day_fields("ends_on", found.ends_on),
            }
        )
    return page(request, "scheme-new", form, where=where, kinds=Scheme.choices, scheme=found)


def scheme_said(form: Form) -> dict[str, Any]:
    """A scheme as it was typed."""
    return {
        "kind": form.choice("kind", _("a kind"), Scheme.values),
        "name": form.text("name", _("a name"), longest=120),
        "rule": form.text("rule", _("who can receive it, and for what"), longest=500),
        "budget": form.decimal("budget", _("a number"), required=False),
        "starts_on": form.day("starts_on", _("the first day")),
        "ends_on": form.day_or_open("ends_on"),
    }


@WRITE
@for_recording
def scheme(request: HttpRequest, number: int) -> HttpResponse:
    """The recipients of a scheme; record one, take one back, end it."""
    by, form, found = person_of(request), form_of(request), get_scheme(number)
    where = get_organisation(found.organisation_code, when=when_of(request))
    require(by, PERMISSION_SCHEMES, where.id)
    if request.method == "POST":
        asked = form.said.get("do", "")
        if act_on_scheme(form, number, asked, by) is not None:
            if asked == "withdraw":
                return to_list(request, where)
            return redirect(address(request, "scheme", number))
    return page(request, "scheme", form, where=where, scheme=found)


def act_on_scheme(form: Form, number: int, asked: str, by: Any) -> Any:
    """What the form of a scheme asks for."""
    match asked:
        case "withdraw":
            return form.act(lambda: giving.withdraw_scheme(number, by=by) or True, about="name")
        case "end":
            ends_on = form.day("ends_on", _("the last day"))
            return form.act(
                lambda: giving.end_scheme(number, ends_on=ends_on, by=by) or True, about="ends_on"
            )
        case "take-back":
            award = form.number_of("award")
            return form.act(lambda: giving.withdraw_award(award, by=by) or True, about="recipient")
        case _:
            said: dict[str, Any] = {
                "recipient": form.text("recipient", _("a code"), longest=20).upper(),
                "pounds": form.decimal("pounds", _("a number")) or Decimal(0),
                "on": form.day("on", _("the day")),
                "reason": form.text("reason", _("what for"), longest=300),
            }
            return form.act(lambda: giving.record_award(number, by=by, **said), about="recipient")


@WRITE
@for_recording
def declare(request: HttpRequest, number: int) -> HttpResponse:
    """The hours and interests of one role."""
    by, form = person_of(request), form_of(request)
    found: DeclaredRole = get_declared_role(number, by, when=when_of(request))
    if request.method == "POST":
        if form.said.get("do") == "take-back":
            which = form.number_of("declaration")
            done = form.act(
                lambda: declaring.withdraw_declaration(which, by=by) or True, about="kind"
            )
        else:
            kind = form.choice("kind", _("time or an interest"), Declares.values)
            hours = form.decimal("hours", _("a number")) if kind == Declares.TIME else None
            starts_on = form.day("starts_on", _("the first day"))
            done = form.act(
                lambda: declaring.declare(
                    number, kind=kind, hours=hours, words=form.said.get("words", ""),
                    starts_on=starts_on, by=by,
                ),
                about="kind",
            )  # fmt: skip
        if done is not None:
            return redirect(address(request, "declare", number))
    return page(request, "declare", form, role=found, kinds=Declares.choices)


def place_said(form: Form) -> dict[str, Any]:
    """A place as it is typed."""
    return {
        "kind": form.choice("kind", _("a kind"), Place.values),
        "profession": form.choice("profession", _("for whom it is"), ["", *Profession.values]),
        "title": form.text("title", _("a title"), longest=120),
        "people": form.whole("people", _("how many people")),
        "owner": form.text("owner", _("who answers for it"), longest=120),
        "starts_on": form.day("starts_on", _("the first day")),
        "ends_on": form.day_or_open("ends_on"),
        "note": form.text("note", _("a note"), required=False, longest=500),
    }


def words_of(found: OnePlace) -> dict[str, str]:
    """A place as the form shows it."""
    said = {
        "kind": found.kind,
        "profession": found.profession,
        "title": found.title,
        "people": str(found.people),
        "owner": found.owner,
        "note": found.note,
    }
    for name, on in (("starts_on", found.starts_on), ("ends_on", found.ends_on)):
        if on is not None:
            said |= {f"{name}-day": str(on.day), f"{name}-month": str(on.month),
                     f"{name}-year": str(on.year)}  # fmt: skip
    return said


def to_list(request: HttpRequest, where: OrganisationAnswer) -> HttpResponse:
    """Back to the list of an organisation."""
    return redirect(address(request, "training", PATHS[where.kind], where.code))


def page(request: HttpRequest, template: str, form: Form, **words: Any) -> HttpResponse:
    """A page with a form; 400 where something in it has to be mended."""
    told = {"form": form, "url": partial(address, request), "paths": PATHS, **words}
    status = 400 if form.problems else 200
    return render(request, f"workforce/{template}.html", told, status=status)
