"""Alliances of an organisation: the list, one of them, and both as CSV."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.kernel.names import as_written
from openpcn.web.alliances import presenting as present
from openpcn.web.chrome import safe_dates
from openpcn.web.pages.workbooks import tables_as
from openpcn.web.presenters.heads import head_of
from openpcn.web.programme.telling import history
from openpcn.web.recording.doors import address, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.alliances.show_alliances import (
    Alliances,
    OneAlliance,
    show_alliance,
    show_alliances,
)
from openpcn.workflows.facts.tell_source import LISTS, RECORDED, tell_source


@require_safe
def listed(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The alliances, which practices are in none, and who is in two federations."""
    here = show_alliances(viewer_of(request), path, code, when=when_of(request))
    dates = safe_dates(request)
    csv = dates.link(f"/{path}/{code}/alliances.csv", of="alliances")
    members = dates.link(f"/{path}/{code}/alliances.csv", of="members")
    return page(
        request,
        "list",
        here,
        Form(),
        table_of=present.alliances_table(here, dates, csv_href=csv) if here.shown else None,
        members_csv=members,
        twice=[(as_written(one.name), one.federations) for one in here.twice],
    )


@require_safe
def as_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The alliances, or with `of` their members, as CSV."""
    when = when_of(request)
    here = show_alliances(viewer_of(request), path, code, when=when)
    tables = [present.file_table(here), present.members_table(here)]
    told_of = tell_source(when=when, formats=(LISTS,), statement=RECORDED)
    return tables_as(request, tables, code, "csv", told_of)


@require_safe
def one(request: HttpRequest, path: str, code: str, number: int) -> HttpResponse:
    """One alliance with its members and, for who may read it, its cost and history."""
    return show(request, path, code, number, Form())


def show(request: HttpRequest, path: str, code: str, number: int, form: Form) -> HttpResponse:
    """One alliance, with or without a form that has to be mended."""
    viewer, dates = viewer_of(request), safe_dates(request)
    found = show_alliance(viewer, path, code, number, when=when_of(request))
    held = found.shown.alliance
    text, colour = present.standing(held)
    return page(
        request,
        "one",
        found.around,
        form,
        shown=found.shown,
        alliance=held,
        number=number,
        standing=text,
        colour=colour,
        told=list(present.told(found.shown)),
        members=present.member_rows(held, dates),
        history=history(found.versions),
        of_members=of_members(found),
        choices=organisations(found.around),
    )


def of_members(found: OneAlliance) -> list[tuple[str, list[tuple[str, str, list[str]]]]]:
    """The history of each member."""
    return [(as_written(name), history(tuple(versions))) for name, versions in found.of_members]


def organisations(here: Alliances) -> list[tuple[str, str]]:
    """Networks and practices to choose from."""
    held = [(one.code, one.name) for one in here.networks]
    held += [(one.code, one.name) for one in here.own]
    return [(code, f"{as_written(name)}, {code}") for code, name in held]


def page(
    request: HttpRequest, template: str, here: Alliances, form: Form, **more: Any
) -> HttpResponse:
    """A page; 400 where something in its form has to be mended."""
    dates = safe_dates(request)
    told = {
        "head": head_of(here.subject, dates, current="alliances", part=_("Alliances")),
        "form": form,
        "url": partial(address, request),
        "here": here,
        "to": lambda name, *parts: address(request, name, here.path, here.subject.code, *parts),
    }
    status = 400 if form.problems else 200
    response = render(request, f"alliances/{template}.html", told | more, status=status)
    if viewer_of(request) is not None:
        response["Cache-Control"] = "private, no-store"
    return response
