"""One requirement in one network: who sees to it, with what evidence, signed off by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.programme.actions import answers as acts
from openpcn.domains.programme.actions.saying import LONGEST
from openpcn.kernel.when import When
from openpcn.web.programme.doors import page
from openpcn.web.programme.telling import history
from openpcn.web.recording.doors import for_recording, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.programme.around import around
from openpcn.workflows.programme.requirements import one_tracked
from openpcn.workflows.programme.show_programme import who_could_own


@require_safe
@for_recording
def one(request: HttpRequest, path: str, code: str, key: str) -> HttpResponse:
    """One requirement in a network."""
    return show(request, path, code, key, Form())


def show(request: HttpRequest, path: str, code: str, key: str, form: Form) -> HttpResponse:
    """One requirement, with or without a form that has to be mended."""
    viewer = viewer_of(request)
    here = around(viewer, path, code, when=when_of(request))
    found = one_tracked(viewer, here, key)
    met = found.met
    people = who_could_own(viewer, here) if here.may_record else []
    if met is not None and met.owner.person_key not in dict(people):
        people = [(met.owner.person_key, met.owner.name), *people]
    form = Form(said={**filled(met), **form.said}, problems=form.problems)
    return page(
        request,
        "requirement",
        here,
        form,
        section="requirements",
        found=found,
        tracked=found.tracked,
        met=met,
        key=key,
        people=people,
        history=history(found.versions),
    )


def filled(met: Any) -> dict[str, str]:
    """What stands, for the form; the day of a sign-off is today until another is typed."""
    told = day_fields("signed_on", timezone.localdate())
    if met is None:
        return told
    return {
        "owner": met.owner.person_key,
        "evidence": met.evidence,
        **told,
        **day_fields("due_on", met.due_on),
    }


small_form = small_forms(show, "requirement")


def asked_now(by: Account, path: str, code: str, key: str) -> acts.Asked:
    """The requirement as it is today: what is recorded counts from now."""
    here = around(by, path, code, when=When(as_at=timezone.localdate()))
    return one_tracked(by, here, key).tracked.asked


@small_form("owner")
def answer(form: Form, path: str, code: str, key: str, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "owner": form.text("owner", _("who sees to it"), longest=40),
        "evidence": form.text("evidence", _("the evidence"), required=False, longest=LONGEST),
        "due_on": form.day_or_open("due_on"),
    }
    seen = form.seen
    return lambda: acts.answer(
        asked_now(by, path, code, key), network=code, by=by, seen=seen, **said
    )


@small_form("signed_on")
def sign(form: Form, path: str, code: str, key: str, by: Account) -> Callable[[], Any]:
    signed_on = form.day("signed_on", _("the day of the sign-off"))
    seen = form.seen
    return lambda: acts.sign_off(
        asked_now(by, path, code, key), network=code, signed_on=signed_on, by=by, seen=seen
    )


@small_form("signed_on")
def unsign(form: Form, path: str, code: str, key: str, by: Account) -> Callable[[], Any]:
    return lambda: acts.take_back_sign_off(asked_now(by, path, code, key), network=code, by=by)


@small_form("owner")
def out(form: Form, path: str, code: str, key: str, by: Account) -> Callable[[], Any]:
    return lambda: acts.withdraw_answer(asked_now(by, path, code, key), network=code, by=by)
