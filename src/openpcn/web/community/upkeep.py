"""Keep the directory right: what is due, whom to ask, and entries that look the same."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.actions import checks, merging
from openpcn.domains.community.queries.assets import Wanted
from openpcn.kernel.when import in_words
from openpcn.web.community import presenting as present
from openpcn.web.community.reading import page
from openpcn.web.community.working import number_in
from openpcn.web.pages.downloads import csv_file
from openpcn.web.presenters.tables import Column, Row, Table, words
from openpcn.web.recording.doors import (
    address,
    for_recording,
    form_of,
    person_of,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form
from openpcn.workflows.community.chase import Due, due_entries
from openpcn.workflows.community.double_entries import double_entries
from openpcn.workflows.community.show_directory import show_area
from openpcn.workflows.facts.tell_source import RECORDED, tell_source

PATHS = ("systems", "places", "networks", "neighbourhoods")


def entries(request: HttpRequest) -> list[Due]:
    """What is due, in an area where one is named."""
    when, viewer = when_of(request), viewer_of(request)
    path, _slash, code = request.GET.get("area", "").partition("/")
    inside = (
        set(show_area(viewer, path, code, Wanted(), when=when).stands)
        if path in PATHS and code
        else None
    )
    return due_entries(viewer, inside, when=when)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def due(request: HttpRequest) -> HttpResponse:
    """Entries that are due, with whom to ask; and that they were asked today."""
    found, on = entries(request), when_of(request).as_at
    to_ask = [one for one in found if not one.is_quiet(on)]
    form = form_of(request)
    if request.method == "POST":
        by, today = person_of(request), timezone.localdate()
        if form.said.get("deed") == "not_asked":
            numbers = [one.asset.id for one in found]
            form.act(lambda: checks.withdraw_chases(numbers, asked_on=today, by=by), about="asked")
        else:
            numbers = [one.asset.id for one in to_ask]
            form.act(lambda: checks.record_chase(numbers, asked_on=today, by=by), about="asked")
        if not form.problems:
            return redirect(request.get_full_path())
    return page(
        request,
        "due",
        form,
        due=found,
        to_ask=to_ask,
        quiet=len(found) - len(to_ask),
        asked_today=any(one.asked_on == timezone.localdate() for one in found),
        present=present,
        path=request.get_full_path(),
        query=request.GET.urlencode(),
    )


@require_safe
@for_recording
def due_csv(request: HttpRequest) -> HttpResponse:
    """Whom to ask, as a file for a mail merge: those who were asked lately are left out."""
    on = when_of(request).as_at
    headings = (
        _("Entry"), _("Run by"), _("E-mail"), _("Telephone"), _("What we have written"),
        _("Last checked"), _("Asked before on"), _("Page of the entry"),
    )  # fmt: skip
    rows = tuple(merge_row(one, request) for one in entries(request) if not one.is_quiet(on))
    table = Table(
        id="due",
        caption=_("Entries to be checked"),
        columns=tuple(Column(label=each) for each in headings),
        rows=rows,
    )
    told = tell_source(when=when_of(request), statement=RECORDED)
    return csv_file(table, "community-to-check", told)


def merge_row(one: Due, request: HttpRequest) -> Row:
    """One letter: the entry, whom to ask, and what stands there."""
    said = one.asset.said
    written = "; ".join(f"{label}: {value}" for label, value in present.facts(said))
    return Row(
        cells=(
            words(said.name),
            words(said.provider.name if said.provider else ""),
            words(one.email),
            words(one.phone),
            words(written),
            words(in_words(one.asset.checked_on) if one.asset.checked_on else _("never")),
            words(in_words(one.asked_on) if one.asked_on else ""),
            words(request.build_absolute_uri(f"/community/{one.asset.id}/")),
        )
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def double(request: HttpRequest) -> HttpResponse:
    """Entries that look the same: read them at one, or say that they are two."""
    by, form = person_of(request), form_of(request)
    if request.method == "POST":
        form.act(deed_of(form, by), about="entry")
        if not form.problems:
            return redirect(address(request, "community-double"))
    looks = double_entries(by, when=when_of(request))
    return page(request, "double", form, looks=looks, present=present)


def deed_of(form: Form, by: Account) -> Callable[[], object]:
    """What is to be done with entries that look the same."""
    deed = form.choice("deed", _("what to do"), ("keep", "merge", "apart"))
    number = number_in(form, "entry")
    because = form.text("because", _("why they are the same"), longest=300)
    if deed == "keep":
        others = [int(one) for one in form.codes("others", _("the others")) if one.isdigit()]
        return lambda: merging.keep_one(number, others=others, because=because, by=by)
    other = number_in(form, "other")
    if deed == "merge":
        return lambda: merging.merge_assets(number, into=other, because=because, by=by)
    return lambda: merging.tell_apart(number, other=other, by=by)
