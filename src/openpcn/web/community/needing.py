"""Write needs down, correct them, end them, take them back; and see what fits one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.community.actions import needs as acts
from openpcn.domains.community.queries.needs import NeedAnswer
from openpcn.domains.community.vocabulary import PartOfDay, Theme
from openpcn.domains.registry.permissions import may, organisations_where_may, require
from openpcn.kernel.spoken import BY_ENGLISH_NAME
from openpcn.web.community import presenting as present
from openpcn.web.community.reading import page
from openpcn.web.community.writing import KEEPERS
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.community.offers import one_need
from openpcn.workflows.community.spots import spots

Act = Any


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Write a need down."""
    by = person_of(request)
    require(by, acts.RECORD)
    begun = {name: request.GET.get(name, "") for name in ASKED}
    begun |= day_fields("starts_on", timezone.localdate())
    form = form_of(request) if request.method == "POST" else Form(said=begun)
    if request.method == "POST":
        keeper = form.text("keeper", _("for whom it is written down"), longest=20).upper()
        said = read_need(form)
        number = form.act(lambda: acts.record_need(keeper=keeper, said=said, by=by), about="theme")
        if number is not None:
            return go(request, "need-of-community", number)
    ids = organisations_where_may(by, acts.RECORD)
    keepers = choosing.options(ids, KEEPERS, when=when_of(request))
    return fields(request, form, keepers=keepers, need=None)


ASKED = ("keeper", "theme", "neighbourhood", "language", "part_of_day")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Correct a need."""
    by = person_of(request)
    need = one_need(by, number, when=when_of(request)).met.need
    require(by, acts.RECORD, need.keeper_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(need))
    if request.method == "POST":
        said = read_need(form)
        made = form.act(lambda: acts.amend_need(number, said=said, by=by), about="theme")
        if made is not None:
            return go(request, "need-of-community", made)
    return fields(request, form, keepers=[], need=need)


def fields(request: HttpRequest, form: Form, **words: Any) -> HttpResponse:
    """The form of a need."""
    where = spots(viewer_of(request), when=when_of(request))
    return page(
        request,
        "need-form",
        form,
        themes=Theme.choices,
        languages=BY_ENGLISH_NAME,
        times=PartOfDay.choices,
        neighbourhoods=[(one.neighbourhood, one.name) for one in where],
        **words,
    )


def read_need(form: Form) -> acts.NeedSaid:
    """A need as it was typed."""
    return acts.NeedSaid(
        theme=form.choice("theme", _("what people look for"), Theme.values),
        neighbourhood=form.text("neighbourhood", _("a neighbourhood"), required=False, longest=20),
        language=form.text("language", _("a language"), required=False, longest=12),
        part_of_day=form.choice("part_of_day", _("a time"), ("", *PartOfDay.values)),
        must_be_step_free=form.is_ticked("must_be_step_free"),
        must_be_free=form.is_ticked("must_be_free"),
        words=form.text("words", _("what is looked for"), required=False, longest=300),
        source=form.text("source", _("where the need is known from"), longest=300),
        starts_on=form.day("starts_on", _("since when")),
        ends_on=form.day_or_open("ends_on"),
    )


def filled(need: NeedAnswer) -> dict[str, str]:
    """What stands already, for the form."""
    return {
        "theme": need.theme,
        "neighbourhood": need.neighbourhood,
        "language": need.language,
        "part_of_day": need.part_of_day,
        "must_be_step_free": "yes" if need.must_be_step_free else "",
        "must_be_free": "yes" if need.must_be_free else "",
        "words": need.words,
        "source": need.source,
        **day_fields("starts_on", need.starts_on),
        **day_fields("ends_on", need.ends_on),
    }


@require_http_methods(["GET", "HEAD"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One need with what fits it."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """One need, with or without a form that has to be mended."""
    found = one_need(viewer_of(request), number, when=when_of(request))
    allowed = may(viewer_of(request), acts.RECORD, found.met.need.keeper_id)
    return page(request, "need", form, found=found, present=present, may_record=allowed)


small_form = small_forms(
    show, "need-of-community", back=lambda request, *_: go(request, "community")
)


@small_form("need_ends_on")
def end(form: Form, number: int, by: Any) -> Act:
    ends_on = form.day("need_ends_on", _("the last day"))
    return lambda: acts.end_need(number, ends_on=ends_on, by=by)


@small_form("need")
def withdraw(form: Form, number: int, by: Any) -> Act:
    return lambda: acts.withdraw_need(number, by=by)
