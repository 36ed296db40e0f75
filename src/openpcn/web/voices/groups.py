"""One group or person who speaks for patients: shown, described, reached, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.actions import voices as acts
from openpcn.domains.engagement.queries.voices import VoiceAnswer, get_voice
from openpcn.domains.engagement.vocabulary import RECORD, ReachKind, Speaks
from openpcn.domains.registry.permissions import require
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import (
    for_recording,
    form_of,
    go,
    person_of,
    posted_from,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.web.voices.reading import page


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Who they are and whom they reach; for everybody, contacts as far as published."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """The page of one of them, with or without a form that has to be mended."""
    found = get_voice(viewer_of(request), number, when=when_of(request))
    return page(request, "group", form, voice=found, area_kinds=ReachKind.choices)


small_form = small_forms(show, "voice-group")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Record a group or person, with the first organisation that they reach."""
    by = person_of(request)
    require(by, RECORD)
    form = form_of(request)
    if request.method == "POST":
        owner = form.text("owner", _("who keeps the record"), longest=40)
        kind = form.choice("kind", _("who speaks"), Speaks.values)
        said = described(form)
        number = form.act(
            lambda: acts.record_voice(owner=owner, kind=kind, described=said, by=by), about="name"
        )
        if number is not None:
            return go(request, "voice-group", number)
    owners = choosing.owners(by, RECORD, when=when_of(request))
    about = request.GET.get("about", "")
    return fields(request, form, owners=owners, about=about, voice=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def describe(request: HttpRequest, number: int) -> HttpResponse:
    """Correct what is said of them, or say how they are from a later day on."""
    by = person_of(request)
    found = get_voice(by, number, when=when_of(request))
    require(by, RECORD, found.owner_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(found))
    if request.method == "POST":
        said = described(form)
        form.act(lambda: acts.describe_voice(number, described=said, by=by), about="name")
        if not form.problems:
            return go(request, "voice-group", number)
    return fields(request, form, owners=[], voice=found)


def fields(request: HttpRequest, form: Form, **words: Any) -> HttpResponse:
    """The form of a description."""
    return page(request, "group-describe", form, kinds=Speaks.choices, **words)


@posted_from("voice-group")
@for_recording
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what was recorded by mistake, and offer to undo that."""
    acts.withdraw_voice(number, by=person_of(request))
    return page(request, "group-withdrawn", Form(), number=number)


@posted_from("voice-group")
@for_recording
def back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring it back."""
    acts.bring_back_voice(number, by=person_of(request))
    return go(request, "voice-group", number)


@small_form("organisation")
def reach(form: Form, number: int, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "organisation": form.text("organisation", "", required=False, longest=40).upper(),
        "area_kind": form.said.get("area_kind", ""),
        "area_code": form.text("area_code", "", required=False, longest=20),
        "starts_on": form.day("reach_starts_on", _("from when")),
    }
    return lambda: acts.record_reach(number, by=by, **said)


@small_form("reach_ends_on")
def reach_end(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("reach")
    ends_on = form.day("reach_ends_on", _("the last day"))
    return lambda: acts.end_reach(number, which, ends_on=ends_on, by=by)


@small_form("organisation")
def reach_out(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("reach")
    return lambda: acts.withdraw_reach(number, which, by=by)


def described(form: Form) -> acts.Described:
    """A description as it was typed."""
    return acts.Described(
        name=form.text("name", _("a name")),
        what=form.text("what", "", required=False, longest=1000),
        meets=form.text("meets", "", required=False, longest=300),
        contact_name=form.text("contact_name", "", required=False, longest=120),
        email=form.text("email", "", required=False),
        phone=form.text("phone", "", required=False, longest=30),
        web=form.text("web", "", required=False),
        is_published=form.is_ticked("is_published"),
        source=form.text("source", _("what the record rests on"), longest=300),
        starts_on=form.day("starts_on", _("from when this is so")),
        ends_on=form.day_or_open("ends_on"),
    )


def filled(found: VoiceAnswer) -> dict[str, str]:
    """What stands already, for the form."""
    same = ("name", "what", "meets", "contact_name", "email", "phone", "web", "source")
    return {
        **{name: getattr(found, name) for name in same},
        "is_published": "yes" if found.is_published else "",
        **day_fields("starts_on", found.starts_on),
        **day_fields("ends_on", found.ends_on),
    }
