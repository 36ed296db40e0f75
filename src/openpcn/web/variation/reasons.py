"""Say that a difference is meant, end that, take it back and bring it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions import meant as acts
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms
from openpcn.web.variation.reading import show

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
