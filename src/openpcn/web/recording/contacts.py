"""The contact book: search, cover, who holds which role, and a file for mail merge."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.permissions import job_roles
from openpcn.domains.registry.actions import role_holders as acts
from openpcn.domains.registry.permissions import may, require
from openpcn.domains.registry.queries.people import RoleHolderAnswer, role_holders
from openpcn.kernel.errors import NotFound
from openpcn.kernel.exports import csv_lines
from openpcn.web.dates import dates_of
from openpcn.web.pages.downloads import attached
from openpcn.web.recording.doors import (
    for_recording,
    form_of,
    go,
    page,
    person_of,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form
from openpcn.workflows.facts.tell_source import tell_source

RECORD = "registry.record_contacts"
SHOWN = 200
HEADINGS = (
    "Name",
    "Role",
    "Organisation",
    "Organisation code",
    "Email",
    "Phone",
    "Covers for",
    "Covered by",
    "From",
    "Until",
)


def asked(request: HttpRequest) -> dict[str, str]:
    """What the search asks for."""
    return {name: request.GET.get(name, "").strip() for name in ("q", "role", "within")}


def found(request: HttpRequest) -> list[RoleHolderAnswer]:
    """The role-holders that the viewer may see and asks for."""
    question = asked(request)
    return role_holders(
        viewer_of(request),
        when=when_of(request),
        text=question["q"],
        role=question["role"] or None,
        within=question["within"] or None,
    )


@require_safe
def book(request: HttpRequest) -> HttpResponse:
    people = found(request)
    dates = dates_of(request)
    words = {
        "people": people[:SHOWN],
        "number": len(people),
        "shown": SHOWN,
        "asked": asked(request),
        "roles": sorted(job_roles().items(), key=lambda item: item[1]),
        "may_record": may(viewer_of(request), RECORD),
        "may_administer": may(viewer_of(request), "accounts.administer"),
        "export": dates.link("/contacts/export.csv", **asked(request)),
        "dates": dates,
    }
    return page(request, "contacts", Form(), **words)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    told = tell_source(when=dates_of(request).when, statement=_("The contacts of OpenPCN"))
    rows = (
        [
            each.name,
            each.role_words,
            each.organisation_name,
            each.organisation_code,
            each.email,
            each.phone,
            each.covers_for,
            each.covered_by,
            each.starts_on,
            each.ends_on or "",
            *told.cells[1:],
        ]
        for each in found(request)
    )
    headings = (*HEADINGS, *told.headings[1:])
    return attached("".join(csv_lines(headings, rows)), "contacts.csv", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    require(person_of(request), RECORD)
    form = form_of(request)
    if request.method == "POST":
        said: dict[str, Any] = {
            "organisation": form.text(
                "organisation", _("the code of the organisation"), longest=20
            ),
            "role": form.choice("role", _("a role"), job_roles()),
            **person_said(form),
        }
        if form.act(lambda: acts.hold_role(by=person_of(request), **said), about="organisation"):
            return go(request, "contacts")
    roles = sorted(job_roles().items(), key=lambda item: item[1])
    return page(request, "contact-new", form, roles=roles)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def cover(request: HttpRequest, number: int) -> HttpResponse:
    require(person_of(request), RECORD)
    holder = the_holder(request, number)
    form = form_of(request)
    if request.method == "POST":
        said = person_said(form)
        if form.act(
            lambda: acts.cover_role(number, by=person_of(request), **said), about="person_name"
        ):
            return go(request, "contacts")
    return page(request, "contact-cover", form, holder=holder)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def end(request: HttpRequest, number: int) -> HttpResponse:
    require(person_of(request), RECORD)
    holder = the_holder(request, number)
    form = form_of(request)
    if request.method == "POST":
        last = form.day("ends_on", _("the last day"))
        form.act(
            lambda: acts.end_role(number, ends_on=last, by=person_of(request)),
            about="ends_on",
        )
        if not form.problems:
            return go(request, "contacts")
    return page(request, "contact-end", form, holder=holder)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def give_account(request: HttpRequest, number: int) -> HttpResponse:
    require(person_of(request), "accounts.administer")
    holder = the_holder(request, number)
    form = form_of(request)
    if request.method == "POST":
        said: dict[str, Any] = {
            "username": form.text("username", _("a name to sign in with"), longest=150),
            "password": form.text("password", _("a first password"), longest=1_000),
            "email": holder.email,
        }
        form.act(
            lambda: acts.give_account(person_key=holder.person_key, by=person_of(request), **said),
            about="username",
        )
        if not form.problems:
            return go(request, "contacts")
    return page(request, "contact-account", form, holder=holder)


def person_said(form: Form) -> dict[str, Any]:
    """Who it is, how they are reached, and from when to when."""
    return {
        "person_name": form.text("person_name", _("the name"), longest=120),
        "reach": acts.Reach(
            email=form.text("email", _("an address for mail"), required=False),
            phone=form.text("phone", _("a telephone number"), required=False, longest=30),
            is_published=form.is_ticked("is_published"),
        ),
        "starts_on": form.day("starts_on", _("the first day")),
        "ends_on": form.day_or_open("ends_on"),
    }


def the_holder(request: HttpRequest, number: int) -> RoleHolderAnswer:
    """The role-holder of a number, if the viewer may see it."""
    seen = role_holders(viewer_of(request), when=when_of(request))
    holder = next((each for each in seen if each.id == number), None)
    if holder is None:
        raise NotFound(
            _("No contact with this number is shown to you."),
            next_step=_("Look it up in the contacts again."),
        )
    return holder
