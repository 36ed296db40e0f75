"""Write a text for residents, change it, translate it, and bring it to the public or back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.accounts.queries import Account
from openpcn.domains.publishing.actions import texts as acts
from openpcn.domains.publishing.actions import translations as tongues
from openpcn.domains.publishing.headings import HEADINGS
from openpcn.domains.publishing.queries.answers import VersionAnswer
from openpcn.domains.publishing.queries.drafts import versions_of
from openpcn.domains.publishing.vocabulary import (
    PARTS_OF_TOPIC,
    WRITE,
    AreaOf,
    Certainty,
    Stage,
    Topic,
)
from openpcn.domains.registry.permissions import organisations_where_may, require
from openpcn.kernel.contract_years import contract_year, contract_year_of
from openpcn.kernel.languages import LANGUAGES
from openpcn.web.publishing.reading import page, show
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms

OWNERS = ("icb", "place", "network", "practice")
SUBJECTS = OWNERS
YEARS_BACK = 5
small_form = small_forms(show, "text")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest, topic: str) -> HttpResponse:
    """Write a text of a topic."""
    by = person_of(request)
    require(by, WRITE)
    form = form_of(request) if request.method == "POST" else Form(said=begun(topic))
    if request.method == "POST":
        owner = form.text("owner", _("who answers for it"), longest=20).upper()
        subject = read_subject(form)
        words = read_words(form, topic)
        year = read_year(form) if topic == Topic.ACCOUNT else None
        made = form.act(
            lambda: acts.write_text(
                topic=topic, owner=owner, subject=subject, words=words, by=by, year_from=year
            ),
            about="title",
        )
        if made is not None:
            return go(request, "text", made)
    ids = organisations_where_may(by, WRITE)
    when = when_of(request)
    return fields(
        request,
        form,
        topic,
        owners=choosing.options_that_fit(ids, OWNERS, when=when),
        subjects=choosing.options(ids, SUBJECTS, when=when),
        years=years_to_choose(when.as_at),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change the words of a draft, or begin a later version of what was public."""
    by = person_of(request)
    text = versions_of(by, number, when=when_of(request))[0]
    require(by, WRITE, text.owner_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(text.version))
    if request.method == "POST":
        words = read_words(form, text.topic)
        form.act(lambda: acts.change_words(number, words=words, by=by), about="title")
        if not form.problems:
            return go(request, "text", number)
    return fields(request, form, text.topic, text=text)


def fields(request: HttpRequest, form: Form, topic: str, **words: Any) -> HttpResponse:
    """The form of a text."""
    return page(
        request,
        "text-form",
        form,
        topic=topic,
        topic_words=str(Topic(topic).label),
        certainties=Certainty.choices,
        area_kinds=AreaOf.choices,
        parts=[(each.value, str(each.label)) for each in PARTS_OF_TOPIC.get(topic, ())],
        **words,
    )


@small_form("stage")
def move(form: Form, number: int, by: Account) -> Callable[[], Any]:
    to = form.choice("stage", _("a stage"), Stage.values)
    has_read = form.is_ticked("has_read")
    return lambda: acts.move_text(number, to=to, by=by, has_read=has_read)


@small_form("note")
def withdraw(form: Form, number: int, by: Account) -> Callable[[], Any]:
    note = form.text("note", _("why it is withdrawn"), longest=300)
    return lambda: acts.withdraw_text(number, note=note, by=by)


@small_form("translated_title")
def translate(form: Form, number: int, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "language": form.choice("language", _("a language"), LANGUAGES),
        "title": form.text("translated_title", _("the title in that language")),
        "text": form.text("translated_text", _("the text in that language"), longest=20_000),
    }
    return lambda: tongues.translate(number, by=by, **said)


@small_form("translations")
def move_translation(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("translation")
    to = form.choice("stage", _("a stage"), Stage.values)
    note = form.text("note", _("why it is withdrawn"), required=to == Stage.WITHDRAWN, longest=300)
    has_read = form.is_ticked("has_read")
    return lambda: tongues.move_translation(
        number, which, to=to, by=by, note=note, has_read=has_read
    )


def read_subject(form: Form) -> acts.Subject:
    """What a text is about: a ward or neighbourhood where its code is given."""
    area_code = form.text("area_code", _("a code"), required=False, longest=20).upper()
    if area_code:
        kind = form.choice("area_kind", _("what kind of area it is"), AreaOf.values)
        return acts.Subject(area_kind=kind, area_code=area_code)
    return acts.Subject(organisation=form.text("about", _("whom it is about"), longest=20).upper())


def read_words(form: Form, topic: str) -> acts.Words:
    """The words of a version as they were typed."""
    is_plan = topic == Topic.PLANNED
    certainty = (
        form.choice("certainty", _("how certain it is"), Certainty.values) if is_plan else ""
    )
    parts = {
        name.value: form.text(name.value, str(name.label), required=False, longest=20_000)
        for name in PARTS_OF_TOPIC.get(topic, ())
    }
    return acts.Words(
        title=form.text("title", _("a title")),
        text=form.text("words", _("the text"), longest=20_000),
        place=form.text("place", _("where"), required=False),
        times=form.text("times", _("when"), required=False),
        certainty=certainty,
        certain_since=form.day_or_open("certain_since"),
        starts_on=form.day_or_open("starts_on"),
        ends_on=form.day_or_open("ends_on"),
        shows_sessions=form.is_ticked("shows_sessions"),
        parts=parts,
    )


def read_year(form: Form) -> date | None:
    """The first day of the contract year that was chosen."""
    year = form.text("year", _("a contract year"), longest=10)
    return form.act(lambda: contract_year(year).first_on, about="year") if year else None


def years_to_choose(day: date) -> list[tuple[str, str]]:
    """Contract years that an account can be of, the last one first."""
    year = contract_year_of(day)
    found = []
    for _each in range(YEARS_BACK):
        found.append((str(year), str(year)))
        year = year.before
    return found


def begun(topic: str) -> dict[str, str]:
    """What a new text begins with: the headings are there already, to be translated."""
    if topic != Topic.HEADINGS:
        return {}
    return {"title": str(Topic.HEADINGS.label), "words": "\n".join(HEADINGS)}


def filled(held: VersionAnswer) -> dict[str, str]:
    """What stands already, for the form."""
    return {
        "title": held.title,
        "words": held.text,
        "place": held.place,
        "times": held.times,
        "certainty": held.certainty,
        "shows_sessions": "yes" if held.shows_sessions else "",
        **held.parts,
        **day_fields("certain_since", held.certain_since),
        **day_fields("starts_on", held.starts_on),
        **day_fields("ends_on", held.ends_on),
    }
