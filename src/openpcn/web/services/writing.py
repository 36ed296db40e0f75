"""What is recorded of services: local ones, and where patients of practices get each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.permissions import require
from openpcn.domains.services.actions import local as locals_
from openpcn.domains.services.vocabulary import LOCAL, RECORD, Kind, Tier, local_number
from openpcn.kernel.errors import NotFound
from openpcn.web.chrome import safe_dates
from openpcn.web.presenters.heads import PATHS, head_of
from openpcn.web.recording.doors import address, for_recording, form_of, go, person_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms
from openpcn.web.services.reading import page, show
from openpcn.workflows.facts.subject import get_subject

small_form = small_forms(show, "service")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Record a service that is bought locally."""
    by, form = person_of(request), form_of(request)
    subject = get_subject(path, code, when=when_of(request))
    require(by, RECORD, subject.organisation.id)
    if request.method == "POST":
        said = local_said(form)
        number = form.act(lambda: locals_.record_local(code, by=by, **said), about="local_title")
        if number is not None:
            return redirect(address(request, "service", path, code, f"{LOCAL}{number}"))
    head = head_of(subject, safe_dates(request), current="services/new", part=_("A local service"))
    return page(
        request, "new", form, head=head, kinds=Kind.choices, tiers=Tier.choices, place=(path, code)
    )


def local_said(form: Form) -> dict[str, Any]:
    """What a form says of a local service."""
    return {
        "title": form.text("local_title", _("the title")),
        "words": form.text("local_words", _("what it is"), required=False, longest=2000),
        "kind": form.choice("local_kind", _("a kind"), Kind.values),
        "tier": form.choice("local_tier", _("a tier"), Tier.values),
        "basis": form.text("local_basis", _("what it rests on"), longest=300),
        "starts_on": form.day("local_starts_on", _("the first day")),
        "ends_on": form.day_or_open("local_ends_on"),
    }


@small_form("local_title")
def correct(form: Form, path: str, code: str, key: str, by: Account) -> Callable[[], Any]:
    """Say something else of a local service; days that leave offers outside stand at the day."""
    number, said = number_in(key), local_said(form)
    starts_on, ends_on = said["starts_on"], said["ends_on"]
    form.act(
        lambda: locals_.check_days_of(number, starts_on, ends_on, by=by), about="local_starts_on"
    )
    return lambda: locals_.correct_local(number, by=by, **said)


@require_POST
@for_recording
def withdraw(request: HttpRequest, path: str, code: str, key: str) -> HttpResponse:
    """Take a local service back, and go to the list, where it can be brought back."""
    locals_.withdraw_local(number_in(key), by=person_of(request))
    return go(request, "services", path, code)


@require_POST
@for_recording
def local_back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a local service back."""
    locals_.bring_back_local(number, by=person_of(request))
    one = locals_.the_owner(number, when=when_of(request))
    return go(request, "service", PATHS[one.kind], one.code, f"{LOCAL}{number}")


def number_in(key: str) -> int:
    """The number of a local service in its key."""
    number = local_number(key)
    if number is None:
        raise NotFound("That is no local service.", next_step="Choose one of the list.")
    return number
