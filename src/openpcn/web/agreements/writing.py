"""Record an agreement, correct its terms, begin its next edition, take it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.agreements.actions import register as acts
from openpcn.domains.agreements.queries.answers import AgreementAnswer
from openpcn.domains.agreements.queries.register import get_agreement
from openpcn.domains.agreements.vocabulary import Controllers, Kind
from openpcn.domains.registry.permissions import require
from openpcn.web.agreements.reading import page
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import (
    for_recording,
    form_of,
    go,
    person_of,
    posted_from,
    when_of,
)
from openpcn.web.recording.forms import Form, day_fields


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Record an agreement."""
    by = person_of(request)
    require(by, acts.RECORD)
    form = form_of(request)
    if request.method == "POST":
        kind = form.choice("kind", _("which kind of agreement"), Kind.values)
        about = form.text("about", _("the network or organisation"), longest=40)
        said = read_terms(form)
        number = form.act(
            lambda: acts.begin_agreement(kind=kind, about=about, terms=said, by=by), about="about"
        )
        if number is not None:
            return go(request, "agreement", number)
    return page(
        request,
        "new",
        form,
        kinds=Kind.choices,
        controllers=Controllers.choices,
        owners=choosing.owners(by, acts.RECORD, when=when_of(request)),
        about=request.GET.get("about", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def terms(request: HttpRequest, number: int) -> HttpResponse:
    """Correct what an agreement says of itself, or give it an end."""
    by = person_of(request)
    found = get_agreement(by, number, when=when_of(request))
    require(by, acts.RECORD, found.about_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(found))
    if request.method == "POST":
        said = read_terms(form)
        form.act(lambda: acts.amend_terms(number, terms=said, by=by), about="title")
        if not form.problems:
            return go(request, "agreement", number)
    return page(request, "terms", form, agreement=found, controllers=Controllers.choices)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """Begin the next edition."""
    by = person_of(request)
    found = get_agreement(by, number, when=when_of(request))
    require(by, acts.RECORD, found.about_id)
    form = form_of(request)
    if request.method == "POST":
        starts_on = form.day("starts_on", _("its first day"))
        sign_by = form.day_or_open("sign_by")
        made = form.act(
            lambda: acts.begin_edition(number, starts_on=starts_on, sign_by=sign_by, by=by),
            about="starts_on",
        )
        if made is not None:
            return go(request, "agreement", made)
    return page(request, "edition", form, agreement=found)


@posted_from("agreement")
@for_recording
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back an agreement that was recorded by mistake, and offer to undo that."""
    acts.withdraw_agreement(number, by=person_of(request))
    return page(request, "withdrawn", Form(), number=number)


@posted_from("agreement")
@for_recording
def back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring an agreement back that was taken back."""
    acts.bring_back(number, by=person_of(request))
    return go(request, "agreement", number)


def read_terms(form: Form) -> acts.Terms:
    """The terms as they were typed."""
    return acts.Terms(
        title=form.text("title", _("a title")),
        starts_on=form.day("starts_on", _("the first day")),
        ends_on=form.day_or_open("ends_on"),
        sign_by=form.day_or_open("sign_by"),
        payee=form.text("payee", _("the payee"), required=False, longest=40),
        clinical_director=form.text(
            "clinical_director", _("the clinical director"), required=False, longest=120
        ),
        controllers=form.said.get("controllers", ""),
        kept_at=form.text("kept_at", _("where it is kept"), required=False, longest=300),
    )


def filled(found: AgreementAnswer) -> dict[str, Any]:
    """What stands already, for the form."""
    return {
        "title": found.title,
        "payee": found.payee_code,
        "clinical_director": found.clinical_director,
        "controllers": found.controllers,
        "kept_at": found.kept_at,
        **day_fields("starts_on", found.starts_on),
        **day_fields("ends_on", found.ends_on),
        **day_fields("sign_by", found.sign_by),
    }
