"""The structure diagram: a system on a day, on two days, or beside a future."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.web.dates import Dates, dates_of, read_day
from openpcn.web.maps.asking import whole_number, within_of
from openpcn.web.presenters.tables import Link
from openpcn.web.viewers import viewer_of
from openpcn.workflows.drawings.structure import structure_svg
from openpcn.workflows.facts.tell_source import labelled, tell_source
from openpcn.workflows.structure.show_structure import StructureAnswer, show_structure

EVERYTHING = "all"


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The diagram with its list, and what it can be compared with."""
    dates = dates_of(request)
    within, choice = within_of(request, dates.when)
    if not within:
        words = {"dates": dates, "systems": choice, "path": "/structure/", "what": _("structure")}
        return render(request, "maps/choose.html", words)
    answer = _answer(request, within, dates)
    opened = _opened(request, answer)
    hrefs = {place.code: _toggled(request, opened, place.code) for place in answer.places}
    words = {
        "dates": dates,
        "path": request.get_full_path(),
        "answer": answer,
        "crumbs": _crumbs(answer, dates),
        "compare": request.GET.get("compare", ""),
        "wide": structure_svg(answer.shown, opened=opened, hrefs=hrefs, name="structure"),
        "narrow": structure_svg(
            answer.shown, opened=opened, hrefs=hrefs, name="structure-narrow", narrow=True
        ),
        "paper": structure_svg(answer.shown, opened=opened, name="structure-paper", paper=True)
        if opened and len(answer.sides) == 1
        else "",
        "all_open": len(opened) == len(answer.places),
        "open_all": _with(request, open=EVERYTHING),
        "close_all": _with(request, open=None),
        "plain": _with(request, compare=None, future=None),
        "as_list": _with(request, list="1") + "#list",
        "list_is_open": "list" in request.GET,
        "download": "/structure/drawing.svg" + _with(request, within=within),
        "seen_by": _seen_by(answer),
    }
    return render(request, "maps/structure.html", words)


@require_safe
def drawing(request: HttpRequest) -> HttpResponse:
    """The diagram as a file, without links."""
    dates = dates_of(request)
    within, _choice = within_of(request, dates.when)
    answer = _answer(request, within, dates, linked=False)
    svg = structure_svg(answer.shown, opened=_opened(request, answer))
    told = tell_source(when=dates.when)
    response = HttpResponse(labelled(svg, told), content_type="image/svg+xml; charset=utf-8")
    name = f"structure-{answer.organisation.code}-{dates.as_at.isoformat()}.svg"
    response["Content-Disposition"] = f'attachment; filename="{told.file_name(name)}"'
    response["Cache-Control"] = "private"
    return response


def _answer(
    request: HttpRequest, within: str, dates: Dates, *, linked: bool = True
) -> StructureAnswer:
    asked, future = request.GET.get("compare", ""), request.GET.get("future", "")
    against = read_day(asked, "“compare”") if asked else None
    return show_structure(
        within,
        when=dates.when,
        viewer=viewer_of(request),
        against=against,
        future=whole_number(future, _("a future")) if future else None,
        link=dates.link if linked else _nowhere,
        link_against=_on(against, dates) if linked else _nowhere,
    )


def _nowhere(path: str) -> str:
    """No link: a drawing that leaves the site leads nowhere."""
    return ""


def _on(day: date | None, dates: Dates):
    other = Dates(
        as_at=day or dates.as_at,
        known_on=dates.known_on,
        as_at_asked=True,
        as_known_asked=dates.as_known_asked,
    )
    return other.link


def _opened(request: HttpRequest, answer: StructureAnswer) -> tuple[str, ...]:
    asked = request.GET.getlist("open")
    codes = [place.code for place in answer.places]
    return tuple(codes if EVERYTHING in asked else [code for code in codes if code in asked])


def _toggled(request: HttpRequest, opened: tuple[str, ...], code: str) -> str:
    left = [one for one in opened if one != code]
    return _with(request, open=left if code in opened else [*left, code])


def _with(request: HttpRequest, **changed: str | list[str] | None) -> str:
    """The address of this page with some of its words changed."""
    query: dict[str, str | list[str]] = {
        name: values
        for name, values in request.GET.lists()
        if name not in changed and name != "list"
    }
    query |= {name: value for name, value in changed.items() if value}
    return f"?{urlencode(query, doseq=True)}"


def _crumbs(answer: StructureAnswer, dates: Dates) -> tuple[Link, ...]:
    from openpcn.web.presenters.heads import address, called

    found = {one.code: one for one in (answer.system, answer.organisation)}
    return tuple(
        Link(text=called(one), href=dates.link(address(one.kind, one.code)))
        for one in found.values()
    )


def _seen_by(answer: StructureAnswer) -> str:
    """Who can see the future that is shown."""
    if answer.future is None:
        return ""
    return {
        "private": _("Only those who may draft for its owner can see this."),
        "shared": _("Its owner and the organisations it was shared with can see this."),
        "under_engagement": _("Those with a role in this system can see this."),
        "published": _("Everybody can see this."),
    }.get(answer.future.state, "")
