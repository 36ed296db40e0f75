"""Consultations: the list, one of them, its draft, days, words, questions, translations, files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.actions import consultations as acts
from openpcn.domains.engagement.actions import moderating
from openpcn.domains.engagement.queries.consultations import (
    ConsultationAnswer,
    document,
    get_consultation,
)
from openpcn.domains.engagement.vocabulary import (
    NEXT_STAGES,
    RECORD,
    Asks,
    Channel,
    HeldWhere,
    Stage,
)
from openpcn.domains.registry.permissions import require
from openpcn.kernel.attached_files import LARGEST
from openpcn.kernel.languages import LANGUAGES
from openpcn.web.dates import dates_of
from openpcn.web.presenters.heads import head_of
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.web.voices.reading import page
from openpcn.workflows.load_files.uploads import safe_name
from openpcn.workflows.voices.asked import consultations_about


@require_safe
def every(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """What the patients of an organisation are and were asked."""
    dates = dates_of(request)
    viewer = viewer_of(request)
    found = consultations_about(viewer, path, code, when=dates.when, with_heard=True)
    head = head_of(found.subject, dates, current="consultations", part=_("Consultations"))
    return page(request, "consultations", Form(), found=found, head=head, path=path, code=code)


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One consultation; for who records it, with its forms."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """The page of a consultation, with or without a form that has to be mended."""
    found = get_consultation(viewer_of(request), number)
    return page(
        request,
        "consultation",
        form,
        found=found,
        asks=Asks.choices,
        channels=Channel.choices,
        languages=LANGUAGES,
        stages=[(each, Stage(each).label) for each in NEXT_STAGES[found.stage]],
    )


small_form = small_forms(show, "consultation")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Begin a consultation as a draft."""
    by = person_of(request)
    require(by, RECORD)
    form = form_of(request)
    if request.method == "POST":
        said: dict[str, Any] = {
            "owner": form.text("owner", _("who asks"), longest=40),
            "about": form.text("about", _("whose patients are asked"), longest=40),
            "where": form.choice("where", _("where it is held"), HeldWhere.values),
            "title": form.text("title", _("a title")),
            "words": form.text("words", _("what people should know first"), longest=10_000),
            "terms": terms(form),
        }
        number = form.act(lambda: acts.begin_consultation(by=by, **said), about="title")
        if number is not None:
            return go(request, "consultation", number)
    owners = choosing.owners(by, RECORD, when=when_of(request))
    about = request.GET.get("about", "")
    wheres = HeldWhere.choices
    return page(request, "consultation-new", form, owners=owners, about=about, wheres=wheres)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change the days and the rest of its terms."""
    by = person_of(request)
    found = get_consultation(by, number)
    require(by, RECORD, found.owner_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(found))
    if request.method == "POST":
        said = terms(form, elsewhere=not found.is_here)
        form.act(lambda: acts.set_terms(number, terms=said, by=by), about="closes_on")
        if not form.problems:
            return go(request, "consultation", number)
    channels = Channel.choices
    return page(request, "consultation-terms", form, found=found, channels=channels)


@small_form("stage")
def stage(form: Form, number: int, by: Account) -> Callable[[], Any]:
    to = form.text("stage", _("a state"), longest=20)
    return lambda: acts.move_consultation(number, to=to, by=by)


@small_form("title")
def words(form: Form, number: int, by: Account) -> Callable[[], Any]:
    title = form.text("title", _("a title"))
    text = form.text("words", _("what people should know first"), longest=10_000)
    return lambda: acts.write_words(number, title=title, words=text, by=by)


@small_form("question")
def question(form: Form, number: int, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "asks": form.choice("asks", _("what kind of answer"), Asks.values),
        "words": form.text("question", _("the question"), longest=500),
        "options": lines(form.said.get("options", "")),
    }
    return lambda: acts.add_question(number, by=by, **said)


@small_form("question")
def question_out(form: Form, number: int, by: Account) -> Callable[[], Any]:
    key = form.said.get("key", "")[:10]
    return lambda: acts.remove_question(number, key, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def translate(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """Write it in another language, or as easy read, beside the English text."""
    by = person_of(request)
    found = get_consultation(by, number)
    require(by, RECORD, found.owner_id)
    form = form_of(request) if request.method == "POST" else Form(said=translated(found, language))
    if request.method == "POST":
        said: dict[str, Any] = {
            "title": form.text("title", _("the title")),
            "words": form.text("words", _("the text"), longest=10_000),
            "questions": {
                each.key: (
                    form.text(each.key, _("the question"), longest=500),
                    lines(form.said.get(f"{each.key}-options", "")),
                )
                for each in found.english.questions
            },
        }
        form.act(lambda: acts.translate(number, language=language, by=by, **said), about="title")
        if not form.problems:
            return go(request, "consultation", number)
    meant = LANGUAGES.get(language)
    return page(request, "consultation-translate", form, found=found, language=meant)


@small_form("language")
def translation_out(form: Form, number: int, by: Account) -> Callable[[], Any]:
    language = form.said.get("language", "")[:12]
    return lambda: acts.withdraw_translation(number, language, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def attach(request: HttpRequest, number: int) -> HttpResponse:
    """Keep a file with it."""
    form, file = form_of(request), request.FILES.get("file")
    if request.method != "POST":
        return go(request, "consultation", number)
    if file is None:
        form.problems["file"] = _("Choose a file")
    elif (file.size or 0) > LARGEST:
        form.problems["file"] = _("This file is larger than 5 MB")
    else:
        name, by = safe_name(file.name or ""), person_of(request)
        form.act(
            lambda: moderating.attach_document(number, name=name, content=file.read(), by=by),
            about="file",
        )
    return show(request, number, form) if form.problems else go(request, "consultation", number)


@small_form("file")
def document_out(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("document")
    return lambda: moderating.withdraw_document(number, which, by=by)


@require_safe
def download(request: HttpRequest, number: int, which: int) -> HttpResponse:
    """A file, to be kept and never shown inside the site."""
    name, kind, content = document(viewer_of(request), number, which)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{safe_name(name)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def terms(form: Form, *, elsewhere: bool = True) -> acts.Terms:
    """Terms as they were typed."""
    counts = {
        channel: form.whole(channel, _("a number"))
        for channel in Channel.values
        if elsewhere and form.said.get(channel, "").strip()
    }
    return acts.Terms(
        opens_on=form.day("opens_on", _("the first day")),
        closes_on=form.day("closes_on", _("the last day")),
        results_on=form.day("results_on", _("the day on which everybody sees the results")),
        other_ways=form.text("other_ways", "", required=False, longest=500),
        asks_equality=form.is_ticked("asks_equality"),
        elsewhere=counts,
        summary=form.text("summary", "", required=False, longest=10_000),
        link=form.text("link", "", required=False),
    )


def filled(found: ConsultationAnswer) -> dict[str, str]:
    """What stands already, for the form."""
    return {
        "other_ways": found.other_ways,
        "asks_equality": "yes" if found.asks_equality else "",
        "summary": found.summary,
        "link": found.link,
        **{channel: str(n) for channel, n in found.elsewhere.items()},
        **day_fields("opens_on", found.opens_on),
        **day_fields("closes_on", found.closes_on),
        **day_fields("results_on", found.results_on),
    }


def translated(found: ConsultationAnswer, language: str) -> dict[str, str]:
    """A translation as it stands, for the form."""
    sheet = next((one for one in found.translations if one.language == language), None)
    if sheet is None:
        return {}
    said = {"title": sheet.title, "words": sheet.words}
    for one in sheet.questions:
        said |= {one.key: one.words, f"{one.key}-options": "\n".join(one.options)}
    return said


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
