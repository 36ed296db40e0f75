"""Whose posts a change of networks touches, as far as published workforce says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpcn.engines.formation.repairing import Move
from openpcn.workflows.planner.ground import Ground


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Full-time equivalents; None where nothing is held."""

    of_networks: float | None
    """Employed through networks of today that gain or lose a practice: to be agreed on."""
    networks: int
    """How many networks those are."""
    of_practices: float | None
    """Employed by practices that change network; they come with their practice."""


NOBODY = Staff(of_networks=None, networks=0, of_practices=None)


def staff_touched(ground: Ground, moves: Sequence[Move]) -> Staff:
    """Staff of the networks that gain or lose a practice, and of the practices that move."""
    today = set(ground.situation.today.values())
    touched = {code for move in moves for code in (move.from_network, move.to_network) if code}
    networks = touched & today
    moving = {move.practice for move in moves}
    held = ground.facts.staff_of
    return Staff(
        of_networks=sum(held.get(code, 0.0) for code in networks) if held else None,
        networks=len(networks),
        of_practices=sum(ground.practice_staff.get(code, 0.0) for code in moving)
        if ground.practice_staff
        else None,
    )
