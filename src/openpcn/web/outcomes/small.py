"""The small forms of one ambition: owner, milestones, readings, limits, claims."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions import ambitions as acts
from openpcn.domains.outcomes.actions import claims
from openpcn.domains.outcomes.actions import readings as taken
from openpcn.domains.outcomes.evaluations import LARGEST, read_evaluation
from openpcn.web.outcomes.reading import show
from openpcn.web.recording.doors import for_recording, form_of, go, person_of
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.outcomes.typed_readings import read_lines

small_form = small_forms(show, "outcome")
Deed = Callable[[], Any]


@small_form("owner")
def owner(form: Form, number: int, by: Account) -> Deed:
    who = form.text("owner", _("the new owner"), longest=40)
    return lambda: acts.hand_over(number, owner=who, by=by)


@small_form("milestone_value")
def milestone(form: Form, number: int, by: Account) -> Deed:
    on = form.day("milestone_on", _("the day"))
    value = form.decimal("milestone_value", _("the value")) or Decimal(0)
    return lambda: acts.set_milestone(number, on=on, value=value, by=by)


@small_form("milestone_value")
def milestone_out(form: Form, number: int, by: Account) -> Deed:
    which = form.number_of("milestone")
    return lambda: acts.withdraw_milestone(number, which, by=by)


@small_form("lines")
def readings(form: Form, number: int, by: Account) -> Deed:
    text = form.text("lines", _("a reading on each line"), longest=20_000)
    source = form.text("reading_source", _("where the readings are from"), longest=300)
    edition = form.text("edition", "", required=False, longest=60)
    return lambda: taken.enter_readings(
        number, read_lines(text), source=source, edition=edition, by=by
    )


@small_form("lines")
def reading_out(form: Form, number: int, by: Account) -> Deed:
    which = form.number_of("reading")
    return lambda: taken.withdraw_reading(number, which, by=by)


@small_form("limits_reason")
def limits(form: Form, number: int, by: Account) -> Deed:
    on = form.day("limits_on", _("from when"))
    reason = form.text("limits_reason", _("what changed"), longest=300)
    return lambda: taken.begin_limits_anew(number, on=on, reason=reason, by=by)


@small_form("limits_reason")
def limits_out(form: Form, number: int, by: Account) -> Deed:
    which = form.number_of("step")
    return lambda: taken.withdraw_step(number, which, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def claim(request: HttpRequest, number: int) -> HttpResponse:
    """Claim an effect with the file of its evaluation."""
    if request.method != "POST":
        return go(request, "outcome", number)
    form, by = form_of(request), person_of(request)
    words = form.text("claim", _("what brought it about"), longest=500)
    outcome = form.text("outcome", _("the outcome's name in the evaluation"), longest=80)
    file = request.FILES.get("evaluation")
    content = file.read(LARGEST + 1) if file else None
    form.act(
        lambda: claims.claim_effect(
            number,
            words=words,
            outcome=outcome,
            evaluation=read_evaluation(content) if content is not None else None,
            by=by,
        ),
        about="evaluation",
    )
    return show(request, number, form) if form.problems else go(request, "outcome", number)


@small_form("claim")
def claim_out(form: Form, number: int, by: Account) -> Deed:
    which = form.number_of("claim_number")
    return lambda: claims.withdraw_claim(number, which, by=by)
