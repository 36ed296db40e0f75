"""Mend misfits changing the fewest practices: up to three good options that differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from openpcn.engines.formation.measuring import Members, Situation, Terrain, members_of
from openpcn.engines.formation.repairing.facts import Moves, Option, option
from openpcn.engines.formation.repairing.searching import Search

STEPS = 3
OPTIONS = 3
MORE_PRACTICES = 2
"""An option with this many practices more than the smallest is still offered."""


@dataclass(frozen=True, kw_only=True)
class Mended:
    """The options, and whether every change of so few steps was looked at."""

    options: tuple[Option, ...]
    steps: int
    is_complete: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Worth:
    """What a change is ranked by."""

    moves: Moves
    practices: int
    patients: int
    patient_km: float
    """Of the networks touched, now less before."""
    outside: int
    """Networks outside the band, now less before."""
    apart: int
    """Groups and borders crossed, now less before."""
    at_home: int
    """Patients in their network's main neighbourhood, now less before."""


RANKED: tuple[tuple[str, Callable[[Worth], tuple[float, ...]]], ...] = (
    ("Fewest practices change", lambda w: (w.practices, w.patients, w.patient_km)),
    ("Shortest distance", lambda w: (w.patient_km, w.practices)),
    ("More networks inside", lambda w: (w.outside, w.patients, w.patient_km)),
    ("Fewest patients change", lambda w: (w.patients, w.practices, w.patient_km)),
    ("Networks in fewer pieces", lambda w: (w.apart, w.patients, w.patient_km)),
    ("Closest to neighbourhoods", lambda w: (-w.at_home, w.patients, w.patient_km)),
    ("Next fewest practices", lambda w: (w.practices, w.patients, w.patient_km)),
    ("Next shortest distance", lambda w: (w.patient_km, w.practices)),
)
"""What can speak for an option, in the order in which they are offered."""


def outside_band(situation: Situation, network_of: Mapping[str, str]) -> tuple[str, ...]:
    """The networks outside the band, a single practice above it aside: it cannot be divided."""
    land = Terrain(situation)
    members = members_of(network_of, land.practices.keys())
    return tuple(code for code, held in members.items() if not land.measure(held).is_inside)


def mend(
    situation: Situation,
    network_of: Mapping[str, str],
    *,
    targets: Collection[str],
    stays: Collection[str] = (),
    steps: int = STEPS,
) -> Mended:
    """Options that bring the targets inside the band and make no other network worse.

    Changes of one step are looked at first, then of two, up to `steps`; where some mend, one more
    step is allowed for the sake of other options, and no more.
    """
    land = Terrain(situation)
    search = Search(land, network_of, targets=targets, stays=stays)
    changes: tuple[Moves, ...] = ()
    complete, took = True, steps
    for allowed in range(1, steps + 1):
        had = bool(changes)
        found = search.within(allowed)
        changes, complete, took = found.changes or changes, found.is_complete, allowed
        if had or not complete:
            break
    most = min(map(len, changes), default=0) + MORE_PRACTICES
    chosen = choose([worth(land, network_of, moves) for moves in changes if len(moves) <= most])
    return Mended(
        options=tuple(option(title, w.moves, network_of, situation, land) for title, w in chosen),
        steps=took,
        is_complete=complete,
    )


def mend_in_turn(
    situation: Situation, network_of: Mapping[str, str], *, targets: Collection[str]
) -> Mended:
    """Options for many misfits: one network is mended after the other, as far as that goes.

    Each option keeps to one measure all the way; it is good, and nothing is claimed about the
    best there is. A network that no small change mends stays as it is.
    """
    land = Terrain(situation)
    found: dict[Moves, Option] = {}
    for title, rank in IN_TURN:
        now = dict(network_of)
        for target in sorted(targets, key=lambda code: _amiss(land, network_of, code)):
            options = mend(situation, now, targets=[target]).options
            if options and not land.measure(members_of(now).get(target, frozenset())).is_inside:
                now = dict(min(options, key=rank).network_of)
        moves = tuple(sorted((c, n) for c, n in now.items() if network_of.get(c) != n))
        if moves and moves not in found:
            found[moves] = option(title, moves, network_of, situation, land)
    return Mended(options=tuple(found.values()), steps=STEPS, is_complete=False)


IN_TURN: tuple[tuple[str, Callable[[Option], tuple[float, ...]]], ...] = (
    ("Fewest patients change", lambda o: (o.measures.patients_moved, len(o.moves))),
    ("Shortest distance", lambda o: (o.measures.mean_km or 0.0, len(o.moves))),
    ("More networks inside", lambda o: (-o.measures.inside, o.measures.patients_moved)),
)
"""What an option keeps to when many networks are mended one after the other."""


def _amiss(land: Terrain, network_of: Mapping[str, str], code: str) -> tuple[int, str]:
    one = land.measure(members_of(network_of).get(code, frozenset()))
    return one.below + one.above, code


def choose(worths: Sequence[Worth]) -> list[tuple[str, Worth]]:
    """The first of each ranking until there are three; the same change only once."""
    chosen: list[tuple[str, Worth]] = []
    for title, key in RANKED:
        left = [w for w in worths if not any(_is_within(held.moves, w.moves) for _, held in chosen)]
        if not left or len(chosen) == OPTIONS:
            break
        best = min(left, key=lambda w: (*key(w), w.moves))
        if not title.startswith("Next") and min(map(key, worths)) < key(best):
            continue
        chosen.append((title, best))
    return chosen


def worth(land: Terrain, network_of: Mapping[str, str], moves: Moves) -> Worth:
    """What a change is ranked by."""
    before, then = touched(network_of, moves)
    was = [land.measure(members) for members in before if members]
    now = [land.measure(members) for members in then if members]
    return Worth(
        moves=moves,
        practices=len(moves),
        patients=land.patients([code for code, _ in moves]),
        patient_km=sum(one.patient_km for one in now) - sum(one.patient_km for one in was),
        outside=sum(not one.is_inside for one in now) - sum(not one.is_inside for one in was),
        apart=sum(one.groups + one.places for one in now)
        - sum(one.groups + one.places for one in was),
        at_home=sum(one.in_main_neighbourhood for one in now)
        - sum(one.in_main_neighbourhood for one in was),
    )


def touched(
    network_of: Mapping[str, str], moves: Moves
) -> tuple[tuple[Members, ...], tuple[Members, ...]]:
    """The members of the networks that a change touches, before and after."""
    codes = sorted({network_of.get(code, "") for code, _ in moves} | {to for _, to in moves})
    then = {**network_of, **dict(moves)}
    before = tuple(frozenset(c for c, n in network_of.items() if n == code) for code in codes)
    after = tuple(frozenset(c for c, n in then.items() if n == code) for code in codes)
    return before, after


def _is_within(small: Moves, large: Moves) -> bool:
    return set(small) <= set(large)
