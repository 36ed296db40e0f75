"""Record an ambition, describe it again, take it back and bring it back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.outcomes.actions import ambitions as acts
from openpcn.domains.outcomes.queries.ambitions import AmbitionAnswer
from openpcn.domains.outcomes.vocabulary import Better, Lever, MeasuredBy, Unit
from openpcn.domains.registry.permissions import require
from openpcn.web.outcomes.choosing import owner_options, wider_options
from openpcn.web.outcomes.presenting import home_of
from openpcn.web.outcomes.reading import page
from openpcn.web.programme.telling import history
from openpcn.web.recording.doors import (
    address,
    for_recording,
    form_of,
    go,
    person_of,
    posted_from,
    when_of,
)
from openpcn.web.recording.forms import Form, day_fields
from openpcn.workflows.facts.subject import get_subject
from openpcn.workflows.outcomes import recording
from openpcn.workflows.outcomes.show_outcomes import show_ambition


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Record an ambition; `from` an earlier one takes its words along."""
    by, when = person_of(request), when_of(request)
    subject = get_subject(path, code, when=when)
    require(by, acts.RECORD, subject.organisation.id)
    form = form_of(request)
    if request.method == "POST":
        said = description(form)
        made = form.act(
            lambda: recording.record(organisation=code, description=said, by=by), about="title"
        )
        if made is not None:
            return go(request, "outcome", made)
    elif (number := request.GET.get("from", "")).isdigit():
        form = Form(said=filled(show_ambition(by, int(number), when=when).ambition, anew=True))
    return fields(
        request,
        form,
        code,
        home=address(request, "outcomes", path, code),
        action=address(request, "outcome-new", path, code),
        name=subject.organisation.name,
        number=None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def describe(request: HttpRequest, number: int) -> HttpResponse:
    """Correct an ambition, or change it from a later day on."""
    by = person_of(request)
    found = show_ambition(by, number, when=when_of(request))
    held = found.ambition
    require(by, acts.RECORD, held.organisation_id)
    form = form_of(request) if request.method == "POST" else Form(said=filled(held))
    if request.method == "POST":
        said, seen = description(form), form.seen
        form.act(
            lambda: recording.describe(number, description=said, by=by, seen=seen), about="title"
        )
        if not form.problems:
            return go(request, "outcome", number)
    return fields(
        request,
        form,
        held.organisation_code,
        home=home_of(found),
        action=address(request, "outcome-describe", number),
        name=held.organisation_name,
        number=number,
        version=held.version,
        history=history(found.versions),
    )


def fields(
    request: HttpRequest, form: Form, code: str, *, number: int | None, **words: Any
) -> HttpResponse:
    """The form of an ambition."""
    viewer, when = person_of(request), when_of(request)
    return page(
        request,
        "describe",
        form,
        number=number,
        owners=owner_options(viewer, code, when=when),
        wider=wider_options(code, when=when, but=number),
        indicators=recording.choices(),
        measured=MeasuredBy.choices,
        units=Unit.choices,
        ways=Better.choices,
        levers=Lever.choices,
        **words,
    )


@posted_from("outcome")
@for_recording
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back an ambition that was recorded by mistake, and offer to undo that."""
    by = person_of(request)
    home = home_of(show_ambition(by, number, when=when_of(request)))
    acts.withdraw_ambition(number, by=by)
    return page(request, "withdrawn", Form(), number=number, home=home)


@posted_from("outcome")
@for_recording
def back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring an ambition back."""
    acts.bring_back(number, by=person_of(request))
    return go(request, "outcome", number)


def description(form: Form) -> acts.Description:
    """An ambition as it was typed."""
    measured_by = form.choice("measured_by", _("how it is measured"), MeasuredBy.values)
    indicator = ""
    if measured_by == MeasuredBy.INDICATOR:
        known = [each for each, _words in recording.choices()]
        indicator = form.choice("indicator", _("the indicator"), known)
    return acts.Description(
        title=form.text("title", _("what is to be reached")),
        why=form.text("why", _("why it matters"), longest=2_000),
        serves=form.number_of("serves") or None,
        measured_by=measured_by,
        indicator=indicator,
        unit=form.choice("unit", _("the unit"), Unit.values),
        better=form.choice("better", _("which way is better"), Better.values),
        baseline=form.decimal("baseline", _("the baseline")) or Decimal(0),
        baseline_on=form.day("baseline_on", _("the day of the baseline")),
        target=form.decimal("target", _("the target")) or Decimal(0),
        target_on=form.day("target_on", _("by when")),
        owner=form.text("owner", _("the owner"), longest=40),
        source=form.text("source", _("what it rests on"), longest=300),
        lever=form.said.get("lever", ""),
        starts_on=form.day("starts_on", _("from when it counts")),
    )


def filled(held: AmbitionAnswer, *, anew: bool = False) -> dict[str, str]:
    """What stands already, for the form; of an ambition begun anew without days and owner."""
    said = {
        "title": held.title,
        "why": held.why,
        "serves": str(held.serves or ""),
        "measured_by": held.measured_by,
        "indicator": held.indicator,
        "unit": held.unit,
        "better": held.better,
        "target": f"{held.target.normalize():f}",
        "source": held.source,
        "lever": held.lever,
        **day_fields("target_on", held.target_on),
    }
    if anew:
        return said
    return said | {
        "baseline": f"{held.baseline.normalize():f}",
        "owner": held.owner.key,
        **day_fields("baseline_on", held.baseline_on),
        **day_fields("starts_on", held.starts_on),
    }
