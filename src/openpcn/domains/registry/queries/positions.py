"""Where every practice stood on a day: its network, place, sub-ICB location, system and list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.asking import (
    Params,
    among,
    as_day,
    ask,
    known,
    times,
    true_on,
)
from openpcn.domains.registry.queries.details import dates_join, is_open
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """Our own ids of what a practice belonged to on the day, and its newest list."""

    practice: int
    network: int | None
    place: int | None
    sub_icb: int | None
    system: int | None
    patients: int | None
    list_on: date | None


WITHIN = {
    "practice": "o.id = %(within)s",
    "network": "m.object_id = %(within)s",
    "place": "pl.object_id = %(within)s",
    "sub_icb": "cb.object_id = %(within)s",
    "icb": "pi.object_id = %(within)s",
}


def positions(*, when: When, within: str | None = None) -> list[Position]:
    """Every practice open on the day, or those within one organisation."""
    params: Params = {}
    return positions_where(within_condition(within, params, when=when), params, when=when)


def positions_in_networks(networks: Collection[int], *, when: When) -> list[Position]:
    """The practices of some networks, wherever else they belong."""
    params: Params = {}
    return positions_where(f"m.object_id IN {among('n', networks, params)}", params, when=when)


def positions_where(condition: str, params: Params, *, when: When) -> list[Position]:
    """Positions that satisfy a condition on o, m (network), pl, cb (sub-ICB), pi (system).

    A practice of which every file has been withdrawn is nowhere.
    """
    rows = ask(
        f"""SELECT o.id, m.object_id, pl.object_id, cb.object_id, pi.object_id, l.patients, l."on"
        FROM registry_organisation o {structure_joins(when)} {list_join("o.id", "l", when)}
        {dates_join("o.id", "e", when)}
        WHERE o.kind = 'practice' AND {is_open("o.id", "e", when)} AND {condition}
          AND COALESCE(e.id, l.id, m.id, cb.id) IS NOT NULL
        ORDER BY o.id, m.starts_on DESC, cb.starts_on DESC, pi.starts_on DESC, pl.starts_on DESC""",
        params | times(when),
    )
    held: dict[int, Position] = {}
    for practice, network, place, sub_icb, system, patients, on in rows:
        if practice not in held:
            held[practice] = Position(
                practice=practice,
                network=network,
                place=place,
                sub_icb=sub_icb,
                system=system,
                patients=patients,
                list_on=as_day(on),
            )
    return list(held.values())


def structure_joins(when: When) -> str:
    """Joins from a practice o to its network m, place pl, sub-ICB location cb and system pi."""

    def link(alias: str, subject: str, role: str, kind: str) -> str:
        return (
            f"LEFT JOIN registry_relationship {alias} ON {alias}.subject_id = {subject}"
            f" AND {alias}.role = '{role}' AND {known(alias, when)} AND {true_on(alias)}"
            + (
                f" AND {alias}.object_id IN"
                f" (SELECT id FROM registry_organisation WHERE kind = '{kind}')"
                if kind
                else ""
            )
        )

    return "\n".join(
        (
            link("m", "o.id", "core_member_of", ""),
            link("pl", "o.id", "part_of", "place"),
            link("cb", "o.id", "commissioned_by", ""),
            link("pi", "cb.object_id", "part_of", ""),
        )
    )


def list_join(practice: str, alias: str, when: When) -> str:
    """Join a practice's newest list not after the day and not over 12 months older."""
    return f"""LEFT JOIN registry_registeredlist {alias} ON {alias}.practice_id = {practice}
        AND {alias}.breakdown = 'total' AND {known(alias, when)} AND {alias}."on" = (
            SELECT MAX(v."on") FROM registry_registeredlist v WHERE v.practice_id = {practice}
            AND v.breakdown = 'total' AND {known("v", when)}
            AND v."on" <= %(day)s AND v."on" >= %(year_before)s)"""


def within_condition(code: str | None, params: Params, *, when: When) -> str:
    """The condition that a practice lies within the organisation of a code."""
    if code is None:
        return "1 = 1"
    whole = get_organisation(code, when=when)
    params["within"] = whole.id
    if whole.kind in WITHIN:
        return WITHIN[whole.kind]
    if whole.kind == "region":
        return f"""pi.object_id IN (SELECT up.subject_id FROM registry_relationship up
            WHERE up.object_id = %(within)s AND up.role = 'part_of'
            AND {known("up", when)} AND {true_on("up")})"""
    raise NotPossible(
        f"{whole.name} ({whole.code}) is no part of the structure that practices are counted in.",
        next_step="Name a network, a place, a sub-ICB location, an ICB or a region.",
    )


def systems_with_places(*, when: When) -> set[int]:
    """Systems in which places are held; elsewhere the sub-ICB locations stand in for them."""
    rows = ask(
        f"""SELECT DISTINCT pi.object_id FROM registry_relationship pl
        JOIN registry_organisation p ON p.id = pl.object_id AND p.kind = 'place'
        JOIN registry_relationship cb ON cb.subject_id = pl.subject_id
            AND cb.role = 'commissioned_by' AND {known("cb", when)} AND {true_on("cb")}
        JOIN registry_relationship pi ON pi.subject_id = cb.object_id
            AND pi.role = 'part_of' AND {known("pi", when)} AND {true_on("pi")}
        WHERE pl.role = 'part_of' AND {known("pl", when)} AND {true_on("pl")}""",
        times(when),
    )
    return {system for (system,) in rows}


def place_of(position: Position, with_places: Collection[int]) -> int | None:
    """A practice's place: its own, or its sub-ICB location where its system has no places."""
    if position.place is not None or position.system in with_places:
        return position.place
    return position.sub_icb


def most_of(pairs: Iterable[tuple[int | None, int | None]]) -> int | None:
    """Of (where, patients), where most patients are; more practices decide ties."""
    weight: dict[int, tuple[int, int]] = {}
    for where, patients in pairs:
        if where is not None:
            total, number = weight.get(where, (0, 0))
            weight[where] = (total + (patients or 0), number + 1)
    return max(weight, key=lambda where: (*weight[where], -where), default=None)
