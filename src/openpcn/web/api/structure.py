"""Systems, places, networks, practices and memberships on a day."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from openpcn.domains.registry.queries import structure as held
from openpcn.web.api import answers, verdicts
from openpcn.web.api.questions import (
    CODE,
    Compared,
    Dated,
    Listed,
    Placed,
    page_of,
    speaks_of,
)
from openpcn.workflows.facts.displayed import as_displayed
from openpcn.workflows.structure.comparing import compare_networks
from openpcn.workflows.structure.reading import show_network, show_practice
from openpcn.workflows.structure.tree import tree_of

router = Router(tags=["Structure"])
Code = Annotated[str, Path(pattern=CODE)]
TROUBLE = dict.fromkeys((400, 404, 409, 422), answers.Problem)


@router.get("systems", response={200: answers.Page[answers.SystemOut], **TROUBLE})
def list_systems(request: HttpRequest, asked: Query[Listed]) -> dict[str, Any]:
    """Every system with practices on the day, or those that `within` is or lies in."""
    when = asked.when
    systems = asked.systems_among(held.systems(when=when), when)
    named = as_displayed(systems, when=when)
    found = [one for one in named if speaks_of(asked.text, one.name, one.code)]
    return page_of(request, asked, when, found, answers.SystemOut.from_orm)


@router.get("places", response={200: answers.Page[answers.PlaceOut], **TROUBLE})
def list_places(request: HttpRequest, asked: Query[Listed]) -> dict[str, Any]:
    """The places of the systems asked about; sub-ICB locations where no places are held."""
    when = asked.when
    systems = asked.systems_among(held.systems(when=when), when)
    found = [
        one
        for system in systems
        for one in as_displayed(held.places(system.code, when=when), when=when)
        if speaks_of(asked.text, one.name, one.code)
    ]
    return page_of(request, asked, when, found, answers.PlaceOut.from_orm)


@router.get("networks", response={200: answers.Page[answers.NetworkOut], **TROUBLE})
def list_networks(request: HttpRequest, asked: Query[Listed]) -> dict[str, Any]:
    """Every network with members on the day, and its size."""
    when = asked.when
    found = [
        one
        for one in as_displayed(held.networks(when=when, within=asked.within), when=when)
        if speaks_of(asked.text, one.name, one.code)
    ]
    return page_of(request, asked, when, found, answers.NetworkOut.from_orm)


@router.get("networks/{code}", response={200: answers.NetworkShownOut, **TROUBLE})
def get_network(request: HttpRequest, code: Code, asked: Query[Dated]) -> Any:
    """One network: its practices, reasons and history."""
    return show_network(code, when=asked.when)


@router.get("practices", response={200: answers.Page[answers.PracticeOut], **TROUBLE})
def list_practices(request: HttpRequest, asked: Query[Listed]) -> dict[str, Any]:
    """Every practice open on the day, with its newest list."""
    when = asked.when
    found = [
        one
        for one in as_displayed(held.practices(when=when, within=asked.within), when=when)
        if speaks_of(asked.text, one.name, one.code, one.postcode)
    ]
    return page_of(request, asked, when, found, answers.PracticeOut.from_orm)


@router.get("practices/{code}", response={200: answers.PracticeShownOut, **TROUBLE})
def get_practice(request: HttpRequest, code: Code, asked: Query[Dated]) -> Any:
    """One practice: its network, lists and history."""
    return show_practice(code, when=asked.when)


@router.get("memberships", response={200: answers.Page[answers.MembershipOut], **TROUBLE})
def list_memberships(request: HttpRequest, asked: Query[Listed]) -> dict[str, Any]:
    """Every core membership on the day, with its days and where they come from."""
    when = asked.when
    found = [
        one
        for one in as_displayed(held.memberships(when=when, within=asked.within), when=when)
        if speaks_of(asked.text, one.practice_name, one.practice_code, one.network_name)
    ]
    return page_of(request, asked, when, found, answers.MembershipOut.from_orm)


@router.get("structure", response={200: answers.StructureOut, **TROUBLE})
def get_structure(request: HttpRequest, asked: Query[Placed]) -> Any:
    """Places, networks and practices in one tree."""
    when = asked.when
    return {
        "as_at": when.as_at,
        "as_known": when.as_known,
        "within": asked.within or "",
        "places": tree_of(when=when, within=asked.within),
    }


@router.get("changes", response={200: verdicts.ComparisonOut, **TROUBLE})
def get_changes(request: HttpRequest, asked: Query[Compared]) -> Any:
    """The difference between two days, explained practice by practice."""
    earlier, when = asked.days
    return compare_networks(
        earlier=earlier, later=when.as_at, within=asked.within, as_known=when.as_known
    )
