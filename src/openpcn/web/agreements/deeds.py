"""The small forms on the page of an agreement: parties, signatures, schedules, what is shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions import contents, parties
from openpcn.domains.agreements.queries.register import get_agreement
from openpcn.domains.agreements.vocabulary import Access, Category, Progress, Purpose
from openpcn.domains.registry.queries.structure import practices
from openpcn.kernel.when import When
from openpcn.rulebook.obligations import agreement_schedules
from openpcn.web.agreements.reading import show
from openpcn.web.recording.doors import (
    for_recording,
    form_of,
    go,
    person_of,
    posted_from,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms

small_form = small_forms(show, "agreement")


@posted_from("agreement")
@for_recording
def members(request: HttpRequest, number: int) -> HttpResponse:
    """Add every practice of the network as it is on the agreement's first day, or on this one."""
    found = get_agreement(viewer_of(request), number, when=when_of(request))
    when = When(as_at=max(found.starts_on, when_of(request).as_at))
    codes = [one.code for one in practices(when=when, within=found.about_code)]
    form, by = form_of(request), person_of(request)
    form.act(
        lambda: parties.add_parties(number, organisations=codes, starts_on=found.starts_on, by=by),
        about="organisation",
    )
    return show(request, number, form) if form.problems else go(request, "agreement", number)


@small_form("organisation")
def party(form: Form, number: int, by: Account) -> Callable[[], Any]:
    code = form.text("organisation", _("the code of the party"), longest=40).upper()
    party_as = form.text("party_as", _("what it is"), longest=12)
    starts_on = form.day("party_starts_on", _("from when it is a party"))
    return lambda: parties.add_party(
        number, organisation=code, party_as=party_as, starts_on=starts_on, by=by
    )


@small_form("leave_on")
def leave(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("party")
    ends_on = form.day("leave_on", _("its last day"))
    return lambda: parties.end_party(number, which, ends_on=ends_on, by=by)


@small_form("organisation")
def party_out(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("party")
    return lambda: parties.withdraw_party(number, which, by=by)


@small_form("signed_by")
def sign(form: Form, number: int, by: Account) -> Callable[[], Any]:
    code = form.text("signs", _("for whom it is signed"), longest=40)
    name = form.text("signed_by", _("the name of who signed"), longest=120)
    job_title = form.text("job_title", _("their job title"), longest=120)
    signed_on = form.day("signed_on", _("the day it was signed"))
    return lambda: parties.record_signature(
        number, organisation=code, signed_by=name, job_title=job_title, signed_on=signed_on, by=by
    )


@small_form("signed_by")
def unsign(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("signature")
    return lambda: parties.withdraw_signature(number, which, by=by)


@small_form("progress")
def schedule(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.choice("schedule", _("a schedule"), [one.code for one in agreement_schedules()])
    progress = form.choice("progress", _("how far it is"), Progress.values)
    agreed_on = form.day_or_open("agreed_on")
    words = form.text("schedule_words", _("a note"), required=False, longest=300)
    return lambda: contents.record_schedule(
        number, schedule=which, progress=progress, agreed_on=agreed_on, words=words, by=by
    )


@small_form("purpose")
def share(form: Form, number: int, by: Account) -> Callable[[], Any]:
    purpose = form.choice("purpose", _("a purpose"), Purpose.values)
    access = form.choice("access", _("what others may do"), Access.values)
    chosen = [each for each in Category.values if form.is_ticked(f"category-{each}")]
    if not chosen:
        form.problems["category-whole_record"] = _("Choose at least one category of data")
    return lambda: contents.share_data(
        number, purpose=purpose, categories=chosen, access=access, by=by
    )


@small_form("purpose")
def unshare(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which = form.number_of("shared")
    return lambda: contents.stop_sharing(number, which, by=by)
