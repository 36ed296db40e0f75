"""Sign a need summary, record what a board was told, and say who may see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from openpcn.domains.accounts.queries import Account
from openpcn.domains.population.actions import signing as acts
from openpcn.domains.population.actions import summaries as summary_acts
from openpcn.web.needs.doors import show
from openpcn.web.recording.doors import for_recording, go, person_of, posted_from
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms

small_form = small_forms(show, "need-summary")


@small_form("name")
def sign(form: Form, number: int, by: Account) -> Callable[[], Any]:
    party = form.text("party", _("for whom you sign"), longest=20)
    name = form.text("name", _("your name"), longest=120)
    job_title = form.text("job_title", _("your job title"), longest=120)
    return lambda: acts.sign(number, party=party, name=name, job_title=job_title, by=by)


@small_form("name")
def unsign(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("signature")
    return lambda: acts.take_back(number, which, by=by)


@small_form("told_on")
def told(form: Form, number: int, by: Account) -> Callable[[], Any]:
    on = form.day("told_on", _("the day of the meeting"))
    answer = form.text("answer", _("the answer"), required=False, longest=summary_acts.LONG)
    return lambda: summary_acts.record_told(number, on=on, answer=answer, by=by)


@small_form("state")
def state(form: Form, number: int, by: Account) -> Callable[[], Any]:
    to = form.text("state", _("a state"), longest=20)
    return lambda: summary_acts.open_to(number, state=to, by=by)


@small_form("with")
def share(form: Form, number: int, by: Account) -> Callable[[], Any]:
    codes = form.codes("with", _("codes"), required=False)
    return lambda: summary_acts.share_summary(number, with_codes=codes, by=by)


@posted_from("need-summary")
@for_recording
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a summary back from everybody."""
    summary_acts.withdraw_summary(number, by=person_of(request))
    return go(request, "need-summaries")
