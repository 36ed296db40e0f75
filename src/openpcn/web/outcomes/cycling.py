"""The small forms of rapid cycles on the page of an ambition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions import cycles as acts
from openpcn.domains.outcomes.actions.ambitions import RECORD
from openpcn.domains.outcomes.queries.cycles import CycleAnswer
from openpcn.domains.outcomes.vocabulary import Decided
from openpcn.domains.registry.permissions import require
from openpcn.web.outcomes.choosing import owner_options
from openpcn.web.outcomes.reading import page, show
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.outcomes.show_outcomes import show_ambition

small_form = small_forms(show, "outcome")
Deed = Callable[[], Any]


@small_form("aim")
def begin(form: Form, number: int, by: Account) -> Deed:
    said = tried(form)
    return lambda: acts.begin_cycle(number, by=by, **said)


def tried(form: Form) -> dict[str, Any]:
    """What a cycle tries, as it was typed."""
    return {
        "aim": form.text("aim", _("the aim"), longest=300),
        "change": form.text("change", _("what is changed"), longest=2_000),
        "owner": form.text("cycle_owner", _("who tries it"), longest=40),
        "starts_on": form.day("cycle_starts_on", _("the first day")),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def change(request: HttpRequest, number: int, cycle: int) -> HttpResponse:
    """Correct what a cycle tries, or give it to somebody else."""
    by, when = person_of(request), when_of(request)
    found = show_ambition(by, number, when=when)
    require(by, RECORD, found.ambition.organisation_id)
    held = next((one for one in found.cycles if one.id == cycle), None)
    if held is None:
        raise Http404
    form = form_of(request) if request.method == "POST" else Form(said=filled(held))
    if request.method == "POST":
        said, seen = tried(form), form.seen
        form.act(lambda: acts.change_cycle(number, cycle, by=by, seen=seen, **said), about="aim")
        if not form.problems:
            return go(request, "outcome", number)
    owners = owner_options(by, found.ambition.organisation_code, when=when)
    if held.owner.key not in dict(owners):
        owners = [(held.owner.key, held.owner.name), *owners]
    return page(request, "cycle", form, ambition=found.ambition, cycle=held, owners=owners)


def filled(held: CycleAnswer) -> dict[str, str]:
    """What stands, for the form."""
    return {
        "aim": held.aim,
        "change": held.change,
        "cycle_owner": held.owner.key,
        **day_fields("cycle_starts_on", held.starts_on),
    }


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
