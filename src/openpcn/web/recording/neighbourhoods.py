"""Drawing neighbourhoods from lists of LSOAs: by ward, by MSOA, or by code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.registry.actions import neighbourhood_maps as acts
from openpcn.domains.registry.actions.guarding import next_states
from openpcn.domains.registry.permissions import may, require
from openpcn.domains.registry.queries import areas
from openpcn.domains.registry.queries.drafts import get_neighbourhood_map, neighbourhood_maps
from openpcn.domains.registry.queries.neighbourhoods import NeighbourhoodAnswer, neighbourhoods
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.web.dates import dates_of
from openpcn.web.recording.choosing import owners
from openpcn.web.recording.doors import (
    for_recording,
    form_of,
    go,
    page,
    person_of,
    posted_from,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form

KINDS = (("lsoa21", "LSOA (2021)"), ("lsoa11", "LSOA (2011)"))
WHOLES = ("ward25", "ward24", "msoa21", "msoa11")


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    seen = neighbourhood_maps(viewer_of(request), when=when_of(request), on_the_day=False)
    able = may(viewer_of(request), "registry.draw_neighbourhoods")
    return page(request, "neighbourhood-maps", Form(), maps=seen, may_draw=able)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    require(person_of(request), "registry.draw_neighbourhoods")
    form = form_of(request)
    if request.method == "POST":
        said: dict[str, Any] = {
            "title": form.text("title", _("a title")),
            "owner": form.text("owner", _("the code of the organisation that draws"), longest=20),
            "starts_on": form.day("starts_on", _("the first day")),
            "ends_on": form.day_or_open("ends_on"),
        }
        number = form.act(
            lambda: acts.draw_neighbourhood_map(by=person_of(request), **said),
            about="owner",
        )
        if number is not None:
            return go(request, "neighbourhood-map", number)
    mine = owners(person_of(request), "registry.draw_neighbourhoods", when=when_of(request))
    return page(request, "neighbourhood-map-new", form, owners=mine)


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    return show(request, number, form_of(request))


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """A map with its neighbourhoods, and forms for whoever may draw on it."""
    when = when_of(request)
    viewer = viewer_of(request)
    drawn = get_neighbourhood_map(viewer, number, when=when)
    owner = get_organisation(drawn.owner_code, when=when).id
    inside = neighbourhoods(viewer=viewer, when=when, map_id=number)
    may_draw = drawn.state != "published" and may(viewer, "registry.draw_neighbourhoods", owner)
    words: dict[str, Any] = {
        "map": drawn,
        "neighbourhoods": inside,
        "may_draw": may_draw,
        "may_share": may(viewer, "registry.share", owner),
        "states": next_states(drawn.state),
    }
    if may_draw:
        words |= choosing(request, inside)
    return page(request, "neighbourhood-map", form, **words)


def choosing(request: HttpRequest, inside: list[NeighbourhoodAnswer]) -> dict[str, Any]:
    """The small areas of the ward or MSOA that is looked at, and what can be looked at."""
    kind = request.POST.get("kind") or request.GET.get("kind") or KINDS[0][0]
    of = request.POST.get("of") or request.GET.get("of") or ""
    whole_kind, _sign, whole = of.partition(":")
    taken = {code: each.name for each in inside for _kind, code in each.parts}
    lies_in = areas.parts_of(kind, whole_kind, wholes=[whole]) if whole_kind in WHOLES else {}
    chosen = areas.areas(kind, codes=list(lies_in)) if lies_in else []
    groups = [
        {"kind": each, "areas": held}
        for each in WHOLES
        if each[-2:] == kind[-2:] or each.startswith("ward")
        if (held := wholes_with(kind, each))
    ]
    return {
        "kind": kind,
        "kinds": KINDS,
        "of": of,
        "groups": groups,
        "small": [{"area": area, "taken": taken.get(area.code, "")} for area in chosen],
    }


def wholes_with(kind: str, whole_kind: str) -> list[areas.AreaAnswer]:
    """Wards or MSOAs of which small areas are held, by name."""
    codes = set(areas.parts_of(kind, whole_kind).values())
    held = areas.areas(whole_kind, codes=sorted(codes)) if codes else []
    return sorted(held, key=lambda area: (area.name, area.code))


@posted_from("neighbourhood-map")
@for_recording
def draw(request: HttpRequest, number: int) -> HttpResponse:
    form = form_of(request)
    name = form.text("name", _("the name of the neighbourhood"), longest=120)
    ticked = request.POST.getlist("area")
    codes = ticked + form.codes("codes", _("codes"), required=False)
    kind = form.choice("kind", _("a kind of area"), dict(KINDS))
    if not form.is_ticked("replace"):
        codes += drawn_before(request, number, name)
    form.act(
        lambda: acts.draw_neighbourhood(
            number,
            name=name,
            area_kind=kind,
            area_codes=codes,
            by=person_of(request),
        ),
        about="codes",
    )
    if form.problems:
        return show(request, number, form)
    onward = dates_of(request).link(reverse("neighbourhood-map", args=[number]), kind=kind)
    return redirect(onward)


def drawn_before(request: HttpRequest, number: int, name: str) -> list[str]:
    """The small areas that a neighbourhood of this name has on the map."""
    inside = neighbourhoods(viewer=viewer_of(request), when=when_of(request), map_id=number)
    return [
        code
        for each in inside
        if each.name.casefold() == name.casefold()
        for _kind, code in each.parts
    ]


@posted_from("neighbourhood-map")
@for_recording
def act(request: HttpRequest, number: int) -> HttpResponse:
    """Erase a neighbourhood, move the map to another state, share it, or take it back."""
    form = form_of(request)
    by = person_of(request)
    if "erase" in request.POST:
        name = request.POST["erase"]
        form.act(lambda: acts.erase_neighbourhood(number, name=name, by=by), about="name")
    elif "state" in request.POST:
        to = request.POST["state"]
        form.act(lambda: acts.move_neighbourhood_map(number, to=to, by=by), about="state")
    elif "with" in request.POST:
        codes = form.codes("with", _("codes"), required=False)
        form.act(
            lambda: acts.share_neighbourhood_map(number, with_codes=codes, by=by), about="with"
        )
    elif "withdraw" in request.POST:
        acts.withdraw_neighbourhood_map(number, by=by)
        return go(request, "neighbourhood-maps")
    if form.problems:
        return show(request, number, form)
    return go(request, "neighbourhood-map", number)
