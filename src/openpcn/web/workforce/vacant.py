"""Forms of vacancies: record posts that nobody is in, say when they were filled, take one back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.staffing.actions import vacancies as acts
from openpcn.domains.staffing.queries.one import get_vacancy
from openpcn.domains.staffing.vocabulary import PERMISSION_PLACES, Vacant
from openpcn.web.presenters.heads import PATHS
from openpcn.web.recording.doors import address, for_recording, form_of, person_of, when_of
from openpcn.web.workforce.recording import WRITE, page


@WRITE
@for_recording
def vacancy_new(request: HttpRequest, code: str) -> HttpResponse:
    """Record posts of one role that nobody is in."""
    by, form = person_of(request), form_of(request)
    where = get_organisation(code, when=when_of(request))
    require(by, PERMISSION_PLACES, where.id)
    if request.method == "POST":
        said: dict[str, Any] = {
            "role": form.choice("role", _("a role"), Vacant.values),
            "posts": form.whole("posts", _("how many posts")),
            "fte": form.decimal("fte", _("a number")) or Decimal(0),
            "starts_on": form.day("starts_on", _("since which day")),
        }
        made = form.act(
            lambda: acts.record_vacancy(organisation=code, by=by, **said), about="posts"
        )
        if made is not None:
            return to_people(request, where)
    return page(request, "vacancy-new", form, where=where, roles=Vacant.choices)


@WRITE
@for_recording
def vacancy(request: HttpRequest, number: int) -> HttpResponse:
    """Say when a vacancy was filled, or take it back."""
    by, form, found = person_of(request), form_of(request), get_vacancy(number)
    where = get_organisation(found.organisation_code, when=when_of(request))
    require(by, PERMISSION_PLACES, where.id)
    if request.method == "POST":
        if form.said.get("do") == "withdraw":
            done = form.act(lambda: acts.withdraw_vacancy(number, by=by) or True, about="ends_on")
        else:
            ends_on = form.day("ends_on", _("the last day without anybody"))
            done = form.act(
                lambda: acts.fill_vacancy(number, ends_on=ends_on, by=by), about="ends_on"
            )
        if done is not None:
            return to_people(request, where)
    return page(request, "vacancy", form, where=where, vacancy=found)


def to_people(request: HttpRequest, where: OrganisationAnswer) -> HttpResponse:
    """Back to the people page of an organisation."""
    return redirect(address(request, "people", PATHS[where.kind], where.code))
