"""Stories told with consent: read as far and as long as it goes, written down, shown, ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.actions import stories as acts
from openpcn.domains.engagement.queries.answers import StoryAnswer, get_story
from openpcn.domains.engagement.queries.answers import stories as stories_of
from openpcn.domains.engagement.vocabulary import Consent
from openpcn.domains.publishing.vocabulary import WRITE, Stage
from openpcn.domains.registry.permissions import may, require
from openpcn.web.dates import dates_of
from openpcn.web.presenters.heads import head_of
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
from openpcn.workflows.facts.subject import get_subject
from openpcn.workflows.voices.asked import around


@require_safe
def every(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The stories that the reader may read today."""
    dates, viewer = dates_of(request), viewer_of(request)
    subject = get_subject(path, code, when=dates.when)
    return page(
        request,
        "stories",
        Form(),
        head=head_of(subject, dates, current="stories", part=_("Stories")),
        stories=stories_of(viewer, around(subject, when=dates.when)),
        may_write=may(viewer, WRITE, subject.organisation.id),
        path=path,
        code=code,
    )


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One story."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """The page of a story, with or without a form that has to be mended."""
    return page(request, "story", form, story=get_story(viewer_of(request), number))


small_form = small_forms(show, "story")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Write a story down."""
    by = person_of(request)
    require(by, WRITE)
    form = form_of(request)
    if request.method == "POST":
        owner = form.text("owner", _("who keeps it"), longest=40)
        told = read(form)
        number = form.act(lambda: acts.write_story(owner=owner, told=told, by=by), about="words")
        if number is not None:
            return go(request, "story", number)
    owners = choosing.owners(by, WRITE, when=when_of(request))
    return fields(request, form, owners=owners, about=request.GET.get("about", ""), story=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a story or what its teller agreed to."""
    by = person_of(request)
    found = get_story(by, number)
    require(by, WRITE, found.owner_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(found))
    if request.method == "POST":
        told = read(form)
        form.act(lambda: acts.change_story(number, told=told, by=by), about="words")
        if not form.problems:
            return go(request, "story", number)
    return fields(request, form, owners=[], about="", story=found)


def fields(request: HttpRequest, form: Form, **words: Any) -> HttpResponse:
    """The form of a story."""
    return page(request, "story-write", form, consents=Consent.choices, **words)


@small_form("stage")
def move(form: Form, number: int, by: Account) -> Callable[[], Any]:
    to = form.choice("stage", _("what to do"), Stage.values)
    has_read = form.is_ticked("has_read")
    return lambda: acts.move_story(number, to=to, has_read=has_read, by=by)


@posted_from("story")
@for_recording
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Take the consent back: the words are deleted."""
    acts.take_back_consent(number, by=person_of(request))
    return page(request, "story-ended", Form())


def read(form: Form) -> acts.Told:
    """A story as it was typed."""
    if not form.is_ticked("nobody_named"):
        form.problems["nobody_named"] = _("Confirm that nobody is named")
    return acts.Told(
        title=form.text("title", _("a title")),
        words=form.text("words", _("the story"), longest=acts.LONGEST),
        told_by=form.text("told_by", "", required=False, longest=60),
        consent=form.choice("consent", _("who may read it"), Consent.values),
        consented_on=form.day("consented_on", _("when the teller agreed")),
        expires_on=form.day("expires_on", _("until when")),
    )


def filled(found: StoryAnswer) -> dict[str, str]:
    """What stands already, for the form."""
    return {
        "title": found.title,
        "words": found.words,
        "told_by": found.told_by,
        "consent": found.consent,
        **day_fields("consented_on", found.consented_on),
        **day_fields("expires_on", found.expires_on),
    }
