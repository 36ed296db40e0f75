"""You said, we did: the printable page, one theme, and the forms by which it moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.actions import promises as acts
from openpcn.domains.engagement.queries.promises import ThemeAnswer, get_theme
from openpcn.domains.engagement.vocabulary import HOLD_TO_ACCOUNT, RECORD, GroupSays
from openpcn.domains.registry.permissions import may, organisations_where_may, require
from openpcn.kernel.exports import Cell, csv_lines
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.dates import dates_of
from openpcn.web.pages.downloads import attached
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
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.voices.promised import you_said

HEADINGS = (
    "You said",
    "Heard at",
    "Heard on",
    "People",
    "Decision",
    "Decided on",
    "What was promised or declined",
    "Who answers for it",
    "By",
    "What was done",
    "Done on",
    "Days late",
    "Reason",
    "What patient groups say",
    "Organisation",
)


@require_safe
def every(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """What people said and what became of it, for everybody and for paper."""
    dates = dates_of(request)
    found = you_said(viewer_of(request), path, code, when=dates.when)
    head = head_of(found.subject, dates, current="promises", part=_("You said, we did"))
    told = {"found": found, "head": head, "path": path, "code": code}
    return page(request, "promises", Form(), colour=colour, standing=standing, **told)


@require_safe
def as_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The same as CSV."""
    found = you_said(viewer_of(request), path, code, when=when_of(request))
    told = tell_source(when=when_of(request), statement=RECORDED)
    rows = ((*row, *told.cells[1:]) for row in rows_of(found.themes))
    lines = csv_lines((*HEADINGS, *told.headings[1:]), rows)
    return attached("".join(lines), f"you-said-we-did-{code}.csv", told)


def rows_of(themes: tuple[ThemeAnswer, ...]) -> Iterator[tuple[Cell, ...]]:
    """Rows for a spreadsheet."""
    for one in themes:
        yield (
            one.said,
            one.heard_at,
            one.heard_on,
            one.people,
            standing(one),
            one.decided_on,
            one.promise,
            one.promised_by,
            one.due_on,
            one.did,
            one.done_on,
            one.days_late,
            one.reason,
            "; ".join(f"{view.group}: {view.says_words}. {view.words}" for view in one.views),
            as_written(one.owner_name),
        )


def standing(one: ThemeAnswer) -> str:
    """How it stands, said plainly."""
    if one.is_overdue:
        return _("Overdue since %(day)s") % {"day": in_words(one.due_on)} if one.due_on else ""
    if one.decision == "kept" and one.days_late:
        return _("Kept, %(n)s days late") % {"n": one.days_late}
    return one.decision_words


