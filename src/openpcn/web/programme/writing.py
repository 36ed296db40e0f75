"""Record, change, hand over, end, reopen, take back and bring back: the same for every kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.accounts.queries import Account
from openpcn.domains.programme.actions import checks
from openpcn.domains.programme.actions import matters as acts
from openpcn.domains.programme.actions import needs as needing
from openpcn.domains.programme.actions.saying import LONGEST
from openpcn.domains.programme.vocabulary import ENDINGS, RECORD, Embedded
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.versions import Version
from openpcn.web.programme.doors import page
from openpcn.web.programme.fields import choices, filled, words_in
from openpcn.web.programme.parts import SECTIONS
from openpcn.web.programme.reading import show
from openpcn.web.programme.telling import history
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.programme.around import Around, around
from openpcn.workflows.programme.show_programme import (
    of_kind,
    show_matter,
    who_could_own,
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest, path: str, code: str, section: str) -> HttpResponse:
    """Record something that is kept track of."""
    if section not in SECTIONS:
        raise Http404
    by, kind = person_of(request), SECTIONS[section]
    here = around(by, path, code, when=when_of(request))
    require(by, RECORD, here.organisation.id)
    if request.method == "POST":
        form = form_of(request)
        said = words_in(form, kind)
        made = form.act(
            lambda: acts.record(kind=kind, about=code, said=said(), by=by), about="title"
        )
        if made is not None:
            return go(request, "matter", path, code, section, made)
    else:
        form = Form(said=day_fields("raised_on", timezone.localdate()))
    return fields(request, here, section, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, path: str, code: str, section: str, number: int) -> HttpResponse:
    """Change what is said of a matter."""
    by, kind = person_of(request), SECTIONS.get(section, "")
    if not kind:
        raise Http404
    found = show_matter(by, path, code, kind, number, when=when_of(request))
    form = form_of(request) if request.method == "POST" else Form(said=filled(found.matter))
    if request.method == "POST":
        said = words_in(form, kind)
        seen = form.seen
        form.act(lambda: acts.amend(number, said=said(), by=by, seen=seen), about="title")
        if not form.problems:
            return go(request, "matter", path, code, section, number)
    return fields(request, found.around, section, form, found.matter, found.versions)


def fields(
    request: HttpRequest,
    here: Around,
    section: str,
    form: Form,
    matter: Any,
    versions: tuple[Version, ...] = (),
) -> HttpResponse:
    """The form of a matter; somebody who has left stays chosen until it is handed over."""
    by, kind = person_of(request), SECTIONS[section]
    people = who_could_own(by, here)
    if matter is not None and matter.owner and matter.owner.person_key not in dict(people):
        people = [(matter.owner.person_key, matter.owner.name), *people]
    decisions = of_kind(by, here, "decision") if kind == "action" else ()
    return page(
        request,
        "form",
        here,
        form,
        section=section,
        kind=kind,
        matter=matter,
        history=history(versions),
        people=people,
        decisions=[(str(one.id), one.title) for one in decisions if one.is_open],
        **choices(),
    )


small_form = small_forms(show, "matter")


@small_form("owner")
def hand_over(
    form: Form, path: str, code: str, section: str, number: int, by: Account
) -> Callable[[], Any]:
    owner = form.text("owner", _("who answers for it"), longest=40)
    return lambda: acts.hand_over(number, owner=owner, by=by)


@small_form("outcome")
def close(
    form: Form, path: str, code: str, section: str, number: int, by: Account
) -> Callable[[], Any]:
    kind = SECTIONS.get(section, "")
    closed_as = form.choice("closed_as", _("how it ended"), ENDINGS.get(kind, ()))
    closed_on = form.day("closed_on", _("the day"))
    outcome = form.text("outcome", _("what came of it"), longest=LONGEST)
    return lambda: acts.close(
        number, closed_as=closed_as, closed_on=closed_on, outcome=outcome, by=by
    )


@small_form("outcome")
def reopen(
    form: Form, path: str, code: str, section: str, number: int, by: Account
) -> Callable[[], Any]:
    return lambda: acts.reopen(number, by=by)


@small_form("forecast_on")
def forecast(
    form: Form, path: str, code: str, section: str, number: int, by: Account
) -> Callable[[], Any]:
    forecast_on = form.day("forecast_on", _("the day on which it is expected"))
    because = form.text("because", _("why it moves"), longest=300)
    return lambda: acts.move_forecast(number, forecast_on=forecast_on, because=because, by=by)


@small_form("needs")
def need(
    form: Form, path: str, code: str, section: str, number: int, by: Account
) -> Callable[[], Any]:
    which = form.number_of("needs")
    return lambda: needing.record_need(number, needs=which, by=by)


@small_form("needs")
def need_out(
    form: Form, path: str, code: str, section: str, number: int, by: Account
) -> Callable[[], Any]:
    which = form.number_of("need")
    return lambda: needing.withdraw_need(number, which, by=by)


@small_form("evidence")
def check(
    form: Form, path: str, code: str, section: str, number: int, by: Account
) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "network": form.text("network", _("the network"), longest=20),
        "embedded": form.choice("embedded", _("what was found"), Embedded.values),
        "checked_on": form.day("checked_on", _("the day of the check")),
        "checked_by": form.text("checked_by", _("who looked"), longest=40),
        "evidence": form.text("evidence", _("the evidence"), longest=LONGEST),
    }
    return lambda: checks.record_check(number, by=by, **said)


@small_form("evidence")
def check_out(
    form: Form, path: str, code: str, section: str, number: int, by: Account
) -> Callable[[], Any]:
    which = form.number_of("check")
    return lambda: checks.withdraw_check(number, which, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def withdraw(request: HttpRequest, path: str, code: str, section: str, number: int) -> HttpResponse:
    """Take back what was recorded by mistake, and offer to undo that."""
    form, by = form_of(request), person_of(request)
    if request.method != "POST":
        return go(request, "matter", path, code, section, number)
    form.act(lambda: acts.withdraw(number, by=by), about="outcome")
    if form.problems:
        return show(request, path, code, section, number, form)
    here = around(by, path, code, when=when_of(request))
    return page(request, "withdrawn", here, Form(), section=section, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def back(request: HttpRequest, path: str, code: str, section: str, number: int) -> HttpResponse:
    """Bring it back."""
    if request.method == "POST":
        acts.bring_back(number, by=person_of(request))
    return go(request, "matter", path, code, section, number)
