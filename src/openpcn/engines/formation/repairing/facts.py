"""What a repair answers: options, each with its moves and what the map then amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openpcn.engines.formation.measuring import Measures, Situation, Terrain, measure
from openpcn.engines.formation.review import Finding, faults_in

NEW = "NEW-"
"""Codes of networks that are not there yet begin with this."""

Moves = tuple[tuple[str, str], ...]
"""Practices with the networks that they would join, by practice."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A practice that would change network."""

    practice: str
    patients: int
    from_network: str | None
    to_network: str


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way to change the map."""

    title: str
    """What speaks for it: Fewest patients change."""
    moves: tuple[Move, ...]
    network_of: Mapping[str, str]
    measures: Measures
    findings: tuple[Finding, ...]
    """What `review` says afterwards of the networks that would change."""


def after(network_of: Mapping[str, str], moves: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The map when the moves are made."""
    return {**network_of, **dict(moves)}


def option(
    title: str, moves: Moves, network_of: Mapping[str, str], situation: Situation, land: Terrain
) -> Option:
    """The moves with everything that follows from them."""
    then = after(network_of, moves)
    touched = {network_of.get(code) for code, _ in moves} | {to for _, to in moves}
    inside = {code for code, network in then.items() if network in touched}
    return Option(
        title=title,
        moves=tuple(
            Move(
                practice=code,
                patients=land.lists[code],
                from_network=network_of.get(code),
                to_network=to,
            )
            for code, to in moves
        ),
        network_of=then,
        measures=measure(situation, then, terrain=land),
        findings=faults_in(
            [one for one in situation.practices if one.code in inside],
            {code: network for code, network in then.items() if code in inside},
            situation.brief,
        ),
    )
