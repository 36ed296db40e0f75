"""Answer a consultation, with or without an account; take an answer back."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.engagement.actions import responses as acts
from openpcn.domains.engagement.equality import CHARACTERISTICS
from openpcn.domains.engagement.queries.consultations import (
    ConsultationAnswer,
    SheetAnswer,
    get_consultation,
)
from openpcn.domains.engagement.questionnaire import Question, read_answers
from openpcn.domains.engagement.vocabulary import Asks
from openpcn.kernel.errors import NotFound
from openpcn.kernel.languages import ENGLISH, LANGUAGES
from openpcn.web.recording.doors import form_of, viewer_of
from openpcn.web.recording.forms import Form
from openpcn.web.voices.reading import page

SALT = "answering a consultation"
LONGEST_WRITING = 24 * 60 * 60
"""Seconds for which a form that was opened in time is taken after the consultation closed."""
EASY = "en-simple"


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """The form, in a language; what was written is kept where it closed meanwhile."""
    found = get_consultation(viewer_of(request), number)
    if not found.is_here:
        raise NotFound(
            "This consultation is not answered here.", next_step="Its page says where it is."
        )
    form = form_of(request)
    if request.method != "POST":
        return blank(request, found, form)
    said = read(form, request, found)
    receipt = form.act(
        lambda: acts.answer(number, said=said, began_while_open=began(form, number)),
        about="answers",
    )
    if receipt is not None:
        return page(request, "answered", Form(), found=found, receipt=receipt, said=said)
    return blank(request, found, form)


def blank(request: HttpRequest, found: ConsultationAnswer, form: Form) -> HttpResponse:
    """The form with what was said so far."""
    language = request.GET.get("lang", ENGLISH.tag)
    sheet = found.sheet(language)
    begun = form.said.get("begun") or (signing.dumps(found.id, salt=SALT) if found.is_open else "")
    return page(
        request,
        "answer",
        form,
        found=found,
        sheet=sheet,
        language=LANGUAGES.get(sheet.language, ENGLISH),
        languages=LANGUAGES,
        questions=beside(found, sheet),
        characteristics=CHARACTERISTICS.values() if found.asks_equality else [],
        begun=begun,
        ticked=set(request.POST.items()) | several(request, found),
    )


def several(request: HttpRequest, found: ConsultationAnswer) -> set[tuple[str, str]]:
    """The boxes that were ticked, of which a form may send several under one name."""
    keys = [one.key for one in found.english.questions]
    return {(key, value) for key in keys for value in request.POST.getlist(key)}


def beside(found: ConsultationAnswer, sheet: SheetAnswer) -> list[tuple[Question, str]]:
    """Questions in a language; beside them easy-read words, or English ones if it is older."""
    in_language = {one.key: one for one in sheet.questions}
    easy = found.sheet(EASY)
    other = {}
    if sheet.language == ENGLISH.tag and easy.language == EASY and not easy.is_older:
        other = {one.key: one.words for one in easy.questions}
    if sheet.is_older:
        other = {one.key: one.words for one in found.english.questions}
    return [
        (translated(one, in_language.get(one.key)), other.get(one.key, ""))
        for one in found.english.questions
    ]


def translated(english: Question, other: Question | None) -> Question:
    """A question in another language, where it has the same options there."""
    same = other is not None and len(other.options) == len(english.options)
    return other if same and other is not None else english


def read(form: Form, request: HttpRequest, found: ConsultationAnswer) -> acts.Said:
    """What was answered; an answer in another language answers the same questions."""
    given = {one.key: request.POST.getlist(one.key) for one in found.english.questions}
    every = read_answers(found.english.questions, given)
    own = {one.key for one in found.english.questions if one.asks == Asks.WORDS}
    language = form.said.get("language", ENGLISH.tag)
    told: dict[str, Any] = {
        "answers": {key: value for key, value in every.items() if key not in own},
        "words": {key: str(value) for key, value in every.items() if key in own},
        "language": language if language in LANGUAGES else ENGLISH.tag,
        "equality": {key: form.said.get(f"eq-{key}", "") for key in CHARACTERISTICS},
    }
    return acts.Said(**told)


def began(form: Form, number: int) -> bool:
    """Whether the form was opened while the consultation was open, not over a day ago."""
    try:
        begun = signing.loads(form.said.get("begun", ""), salt=SALT, max_age=LONGEST_WRITING)
    except signing.BadSignature:
        return False
    return bool(begun == number)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take back one's own answer by the code that one was given."""
    found = get_consultation(viewer_of(request), number)
    form, gone = form_of(request), None
    if request.method == "POST":
        code = form.text("code", _("the code that you were given"), longest=40)
        gone = form.act(lambda: acts.take_back(number, code), about="code")
    return page(request, "answer-back", form, found=found, gone=gone)
