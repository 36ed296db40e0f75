"""Messages to people in roles: write, review, send once, take as files, mark who answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.permissions import job_roles
from openpcn.domains.accounts.queries import Account
from openpcn.domains.publishing.actions import messages as acts
from openpcn.domains.publishing.queries.messages import MessageAnswer, get_message, messages_of
from openpcn.domains.publishing.vocabulary import REVIEW, WRITE, Stage
from openpcn.domains.registry.permissions import may, organisations_where_may, require
from openpcn.kernel.exports import csv_lines
from openpcn.web.pages.downloads import attached
from openpcn.web.publishing.reading import moves, page
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.messages.letters import HEADINGS, letters, mail_files, merge_rows
from openpcn.workflows.messages.mailing import AT_ONCE, mail_out, sends_mail
from openpcn.workflows.messages.recipients import recipients, send

OWNERS = ("icb", "place", "network", "practice")
SHOWN = 200


@require_safe
@for_recording
def every(request: HttpRequest) -> HttpResponse:
    """All messages."""
    by = viewer_of(request)
    held = messages_of(by, when=when_of(request))
    return page(request, "messages", Form(), messages=held, may_write=may(by, WRITE))


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Write a message."""
    by = person_of(request)
    require(by, WRITE)
    form = form_of(request)
    if request.method == "POST":
        owner = form.text("owner", _("who it comes from"), longest=20).upper()
        said = read_message(form)
        made = form.act(lambda: acts.write_message(owner=owner, said=said, by=by), about="subject")
        if made is not None:
            return go(request, "message", made)
    return fields(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a message that has not been sent."""
    by = person_of(request)
    held = get_message(by, number, when=when_of(request))
    require(by, WRITE, held.owner_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(held))
    if request.method == "POST":
        said = read_message(form)
        form.act(lambda: acts.change_message(number, said=said, by=by), about="subject")
        if not form.problems:
            return go(request, "message", number)
    return fields(request, form, message=held)


def fields(request: HttpRequest, form: Form, **words: Any) -> HttpResponse:
    """The form of a message."""
    by, when = person_of(request), when_of(request)
    return page(
        request,
        "message-form",
        form,
        owners=choosing.options_that_fit(organisations_where_may(by, WRITE), OWNERS, when=when),
        bounds=choosing.bounds(by, when=when),
        roles=sorted(job_roles().items(), key=lambda item: item[1]),
        **words,
    )


@require_safe
@for_recording
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One message: whom it would go to today, or whom it went to."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """One message, with or without a form that has to be mended."""
    by, when = viewer_of(request), when_of(request)
    held = get_message(by, number, when=when)
    is_open = held.stage.state in acts.OPEN
    asked = recipients(by, roles=held.roles, within=held.within_code, when=when) if is_open else ()
    only_waiting = request.GET.get("who") == "waiting"
    return page(
        request,
        "message",
        form,
        message=held,
        is_open=is_open,
        is_sent=held.stage.state == Stage.PUBLISHED,
        asked=asked[:SHOWN],
        number_asked=len(asked),
        without_address=sum(not one.email for one in asked),
        deliveries=(held.waiting if only_waiting else held.deliveries)[:SHOWN],
        only_waiting=only_waiting,
        shown=SHOWN,
        moves=[each for each in moves(held.stage.state) if each[0] != Stage.PUBLISHED],
        may_write=may(by, WRITE, held.owner_id),
        may_review=may(by, REVIEW, held.owner_id),
        is_mine=by is not None and held.stage.written_by == by.get_username(),
        sends_mail=sends_mail(),
        at_once=min(AT_ONCE, len(held.to_mail)),
    )


small_form = small_forms(show, "message")


@small_form("stage")
def move(form: Form, number: int, by: Account) -> Callable[[], Any]:
    to = form.choice("stage", _("a stage"), Stage.values)
    has_read = form.is_ticked("has_read")
    note = form.text("note", _("why it is withdrawn"), required=to == Stage.WITHDRAWN, longest=300)
    return lambda: acts.move_message(number, to=to, by=by, note=note, has_read=has_read)


@small_form("answered_on")
def answer(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("delivery")
    said: dict[str, Any] = {
        "on": form.day("answered_on", _("the day of the answer")),
        "answer": form.text("answer", _("the answer"), required=False, longest=300),
    }
    return lambda: acts.mark_answer(number, which, by=by, **said)


@small_form("answered_on")
def unanswer(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("delivery")
    return lambda: acts.unmark_answer(number, which, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def sent(request: HttpRequest, number: int) -> HttpResponse:
    """Send a message to whoever holds its roles today; pressed twice, it is sent once."""
    by, form = person_of(request), form_of(request)
    if request.method == "POST":
        form.act(lambda: send(number, by=by, when=when_of(request)), about="stage")
    return show(request, number, form) if form.problems else go(request, "message", number)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def mailed(request: HttpRequest, number: int) -> HttpResponse:
    """Mail the next of those who have not been mailed."""
    by, form = person_of(request), form_of(request)
    if request.method == "POST":
        form.act(lambda: mail_out(number, by=by, when=when_of(request)), about="stage")
    return show(request, number, form) if form.problems else go(request, "message", number)


@require_safe
@for_recording
def as_files(request: HttpRequest, number: int) -> HttpResponse:
    """A mail file for each recipient."""
    held = get_message(viewer_of(request), number, when=when_of(request))
    response = HttpResponse(mail_files(held), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="message-{number}.zip"'
    return response


@require_safe
@for_recording
def as_csv(request: HttpRequest, number: int) -> HttpResponse:
    """The recipients for mail merge, with who has answered."""
    held = get_message(viewer_of(request), number, when=when_of(request))
    told = tell_source(when=when_of(request), statement=RECORDED)
    lines = csv_lines(
        (*HEADINGS, *told.headings[1:]), ((*row, *told.cells[1:]) for row in merge_rows(held))
    )
    return attached("".join(lines), f"message-{number}.csv", told)


@require_safe
@for_recording
def as_letters(request: HttpRequest, number: int) -> HttpResponse:
    """Letters to print, one to a sheet."""
    held = get_message(viewer_of(request), number, when=when_of(request))
    return page(request, "letters", Form(), message=held, letters=list(letters(held)))


def read_message(form: Form) -> acts.Said:
    """A message as it was typed."""
    roles = [code for code in job_roles() if form.is_ticked(f"role-{code}")]
    if not roles:
        form.problems["roles"] = _("Choose at least one role")
    return acts.Said(
        subject=form.text("subject", _("a subject")),
        text=form.text("text", _("the text"), longest=acts.LONGEST),
        roles=roles,
        within=form.text("within", _("within what"), required=False, longest=20).upper(),
        answer_by=form.day_or_open("answer_by"),
    )


def filled(held: MessageAnswer) -> dict[str, str]:
    """What stands already, for the form."""
    return {
        "subject": held.subject,
        "text": held.text,
        "within": held.within_code,
        **{f"role-{code}": "yes" for code in held.roles},
        **day_fields("answer_by", held.answer_by),
    }
