"""Say that a difference is meant, change that, end it, take it back and bring it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions import meant as acts
from openpcn.domains.outcomes.queries.meant import MeantAnswer
from openpcn.web.outcomes.choosing import owner_options
from openpcn.web.recording.doors import (
    address,
    for_recording,
    form_of,
    go,
    person_of,
    when_of,
)
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.web.variation.reading import page, show
from openpcn.workflows.variation.show_variation import show_measure

small_form = small_forms(show, "variation-measure")
Deed = Callable[[], Any]


@small_form("reason")
def meant(form: Form, path: str, code: str, key: str, by: Account) -> Deed:
    said: dict[str, Any] = {
        "organisation": form.text("organisation", _("who differs"), longest=20),
        "reason": form.text("reason", _("why it is meant"), longest=2_000),
        "owner": form.text("owner", _("who answers for it"), longest=40),
        "starts_on": form.day("starts_on", _("from when")),
        "review_on": form.day("review_on", _("when it is reviewed")),
    }
    return lambda: acts.explain_variation(measure=key, by=by, **said)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, path: str, code: str, key: str, number: int) -> HttpResponse:
    """Correct a reason, give it to somebody else, or set its next review."""
    by, when = person_of(request), when_of(request)
    found = show_measure(by, path, code, key, when=when)
    may = found.variation.explainable
    held = next(
        (
            one.meant
            for one in found.measure.points
            if one.meant and one.meant.id == number and one.group.code in may
        ),
        None,
    )
    if held is None:
        raise Http404
    form = form_of(request) if request.method == "POST" else Form(said=filled(held))
    if request.method == "POST":
        said: dict[str, Any] = {
            "reason": form.text("reason", _("why it is meant"), longest=2_000),
            "owner": form.text("owner", _("who answers for it"), longest=40),
            "review_on": form.day("review_on", _("when it is reviewed")),
        }
        form.act(lambda: acts.change_meant(number, by=by, **said), about="reason")
        if not form.problems:
            return go(request, "variation-measure", path, code, key)
    owners = owner_options(by, held.organisation_code, when=when)
    if held.owner.key not in dict(owners):
        owners = [(held.owner.key, held.owner.name), *owners]
    return page(
        request,
        "reason",
        form,
        meant=held,
        measure=found.measure,
        owners=owners,
        action=address(request, "variation-meant-change", path, code, key, number),
        home=address(request, "variation-measure", path, code, key),
    )


def filled(held: MeantAnswer) -> dict[str, str]:
    """What stands, for the form."""
    return {
        "reason": held.reason,
        "owner": held.owner.key,
        **day_fields("review_on", held.review_on),
    }


@small_form("ends_on")
def end(form: Form, path: str, code: str, key: str, by: Account) -> Deed:
    which = form.number_of("meant")
    ends_on = form.day("ends_on", _("the last day"))
    return lambda: acts.end_meant(which, ends_on=ends_on, by=by)


@small_form("reason")
def out(form: Form, path: str, code: str, key: str, by: Account) -> Deed:
    which = form.number_of("meant")
    return lambda: acts.withdraw_meant(which, by=by)


@small_form("reason")
def back(form: Form, path: str, code: str, key: str, by: Account) -> Deed:
    which = form.number_of("meant")
    return lambda: acts.bring_back_meant(which, by=by)