def colour(one: ThemeAnswer) -> str:
    """The colour of its tag; the word says the same."""
    if one.is_overdue or one.decision == "not_kept":
        return "orange"
    return {"kept": "green", "promised": "blue", "waiting": "yellow"}.get(one.decision, "grey")


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One theme; with its forms for who may fill them."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """The page of a theme, with or without a form that has to be mended."""
    viewer = viewer_of(request)
    found = get_theme(viewer, number, when=when_of(request))
    groups = acts.groups_of(viewer, found.owner_id) if may(viewer, HOLD_TO_ACCOUNT) else []
    return page(
        request,
        "theme",
        form,
        theme=found,
        groups=[(str(one.id), one.name) for one in groups],
        mine={one.id for one in groups},
        says=GroupSays.choices,
        colour=colour,
        standing=standing,
    )


small_form = small_forms(show, "theme")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Record what people said."""
    by = person_of(request)
    if not may(by, HOLD_TO_ACCOUNT):
        require(by, RECORD)
    form = form_of(request)
    if request.method == "POST":
        owner = form.text("owner", _("who answers for it"), longest=40)
        said = heard(form)
        asked = form.number_of("consultation") or None
        number = form.act(
            lambda: acts.record_theme(owner=owner, heard=said, consultation=asked, by=by),
            about="said",
        )
        if number is not None:
            return go(request, "theme", number)
    ids = organisations_where_may(by, RECORD) | organisations_where_may(by, HOLD_TO_ACCOUNT)
    owners = choosing.options(ids, choosing.OWNERS, when=when_of(request))
    asked_of = {name: request.GET.get(name, "") for name in ("about", "consultation")}
    return page(request, "theme-said", form, owners=owners, theme=None, **asked_of)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Correct what was said."""
    by = person_of(request)
    found = get_theme(by, number, when=when_of(request))
    require(by, RECORD, found.owner_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(found))
    if request.method == "POST":
        said = heard(form)
        form.act(lambda: acts.correct_theme(number, heard=said, by=by), about="said")
        if not form.problems:
            return go(request, "theme", number)
    return page(request, "theme-said", form, owners=[], theme=found, about="", consultation="")


@small_form("promise")
def promise(form: Form, number: int, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "words": form.text("promise", _("what will be done"), longest=acts.LONGEST),
        "promised_by": form.text("promised_by", _("who answers for it"), longest=120),
        "due_on": form.day("due_on", _("by when")),
        "decided_on": form.day("decided_on", _("when it was decided")),
    }
    return lambda: acts.promise(number, by=by, **said)


@small_form("declined")
def decline(form: Form, number: int, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "words": form.text("declined", _("what will not be done"), longest=acts.LONGEST),
        "reason": form.text("reason", _("the reason"), longest=acts.LONGEST),
        "decided_on": form.day("declined_on", _("when it was decided")),
    }
    return lambda: acts.decline(number, by=by, **said)


@small_form("did")
def kept(form: Form, number: int, by: Account) -> Callable[[], Any]:
    did = form.text("did", _("what was done"), longest=acts.LONGEST)
    done_on = form.day("done_on", _("when it was done"))
    return lambda: acts.say_kept(number, did=did, done_on=done_on, by=by)


@small_form("not_kept")
def not_kept(form: Form, number: int, by: Account) -> Callable[[], Any]:
    reason = form.text("not_kept", _("the reason"), longest=acts.LONGEST)
    return lambda: acts.say_not_kept(number, reason=reason, by=by)


@small_form("said")
def undo(form: Form, number: int, by: Account) -> Callable[[], Any]:
    return lambda: acts.undo_decision(number, by=by)


@posted_from("theme")
@for_recording
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what was recorded by mistake."""
    found = get_theme(person_of(request), number, when=when_of(request))
    acts.withdraw_theme(number, by=person_of(request))
    path = {"icb": "systems", "network": "networks", "practice": "practices"}
    return go(request, "promises", path.get(found.owner_kind, "places"), found.owner_code)


@small_form("group_words")
def view(form: Form, number: int, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "group": form.number_of("group"),
        "says": form.choice("says", _("what the group says"), GroupSays.values),
        "words": form.text("group_words", _("why"), longest=500),
        "on": form.day("on", _("the day on which the group said so")),
    }
    return lambda: acts.say_for_group(number, by=by, **said)


@small_form("group_words")
def view_out(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("view")
    return lambda: acts.unsay_for_group(number, which, by=by)


def heard(form: Form) -> acts.Heard:
    """What people said, as it was typed."""
    people = form.said.get("people", "").strip()
    return acts.Heard(
        said=form.text("said", _("what people said"), longest=acts.LONGEST),
        heard_at=form.text("heard_at", "", required=False),
        heard_on=form.day("heard_on", _("when it was heard")),
        people=form.whole("people", _("how many")) if people else None,
    )


def filled(found: ThemeAnswer) -> dict[str, str]:
    """What stands already, for the form."""
    return {
        "said": found.said,
        "heard_at": found.heard_at,
        "people": str(found.people or ""),
        **day_fields("heard_on", found.heard_on),
    }
