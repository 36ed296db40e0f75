"""The land of a system under another grouping of its practices: a plan, or a future."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from openpcn.domains.registry.queries.drafts import FutureAnswer
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.engines.geography.catchments import catchments, network_of_area
from openpcn.engines.geography.colours import colours
from openpcn.engines.geography.outlines import outlines, touching
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.names import as_written
from openpcn.kernel.new_networks import is_new_network, new_network_name
from openpcn.kernel.when import When, in_words
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.catchments import Catchments, NetworkOnLand, catchments_of
from openpcn.workflows.maps.drawing import Link, MapPicture, as_it_is, drawn, system_of
from openpcn.workflows.maps.facts import facts_of


def network_of_practice(land: Catchments) -> dict[str, str]:
    """Today's network of every practice on the land."""
    return {one.code: one.network_code for one in land.practices if one.network_code}


def regrouped(
    land: Catchments, network_of: Mapping[str, str], *, names: Mapping[str, str]
) -> Catchments:
    """The same land with practices in other networks; `names` has those that are not held."""
    practices = tuple(
        replace(
            one,
            network_code=network_of.get(one.code),
            network_name=_name(land, names, network_of.get(one.code, "")),
        )
        for one in land.practices
    )
    owner = owners(land, network_of)
    inputs = (land.system, land.area_kind, sorted(owner.items()), stamp())
    shapes = kept("regrouped", inputs, lambda: outlines(land.polygons, owner))
    return replace(
        land,
        practices=practices,
        owner=owner,
        drawn=shapes,
        fills=colours(touching(shapes), previous=land.fills),
        networks=_networks(land, network_of, names),
    )


def owners(land: Catchments, network_of: Mapping[str, str]) -> dict[str, str]:
    """Small area to network under a grouping; practices outside the system stay as they are."""
    if land.basis != "areas":
        return {code: network_of[code] for code in land.polygons if code in network_of}
    next_door = {
        area: network
        for area, network in land.owner.items()
        if network in land.networks and not land.networks[network].is_inside
    }
    found = network_of_area(catchments(land.registrations, network_of))
    return found | next_door


def _networks(
    land: Catchments, network_of: Mapping[str, str], names: Mapping[str, str]
) -> dict[str, NetworkOnLand]:
    patients: dict[str, int] = {}
    for one in land.practices:
        if network := network_of.get(one.code):
            patients[network] = patients.get(network, 0) + (one.patients or 0)
    next_door = {code: one for code, one in land.networks.items() if not one.is_inside}
    ours = {
        code: NetworkOnLand(
            code=code, name=_name(land, names, code), patients=count, is_inside=True
        )
        for code, count in patients.items()
    }
    return {**next_door, **ours}


def _name(land: Catchments, names: Mapping[str, str], code: str) -> str:
    held = land.networks.get(code)
    return held.name if held else names.get(code) or new_network_name(code) or code


def map_of_grouping(
    within: str,
    network_of: Mapping[str, str],
    *,
    title: str,
    names: Mapping[str, str],
    when: When,
    link: Link = as_it_is,
) -> MapPicture:
    """The large map of a system or place under a grouping; practices that move are ringed."""
    organisation, land = _where(within, when)
    today = network_of_practice(land)
    moves = today.items() ^ {code: n for code, n in network_of.items() if n}.items()
    changed = {code for code, _network in moves}
    then = regrouped(land, network_of, names=names)
    facts, _words = facts_of(organisation, then, title, (), link)
    if facts is None:
        raise NotPossible(
            f"No practice of {as_written(organisation.name)} has a known place.",
            next_step="Load coordinates of practices, then look again.",
        )
    ringed = replace(
        facts,
        areas=tuple(replace(a, href="") if is_new_network(a.code) else a for a in facts.areas),
        practices=tuple(replace(one, changed=one.code in changed) for one in facts.practices),
    )
    return drawn(ringed, name=f"map-then-{organisation.code}", land=then)


def map_of_future(future: FutureAnswer, *, when: When, link: Link = as_it_is) -> MapPicture:
    """The map that a future would make of today's."""
    _organisation, land = _where(future.within_code, when)
    after = network_of_practice(land)
    names = {}
    for change in future.changes:
        after.pop(change.practice_code, None)
        if change.network_code:
            after[change.practice_code] = change.network_code
            names[change.network_code] = change.network_name or ""
    return map_of_grouping(
        future.within_code,
        after,
        title=f"{future.title}, if adopted, from {in_words(future.effective_on)}",
        names=names,
        when=when,
        link=link,
    )


def _where(within: str, when: When) -> tuple[OrganisationAnswer, Catchments]:
    organisation = get_organisation(within, when=when)
    system = system_of(organisation, when=when)
    if system is None:
        raise NotPossible(
            f"{as_written(organisation.name)} lies in no system on {in_words(when.as_at)}.",
            next_step="Choose another day.",
        )
    return organisation, catchments_of(system.code, when=when)
