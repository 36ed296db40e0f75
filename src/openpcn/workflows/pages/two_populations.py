"""Who is registered and lives in an area beside who lives there, and which networks share it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.areas import changes
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.engines.geography.overlap import Part, overlap
from openpcn.kernel.when import When
from openpcn.workflows.land.catchments import Catchments

RESIDENTS = "census-2021-residents-by-age"


@dataclass(frozen=True, kw_only=True)
class AreaLine:
    """One area: who is registered and lives there, who lives there, and with which networks."""

    code: str
    name: str
    registered: int | None
    residents: int | None
    networks: tuple[Part, ...] = ()
    """Networks of the registered patients who live there, the most first."""


def lines_of(
    land: Catchments,
    belongs: Mapping[str, Mapping[str, str]],
    names: Mapping[str, str],
    when: When,
) -> dict[str, AreaLine]:
    """Both populations of each whole; `belongs` says by kind which whole a small area is in."""
    whole_of = translated(belongs, land.area_kind) if land.area_kind else {}
    network_of = {one.code: one.network_code for one in land.practices if one.network_code}
    both = overlap(land.registrations, network_of, whole_of)
    residents = _residents(translated(belongs, "lsoa21"), when)
    return {
        code: AreaLine(
            code=code,
            name=name,
            registered=sum(part.patients for part in parts) if parts else None,
            residents=residents.get(code),
            networks=parts,
        )
        for code, name in names.items()
        for parts in [both.who_registers_residents.get(code, ())]
    }


def translated(belongs: Mapping[str, Mapping[str, str]], kind: str) -> dict[str, str]:
    """Small areas of one kind to wholes, through the published change of areas where need be.

    An area that was split between two wholes belongs to neither.
    """
    if kind in belongs:
        return dict(belongs[kind])
    found: dict[str, set[str]] = defaultdict(set)
    for change in changes("lsoa11", "lsoa21"):
        old, new = change.old_code, change.new_code
        mine, other = (old, new) if kind == "lsoa11" else (new, old)
        held = belongs.get("lsoa21" if kind == "lsoa11" else "lsoa11", {})
        found[mine].add(held.get(other, ""))
    return {code: min(wholes) for code, wholes in found.items() if len(wholes) == 1 and min(wholes)}


def _residents(whole_of: Mapping[str, str], when: When) -> dict[str, int]:
    held = figures(RESIDENTS, subject_kind="lsoa21", subject_codes=list(whole_of), when=when)
    sums: dict[str, int] = defaultdict(int)
    for figure in held:
        sums[whole_of[figure.subject_code]] += int(figure.value or 0)
    return dict(sums)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What a network and a neighbourhood have in common, both ways."""

    neighbourhood: str
    patients: int
    of_network: float
    """Share of the network's patients who live in the neighbourhood."""
    of_neighbourhood: float
    """Share of the registered patients of the neighbourhood who are with the network."""


def shared_with(
    network: str, land: Catchments, *, when: When, viewer: Account | None
) -> tuple[Shared, ...]:
    """In which neighbourhoods that the viewer may see a network's patients live."""
    belongs: dict[str, dict[str, str]] = defaultdict(dict)
    names = {}
    for one in neighbourhoods(viewer=viewer, when=when):
        key = f"{one.map_id}/{one.code}"
        names[key] = one.name
        for kind, code in one.parts:
            belongs[kind][code] = key
    if not names:
        return ()
    members = {one.code for one in land.practices if one.network_code == network}
    whole = sum(row.patients for row in land.registrations if row.practice_code in members)
    lines = lines_of(land, belongs, names, when)
    found = [
        Shared(
            neighbourhood=line.name,
            patients=part.patients,
            of_network=part.patients / whole,
            of_neighbourhood=part.share,
        )
        for line in lines.values()
        for part in line.networks
        if part.code == network
    ]
    return tuple(sorted(found, key=lambda one: (-one.patients, one.neighbourhood)))
