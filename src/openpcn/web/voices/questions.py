"""Questions of the public: asked by anybody, answered, reviewed by another, published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.actions import questions as acts
from openpcn.domains.engagement.queries.answers import (
    STATE_WORDS,
    asked_with,
    get_question,
    published_answers,
)
from openpcn.domains.engagement.queries.answers import questions as questions_of
from openpcn.domains.publishing.vocabulary import Stage
from openpcn.kernel.personal_details import masked
from openpcn.web.dates import dates_of
from openpcn.web.presenters.heads import head_of
from openpcn.web.recording.doors import for_recording, form_of, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.web.voices.reading import page
from openpcn.workflows.facts.subject import get_subject
from openpcn.workflows.voices.asked import around


@require_http_methods(["GET", "HEAD", "POST"])
def every(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Questions with their answers, and the form to ask another."""
    dates, form = dates_of(request), form_of(request)
    subject = get_subject(path, code, when=dates.when)
    if request.method == "POST":
        said = form.text("asked", _("a question"), longest=acts.LONGEST_QUESTION)
        receipt = form.act(lambda: acts.ask(about=code, words=said), about="asked")
        if receipt is not None:
            return page(
                request, "question-asked", Form(), receipt=receipt, subject=subject, path=path
            )
    return page(
        request,
        "questions",
        form,
        head=head_of(subject, dates, current="questions", part=_("Questions and answers")),
        published=published_answers(around(subject, when=dates.when)),
        to_answer=questions_of(viewer_of(request), subject.organisation.id),
        path=path,
        code=code,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """How far one's own question is, by the code that one was given."""
    form, found = form_of(request), None
    if request.method == "POST":
        code = form.text("code", _("the code that you were given"), longest=40)
        found = form.act(lambda: asked_with(code), about="code")
    return page(request, "question-mine", form, found=found, states=STATE_WORDS)


@require_safe
@for_recording
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One question with its answer so far, for who answers it."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """The page of a question, with or without a form that has to be mended."""
    found = get_question(viewer_of(request), number)
    said = form
    if not (form.said or form.problems):
        said = Form(
            said={
                "asked": found.asked or masked(found.said),
                "words": found.words,
                "answered_as": found.answered_as,
                **day_fields("answered_on", found.answered_on or when_of(request).as_at),
            }
        )
    return page(request, "question", said, question=found, stages=found.stages)


small_form = small_forms(show, "public-question")


@small_form("words")
def answer(form: Form, number: int, by: Account) -> Callable[[], Any]:
    written = acts.Written(
        asked=form.text("asked", _("the question as it is shown"), longest=acts.LONGEST_QUESTION),
        words=form.text("words", _("the answer"), longest=5_000),
        answered_as=form.text("answered_as", _("who answers"), longest=120),
        answered_on=form.day("answered_on", _("the day of the answer")),
    )
    return lambda: acts.write_answer(number, written=written, by=by)


@small_form("stage")
def move(form: Form, number: int, by: Account) -> Callable[[], Any]:
    to = form.choice("stage", _("what to do"), Stage.values)
    note = form.text("note", "", required=False, longest=300)
    has_read = form.is_ticked("has_read")
    return lambda: acts.move_answer(number, to=to, note=note, has_read=has_read, by=by)


@small_form("aside")
def aside(form: Form, number: int, by: Account) -> Callable[[], Any]:
    note = form.text("aside", _("the reason"), longest=300)
    return lambda: acts.set_aside(number, note=note, by=by)


@small_form("aside")
def take_up(form: Form, number: int, by: Account) -> Callable[[], Any]:
    return lambda: acts.take_up(number, by=by)
