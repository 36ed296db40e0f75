"""The texts that somebody writes or reviews: all of them, and one with its versions."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpcn.domains.publishing.actions.staging import next_stages
from openpcn.domains.publishing.queries.drafts import texts_of, translations_of, versions_of
from openpcn.domains.publishing.vocabulary import PARTS_OF_TOPIC, REVIEW, WRITE, Stage
from openpcn.domains.registry.permissions import may
from openpcn.kernel.languages import LANGUAGES
from openpcn.web.recording.doors import address, for_recording, viewer_of, when_of
from openpcn.web.recording.forms import Form

COLOURS = {
    "draft": "grey",
    "reviewed": "blue",
    "published": "green",
    "replaced": "grey",
    "withdrawn": "orange",
}
ORDER = list(COLOURS)


@require_safe
@for_recording
def every(request: HttpRequest) -> HttpResponse:
    """All texts, those that wait for somebody first."""
    by = viewer_of(request)
    held = texts_of(by, when=when_of(request))
    held.sort(key=lambda one: ORDER.index(one.version.stage.state))
    return page(request, "texts", Form(), texts=held, may_write=may(by, WRITE))


@require_safe
@for_recording
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One text with all that was written of it."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """One text, with or without a form that has to be mended."""
    by = viewer_of(request)
    versions = versions_of(by, number, when=when_of(request))
    last = versions[0]
    state = last.version.stage.state
    translations = [
        (each, LANGUAGES[each.language], moves(each.stage.state))
        for each in translations_of(by, number)
    ]
    return page(
        request,
        "text",
        form,
        text=last,
        versions=versions,
        is_public=any(each.version.stage.state == Stage.PUBLISHED for each in versions),
        part_words=[
            (str(name.label), last.version.parts[name])
            for name in PARTS_OF_TOPIC.get(last.topic, ())
            if name in last.version.parts
        ],
        moves=moves(state),
        translations=translations,
        languages=[(tag, f"{each.name} ({each.own_name})") for tag, each in LANGUAGES.items()],
        may_write=may(by, WRITE, last.owner_id),
        may_review=may(by, REVIEW, last.owner_id),
        is_mine=by is not None and last.version.stage.written_by == by.get_username(),
    )


def moves(state: str) -> list[tuple[str, str]]:
    """Where something can be brought by one button; withdrawing has a form of its own."""
    return [each for each in next_stages(state) if each[0] != Stage.WITHDRAWN]


def page(request: HttpRequest, template: str, form: Form, **words: Any) -> HttpResponse:
    """A page for who writes; 400 where something in its form has to be mended."""
    told = {"form": form, "url": partial(address, request), "colours": COLOURS, **words}
    status = 400 if form.problems else 200
    return render(request, f"publishing/{template}.html", told, status=status)
