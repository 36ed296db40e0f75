"""The split rules of a network: propose one, record that it was agreed, take one back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.ledger.actions.rules import agree_rule, withdraw_rule
from openpcn.engines.sharing.rules import ROUNDING, Basis
from openpcn.kernel.when import in_words
from openpcn.web.ledger.cells import rule_name
from openpcn.web.ledger.doors import page
from openpcn.web.recording.doors import for_recording, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.ledger.agreeing import RuleAsked, propose
from openpcn.workflows.ledger.show_rules import show_rules
from openpcn.workflows.ledger.splitting import rule_from
from openpcn.workflows.ledger.words import read_per_cent


@require_safe
@for_recording
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """Every rule, proposed and agreed, and the form for another."""
    return show(request, code, Form())


def show(request: HttpRequest, code: str, form: Form) -> HttpResponse:
    """The rules, with or without a form that has to be mended."""
    found = show_rules(viewer_of(request), code, when=when_of(request))
    return page(
        request,
        "rules",
        found.page,
        form,
        title=_("How money is shared out"),
        found=found,
        rules=[
            {
                "id": one.id,
                "name": rule_name(one),
                "money": found.titles.get(one.entitlement, one.entitlement)
                if one.entitlement
                else _("Every entitlement that has no rule of its own"),
                "sentence": rule_from(one.terms).sentence,
                "agreed": in_words(one.agreed_on) if one.agreed_on else "",
                "source": one.source,
                "schedule": one.schedule,
                "by": one.recorded_by,
                "is_used": one.id in found.in_use,
            }
            for one in sorted(found.rules, key=lambda one: one.starts_on, reverse=True)
        ],
        kinds=[("", _("Every entitlement that has no rule of its own")), *found.titles.items()],
        bases=[(f"share_{one.value}", _("Per cent %(words)s") % {"words": one.words})
               for one in Basis],
        rounding=ROUNDING,
    )  # fmt: skip


small_form = small_forms(show, "ledger-rules")


@small_form("title")
def new(form: Form, code: str, by: Account) -> Callable[[], Any]:
    said: dict[str, Any] = {
        "title": form.text("title", _("a title"), longest=120),
        "entitlement": form.text("entitlement", _("which money"), required=False, longest=60),
        "starts_on": form.day("starts_on", _("its first day")),
        "service": form.text("service", _("the shared service"), required=False, longest=120),
        "fixed": form.text("fixed", _("the fixed sums"), required=False, longest=2_000),
    }
    typed = {
        basis: form.text(f"share_{basis.value}", _("a share"), required=False, longest=9)
        for basis in Basis
    }

    def deed() -> int:
        shares = {basis: read_per_cent(text) for basis, text in typed.items()}
        return propose(code, RuleAsked(**said, per_cent=shares), by=by)

    return deed


@small_form("source")
def agree(form: Form, code: str, by: Account) -> Callable[[], Any]:
    number = form.number_of("rule")
    agreed_on = form.day("agreed_on", _("the day it was agreed"))
    source = form.text("source", _("where it is written"), longest=300)
    return lambda: agree_rule(number, agreed_on=agreed_on, source=source, by=by)


@small_form("title")
def withdraw(form: Form, code: str, by: Account) -> Callable[[], Any]:
    number = form.number_of("rule")
    return lambda: withdraw_rule(number, by=by)
