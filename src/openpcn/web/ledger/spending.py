"""Record what a shared service spent of the money that is kept for it, and a change of payee."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.ledger.actions.spending import Spent, record_spending
from openpcn.domains.ledger.vocabulary import SHARE
from openpcn.domains.registry.permissions import require
from openpcn.engines.sharing.rules import pounds_of
from openpcn.kernel.errors import NotRight
from openpcn.web.ledger.doors import page
from openpcn.web.ledger.reading import asked
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.ledger.paying import hand_over_services
from openpcn.workflows.ledger.show_ledger import Ledger
from openpcn.workflows.ledger.words import read_pence


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def spend(request: HttpRequest, code: str) -> HttpResponse:
    """Record what a shared service spent of the money that is kept for it."""
    form, by = form_of(request), person_of(request)
    found = asked_to_share(request, code)
    if request.method == "POST":
        spent = spent_in(form, [one.service for one in found.services])
        made = form.act(lambda: record_spending(network=code, spent=spent, by=by), about="amount")
        if made is not None:
            return go(request, "ledger-entry", code, made)
    return shown(request, found, form)


@require_http_methods(["POST"])
@for_recording
def hand_on(request: HttpRequest, code: str) -> HttpResponse:
    """Hand what is kept for shared services to the payee of a day."""
    form, by = form_of(request), person_of(request)
    found = asked_to_share(request, code)
    on = form.day("handed_on", _("the day it was handed over"))
    made = form.act(lambda: hand_over_services(code, on=on, by=by), about="handed_on")
    if made is not None:
        return go(request, "ledger-entry", code, made)
    return shown(request, found, form)


def asked_to_share(request: HttpRequest, code: str) -> Ledger:
    """The ledger, for whoever shares the network's money out."""
    found = asked(request, code)
    require(viewer_of(request), SHARE, found.page.subject.organisation.id)
    return found


def shown(request: HttpRequest, found: Ledger, form: Form) -> HttpResponse:
    """The page with its forms."""
    return page(
        request,
        "spend",
        found.page,
        form,
        title=_("Record what a shared service spent"),
        found=found,
        services=[
            (one.service, _("%(name)s: %(left)s left") % {
                "name": one.service, "left": pounds_of(one.left)
            })
            for one in found.services
        ],
    )  # fmt: skip


def spent_in(form: Form, services: Sequence[str]) -> Spent:
    """What the form says; problems stay beside its fields."""
    on = form.day("on", _("the day it was spent"))
    amount = form.text("amount", _("the amount"), longest=20)
    pence = 0
    try:
        pence = read_pence(amount) if amount else 0
    except NotRight as wrong:
        form.problems["amount"] = str(wrong)
    return Spent(
        service=form.choice("service", _("the shared service"), services),
        on=on,
        pence=pence,
        words=form.text("words", _("what it was spent on"), longest=300),
        reference=form.text("reference", _("the reference"), required=False, longest=120),
    )
