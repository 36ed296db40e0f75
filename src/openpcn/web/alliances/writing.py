"""Record an alliance, correct it, end it, take it back; add members and end them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.accounts.queries import Account
from openpcn.domains.alliances.actions import alliances as acts
from openpcn.domains.alliances.actions import members as joining
from openpcn.domains.alliances.vocabulary import LONGEST, RECORD, AllianceKind
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.versions import Version
from openpcn.kernel.wording import plain
from openpcn.web.alliances.reading import organisations, page, show
from openpcn.web.programme.telling import history
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.alliances.show_alliances import (
    Alliances,
    OneAlliance,
    Shown,
    show_alliance,
    show_alliances,
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Record an alliance."""
    by = person_of(request)
    here = show_alliances(by, path, code, when=when_of(request))
    require(by, RECORD, here.subject.organisation.id)
    form = form_of(request)
    if request.method == "POST":
        said = said_in(form)
        made = form.act(lambda: acts.record(about=code, said=said(), by=by), about="title")
        if made is not None:
            return go(request, "alliance", path, code, made)
    else:
        form = Form(said=day_fields("starts_on", timezone.localdate()))
    return fields(request, here, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, path: str, code: str, number: int) -> HttpResponse:
    """Correct what is said of an alliance."""
    by = person_of(request)
    found = show_alliance(by, path, code, number, when=when_of(request))
    require(by, RECORD, found.shown.alliance.about_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(found))
    if request.method == "POST":
        said, seen = said_in(form), form.seen
        form.act(lambda: acts.amend(number, said=said(), by=by, seen=seen), about="title")
        if not form.problems:
            return go(request, "alliance", path, code, number)
    return fields(request, found.around, form, found.shown, found.versions)


def fields(
    request: HttpRequest,
    here: Alliances,
    form: Form,
    shown: Shown | None,
    versions: tuple[Version, ...] = (),
) -> HttpResponse:
    """The form of an alliance."""
    return page(
        request,
        "form",
        here,
        form,
        alliance=shown.alliance if shown else None,
        history=history(versions),
        kinds=AllianceKind.choices,
        choices=organisations(here),
    )


def said_in(form: Form) -> Callable[[], acts.Said]:
    """What the form says; made once its fields have no problem."""
    said: dict[str, Any] = {
        "kind": form.choice("kind", _("what it is"), AllianceKind.values),
        "title": form.text("title", _("a title")),
        "scope": form.text("scope", _("what it is for"), longest=LONGEST),
        "lead": whom(form, "lead", _("who leads it")),
        "contract": form.text("contract", _("the contract"), required=False),
        "pounds": form.decimal("pounds", _("the cost"), required=False),
        "pounds_source": form.text("pounds_source", _("the source"), required=False, longest=300),
        "starts_on": form.day("starts_on", _("the day on which it begins")),
        "ends_on": form.day_or_open("ends_on"),
    }
    return lambda: acts.Said(**said)


def whom(form: Form, name: str, what: str) -> str:
    """An organisation written by code or name, else the one that was chosen from the list."""
    written = form.text(f"{name}_other", what, required=False)
    return written or form.text(name, what)


def filled(found: OneAlliance) -> dict[str, str]:
    """What stands, for the form; a lead that is not in the list is written beneath it."""
    held, cost = found.shown.alliance, found.shown.cost
    is_listed = held.lead_code in dict(organisations(found.around))
    told = {
        "kind": held.kind,
        "title": held.title,
        "scope": held.scope,
        "lead" if is_listed else "lead_other": held.lead_code or held.lead_name,
        **day_fields("starts_on", held.starts_on),
        **day_fields("ends_on", held.ends_on),
    }
    if cost is not None:
        told |= {"contract": cost.contract, "pounds_source": cost.source}
        told |= {"pounds": plain(cost.pounds)} if cost.pounds is not None else {}
    return told


small_form = small_forms(show, "alliance")


@small_form("ends_on")
def close(form: Form, path: str, code: str, number: int, by: Account) -> Callable[[], Any]:
    on = form.day("ends_on", _("its last day"))
    return lambda: acts.close(number, on=on, by=by)


@small_form("ends_on")
def reopen(form: Form, path: str, code: str, number: int, by: Account) -> Callable[[], Any]:
    return lambda: acts.reopen(number, by=by)


@small_form("member")
def member(form: Form, path: str, code: str, number: int, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "member": whom(form, "member", _("who joins")),
        "does": form.text("does", _("what it does there"), longest=300),
        "starts_on": form.day("joins_on", _("the day on which it joins")),
        "ends_on": form.day_or_open("leaves_on"),
    }
    return lambda: joining.add_member(number, by=by, **said)


@small_form("left_on")
def member_end(form: Form, path: str, code: str, number: int, by: Account) -> Callable[[], Any]:
    which, on = form.number_of("which"), form.day("left_on", _("its last day"))
    return lambda: joining.end_member(number, which, on=on, by=by)


@small_form("left_on")
def member_keep(form: Form, path: str, code: str, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("which")
    return lambda: joining.keep_member(number, which, by=by)


@small_form("left_on")
def member_back(form: Form, path: str, code: str, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("which")
    return lambda: joining.bring_member_back(number, which, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def member_out(request: HttpRequest, path: str, code: str, number: int) -> HttpResponse:
    """Take back a member that was recorded by mistake, and offer to undo that."""
    form, by = form_of(request), person_of(request)
    if request.method != "POST":
        return go(request, "alliance", path, code, number)
    which = form.number_of("which")
    form.act(lambda: joining.withdraw_member(number, which, by=by), about="left_on")
    if form.problems:
        return show(request, path, code, number, form)
    here = show_alliances(by, path, code, when=when_of(request))
    return page(request, "withdrawn", here, Form(), number=number, member=which)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def member_change(
    request: HttpRequest, path: str, code: str, number: int, which: int
) -> HttpResponse:
    """Correct what a member does there, and its days."""
    by = person_of(request)
    found = show_alliance(by, path, code, number, when=when_of(request))
    alliance = found.shown.alliance
    require(by, RECORD, alliance.about_id)
    held = next((one for one in alliance.members if one.id == which), None)
    if held is None:
        return go(request, "alliance", path, code, number)
    form = form_of(request)
    if request.method == "POST":
        said: dict[str, Any] = {
            "does": form.text("does", _("what it does there"), longest=300),
            "starts_on": form.day("starts_on", _("the day on which it joins")),
            "ends_on": form.day_or_open("ends_on"),
        }
        form.act(lambda: joining.correct_member(number, which, by=by, **said), about="does")
        if not form.problems:
            return go(request, "alliance", path, code, number)
    else:
        days = day_fields("starts_on", held.starts_on) | day_fields("ends_on", held.ends_on)
        form = Form(said={"does": held.does, **days})
    return page(request, "member", found.around, form, alliance=alliance, one=held)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def withdraw(request: HttpRequest, path: str, code: str, number: int) -> HttpResponse:
    """Take back an alliance that was recorded by mistake, and offer to undo that."""
    form, by = form_of(request), person_of(request)
    if request.method != "POST":
        return go(request, "alliance", path, code, number)
    form.act(lambda: acts.withdraw(number, by=by), about="ends_on")
    if form.problems:
        return show(request, path, code, number, form)
    here = show_alliances(by, path, code, when=when_of(request))
    return page(request, "withdrawn", here, Form(), number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def back(request: HttpRequest, path: str, code: str, number: int) -> HttpResponse:
    """Bring an alliance back."""
    if request.method == "POST":
        acts.bring_back(number, by=person_of(request))
    return go(request, "alliance", path, code, number)
