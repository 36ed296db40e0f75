"""The directory, the assets of an area, and one asset: on a page, on paper and as CSV."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.structure import practices
from openpcn.kernel.names import as_written
from openpcn.web.chrome import safe_dates
from openpcn.web.community import presenting as present
from openpcn.web.community.asking import address_with, asked, choices, wanted_of
from openpcn.web.community.sourcing import sources_of
from openpcn.web.dates import dates_of
from openpcn.web.maps.presenting import map_table
from openpcn.web.pages.downloads import csv_file
from openpcn.web.presenters.heads import Head, head_of
from openpcn.web.presenters.neighbourhood import head_of_neighbourhood
from openpcn.web.recording.doors import address, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.community.offers import met_needs, stages
from openpcn.workflows.community.show_directory import (
    AreaCommunity,
    Found,
    every_row,
    page_number,
    show_area,
    show_directory,
)
from openpcn.workflows.community.uses import may_read_plan, may_record
from openpcn.workflows.facts.subject import Subject
from openpcn.workflows.facts.tell_source import tell_source

SOURCES = (("edispensary",), ("libraries",), ("schools",), ("openpcn-assets",))


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The whole directory with its filters."""
    dates, wanted = dates_of(request), wanted_of(request)
    viewer = viewer_of(request)
    found = show_directory(
        viewer, wanted, when=dates.when, page=page_number(request.GET.get("page", ""))
    )
    table = present.assets_table(
        found,
        dates,
        caption=_("Community assets"),
        csv_href=address_with(request, "/community.csv"),
    )
    return page(
        request,
        "directory",
        Form(),
        found=found,
        table_of=table,
        pages=pages_of(request, found, "/community/"),
        provenance=sources_of(dates.when),
        may_load=may(viewer, "data.load"),
        **filters(request),
    )


@require_safe
def directory_csv(request: HttpRequest) -> HttpResponse:
    """What was found, all of it, as CSV."""
    when = when_of(request)
    rows = every_row(viewer_of(request), wanted_of(request), None, {}, when=when)
    told = tell_source(when=when, formats=SOURCES)
    return csv_file(present.file_table(rows), "community-assets", told)


@require_safe
def area(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The assets of an area with a map, the plan to work with them, and the gaps."""
    dates, viewer = dates_of(request), viewer_of(request)
    answer = show_area(
        viewer,
        path,
        code,
        wanted_of(request),
        when=dates.when,
        page=page_number(request.GET.get("page", "")),
        link=dates.link,
    )
    base = f"/{path}/{answer.code}/community"
    subject = answer.subject
    whole = answer.system if path == "neighbourhoods" else answer.code
    needs = (
        met_needs(
            viewer,
            whole,
            when=dates.when,
            system=answer.system,
            neighbourhood=code if path == "neighbourhoods" else "",
        )
        if whole
        else []
    )
    network = subject.organisation.id if subject and subject.kind == "network" else None
    plan = (
        stages({network}, set(answer.stands), when=dates.when)
        if network is not None and may_read_plan(viewer, network)
        else {}
    )
    table = present.short_table(
        answer.found,
        dates,
        caption=_("Community assets"),
        csv_href=address_with(request, f"{base}.csv"),
    )
    return page(
        request,
        "area",
        Form(),
        head=head_for(answer, request),
        answer=answer,
        found=answer.found,
        picture=answer.picture,
        networks=map_table(answer.picture.rows, caption=_("Networks on this map"))
        if answer.picture and answer.picture.rows
        else None,
        table_of=table,
        needs=needs,
        gaps=[one for one in needs if one.is_a_gap],
        plan=plan,
        pages=pages_of(request, answer.found, f"{base}/"),
        provenance=sources_of(dates.when),
        may_record=may_record(viewer),
        code=answer.code,
        path=path,
        **filters(request),
    )


@require_safe
def area_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The assets of an area, all of them, as CSV."""
    when, viewer, wanted = when_of(request), viewer_of(request), wanted_of(request)
    answer = show_area(viewer, path, code, wanted, when=when)
    rows = every_row(viewer, wanted, set(answer.stands), answer.stands, when=when)
    told = tell_source(when=when, formats=SOURCES)
    return csv_file(present.file_table(rows), f"community-{answer.code}", told)


def head_for(answer: AreaCommunity, request: HttpRequest) -> Head:
    """The top of the page of an area."""
    dates = dates_of(request)
    if answer.neighbourhood is not None:
        return head_of_neighbourhood(answer.neighbourhood, dates, current="community")
    members = (
        tuple(practices(when=dates.when, within=answer.code)) if answer.kind == "network" else ()
    )
    return head_of(cast(Subject, answer.subject), dates, current="community", members=members)


def filters(request: HttpRequest) -> dict[str, Any]:
    """What the form of filters needs."""
    return {
        "asked": asked(request),
        "by_kind": present.by_kind_words,
        "as_written": as_written,
        "present": present,
        **choices(),
    }


def pages_of(request: HttpRequest, found: Found, path: str) -> dict[str, Any]:
    """Links to the pages before and after."""

    def to(number: int) -> str:
        return address_with(request, path, page=number) if 1 <= number <= found.last_page else ""

    return {
        "page": found.page,
        "last": found.last_page,
        "previous": to(found.page - 1),
        "next": to(found.page + 1),
    }


def page(request: HttpRequest, template: str, form: Form, **said: Any) -> HttpResponse:
    """A page of the community; 400 where something in its form has to be mended."""
    told = {"form": form, "url": partial(address, request), "dates": safe_dates(request), **said}
    status = 400 if form.problems else 200
    return render(request, f"community/{template}.html", told, status=status)
