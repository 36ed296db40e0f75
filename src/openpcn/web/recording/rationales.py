"""Writing down why a network is outside the band."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.registry.actions.rationales import record_rationale, withdraw_rationale
from openpcn.domains.registry.permissions import may, require
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.people import rationales
from openpcn.domains.registry.queries.structure import networks
from openpcn.kernel.names import as_written
from openpcn.web.presenters.key_facts import against_band
from openpcn.web.recording.doors import for_recording, form_of, go, page, person_of, when_of
from openpcn.workflows.reviewing.system import LARGEST, SMALLEST


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def choose(request: HttpRequest) -> HttpResponse:
    require(person_of(request), "registry.record_rationale")
    form = form_of(request)
    if request.method == "POST":
        code = form.text("network", _("the code of the network"), longest=20)
        when = when_of(request)
        found = form.act(lambda: get_organisation(code, when=when, kind="network"), about="network")
        if found is not None:
            return go(request, "rationale-for", found.code)
    return page(request, "rationale-choose", form, networks=outside_the_band(request))


def outside_the_band(request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    """Code, name, size and whether a reason is held, of those that the person may write about."""
    when, person = when_of(request), person_of(request)
    return [
        (one.code, as_written(one.name), against_band(one.patients)[0], one.has_rationale)
        for one in networks(when=when)
        if one.patients is not None
        and not SMALLEST <= one.patients <= LARGEST
        and may(person, "registry.record_rationale", get_organisation(one.code, when=when).id)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def record(request: HttpRequest, code: str) -> HttpResponse:
    when = when_of(request)
    network = get_organisation(code, when=when, kind="network")
    require(person_of(request), "registry.record_rationale", network.id)
    form = form_of(request)
    if request.method == "POST":
        said: dict[str, Any] = {
            "text": form.text("text", _("the rationale"), longest=5_000),
            "signed_by": form.text("signed_by", _("who signs"), longest=120),
            "signed_on": form.day("signed_on", _("the day it was signed")),
            "starts_on": form.day("starts_on", _("the first day")),
            "ends_on": form.day_or_open("ends_on"),
        }
        done = form.act(
            lambda: record_rationale(network=network.code, by=person_of(request), **said),
            about="text",
        )
        if done is not None:
            return go(request, "rationale-for", network.code)
    held = rationales(network.code, when=when)
    return page(request, "rationale", form, network=network, rationales=held)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    if request.method == "POST":
        withdraw_rationale(number, by=person_of(request))
    return go(request, "rationale-for", code)
