"""The small forms of rapid cycles on the page of an ambition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions import cycles as acts
from openpcn.domains.outcomes.vocabulary import Decided
from openpcn.web.outcomes.reading import show
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms

small_form = small_forms(show, "outcome")
Deed = Callable[[], Any]


@small_form("aim")
def begin(form: Form, number: int, by: Account) -> Deed:
    said: dict[str, Any] = {
        "aim": form.text("aim", _("the aim"), longest=300),
        "change": form.text("change", _("what is changed"), longest=2_000),
        "owner": form.text("cycle_owner", _("who tries it"), longest=40),
        "starts_on": form.day("cycle_starts_on", _("the first day")),
    }
    return lambda: acts.begin_cycle(number, by=by, **said)


@small_form("learning")
def finish(form: Form, number: int, by: Account) -> Deed:
    which = form.number_of("cycle")
    ended = [each for each in Decided.values if each]
    said: dict[str, Any] = {
        "ends_on": form.day("cycle_ends_on", _("the last day")),
        "learning": form.text("learning", _("what was learnt"), longest=2_000),
        "decided": form.choice("decided", _("what became of it"), ended),
    }
    return lambda: acts.finish_cycle(number, which, by=by, **said)


@small_form("aim")
def out(form: Form, number: int, by: Account) -> Deed:
    which = form.number_of("cycle")
    return lambda: acts.withdraw_cycle(number, which, by=by)


@small_form("aim")
def back(form: Form, number: int, by: Account) -> Deed:
    which = form.number_of("cycle")
    return lambda: acts.bring_back_cycle(number, which, by=by)
