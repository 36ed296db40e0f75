"""What a grouping of practices into networks amounts to: sizes, distance, change, spread, overlap.

Measuring judges nothing: what needs attention is for `review` to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from openpcn.engines.formation.review.facts import Brief, Practice
from openpcn.kernel.points import kilometres_between

Members = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Practices with today's networks, and what a change of networks is measured by."""

    practices: tuple[Practice, ...]
    today: Mapping[str, str]
    """Practice to its present network; a practice that is not in it is in none."""
    brief: Brief
    lives_in: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Practice to its patients by neighbourhood (or by what stands for one)."""
    deprived: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Practice to its patients in the most deprived fifth, and those of whom that is known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkMeasure:
    """One network of a grouping, measured."""

    network: str
    practices: tuple[str, ...]
    patients: int
    below: int
    """Patients missing to the smallest size; 0 where none are."""
    above: int
    """Patients over the largest size; 0 where none are."""
    central_practice: str | None
    """The member that minimises the distance: a point for measuring."""
    patient_km: float
    located: int
    """Patients of practices that have a point."""
    groups: int
    """Groups of practices that are not neighbours of each other; 1 where contiguous."""
    places: int
    systems: int
    deprived_share: float | None
    in_main_neighbourhood: int
    """Patients who live in the neighbourhood where most of the network's patients live."""
    in_neighbourhoods: int
    """Patients whose neighbourhood is known."""

    @property
    def km(self) -> float | None:
        """Kilometres per patient to the central practice."""
        return self.patient_km / self.located if self.located else None

    @property
    def is_inside(self) -> bool:
        """Whether its size is inside the band."""
        return not self.below and not self.above


@dataclass(frozen=True, kw_only=True)
class Measures:
    """A grouping, measured."""

    networks: tuple[NetworkMeasure, ...]
    patients: int
    unplaced: tuple[str, ...]
    inside: int
    """Networks inside the band."""
    mean_km: float | None
    tenth_km: float | None
    """The farthest tenth of the patients is at least this far from the central practice."""
    practices_moved: tuple[str, ...]
    patients_moved: int
    """Patients whose practice changes network; a practice that was in none does not count."""
    not_contiguous: int
    crossing_places: int
    crossing_systems: int
    deprived_lowest: float | None
    deprived_highest: float | None
    neighbourhood_share: float | None
    """Patients who live in their network's main neighbourhood, of those whose one is known."""

    def network(self, code: str) -> NetworkMeasure | None:
        """One of the networks; None where the grouping has none of that code."""
        return next((one for one in self.networks if one.network == code), None)


class Terrain:
    """The practices of a situation made ready: what any set of them amounts to as a network."""

    def __init__(self, situation: Situation) -> None:
        """Index the practices; answers about sets of them are kept."""
        self.situation, self.brief = situation, situation.brief
        self.practices = {one.code: one for one in situation.practices}
        self.lists = {code: one.registered_patients or 0 for code, one in self.practices.items()}
        self.near = _both_ways(situation.brief.neighbours, self.practices.keys())
        self._km: dict[tuple[str, str], float] = {}
        self._measured: dict[Members, NetworkMeasure] = {}

    def patients(self, members: Collection[str]) -> int:
        """Registered patients of some practices."""
        return sum(self.lists[code] for code in members)

    def measure(self, members: Members) -> NetworkMeasure:
        """What a network of these practices amounts to."""
        held = self._measured.get(members)
        if held is None:
            held = self._measured[members] = self._work_out(members)
        return held

    def groups(self, members: Members) -> int:
        """In how many groups of neighbours some practices fall; those without known ones aside."""
        left = {code for code in members if code in self.near}
        found = 0
        while left:
            edge = [left.pop()]
            while edge:
                reached = self.near[edge.pop()] & left
                left -= reached
                edge.extend(reached)
            found += 1
        return found

    def kilometres(self, one: str, other: str) -> float:
        """The straight line times the detour between two practices that have points."""
        key = (one, other) if one < other else (other, one)
        if key not in self._km:
            here, there = self.practices[one].point, self.practices[other].point
            straight = kilometres_between(here, there) if here and there else 0.0
            self._km[key] = straight * self.brief.detour
        return self._km[key]

    def central(self, members: Collection[str]) -> tuple[str, float] | None:
        """The central practice with all patients' kilometres to it; None where none has a point."""
        located = sorted(code for code in members if self.practices[code].point is not None)
        if not located:
            return None
        total = {
            centre: sum(self.lists[code] * self.kilometres(code, centre) for code in located)
            for centre in located
        }
        best = min(located, key=lambda code: (total[code], code))
        return best, total[best]

    def _work_out(self, members: Members) -> NetworkMeasure:
        patients = self.patients(members)
        found = self.central(members)
        known = [self.practices[code] for code in members]
        part, whole = self._deprived(members)
        main, everyone = self._main_neighbourhood(members)
        return NetworkMeasure(
            network="",
            practices=tuple(sorted(members)),
            patients=patients,
            below=max(0, self.brief.smallest - patients),
            above=max(0, patients - self.brief.largest) if len(members) > 1 else 0,
            central_practice=found[0] if found else None,
            patient_km=found[1] if found else 0.0,
            located=sum(self.lists[one.code] for one in known if one.point is not None),
            groups=self.groups(members),
            places=len({one.place for one in known} - {None}),
            systems=len({one.system for one in known} - {None}),
            deprived_share=part / whole if whole else None,
            in_main_neighbourhood=main,
            in_neighbourhoods=everyone,
        )

    def _deprived(self, members: Members) -> tuple[int, int]:
        held = [self.situation.deprived.get(code, (0, 0)) for code in members]
        return sum(part for part, _ in held), sum(whole for _, whole in held)

    def _main_neighbourhood(self, members: Members) -> tuple[int, int]:
        living: dict[str, int] = defaultdict(int)
        for code in members:
            for neighbourhood, patients in self.situation.lives_in.get(code, {}).items():
                living[neighbourhood] += patients
        return max(living.values(), default=0), sum(living.values())


def measure(
    situation: Situation, network_of: Mapping[str, str], *, terrain: Terrain | None = None
) -> Measures:
    """What a grouping of the practices of a situation amounts to.

    Networks that continue a present one bear its code (see `named_as_today`): a patient whose
    practice is under another code than today is counted as one whose practice changes network.
    """
    land = terrain or Terrain(situation)
    members = members_of(network_of, land.practices.keys())
    networks = tuple(_named(land.measure(codes), network) for network, codes in members.items())
    moved = tuple(
        code
        for code in sorted(land.practices)
        if code in situation.today and network_of.get(code) != situation.today[code]
    )
    located = sum(one.located for one in networks)
    deprived = [one.deprived_share for one in networks if one.deprived_share is not None]
    known = sum(one.in_neighbourhoods for one in networks)
    return Measures(
        networks=networks,
        patients=land.patients(land.practices),
        unplaced=tuple(sorted(land.practices.keys() - network_of.keys())),
        inside=sum(one.is_inside and not _is_large_single(one, land) for one in networks),
        mean_km=sum(one.patient_km for one in networks) / located if located else None,
        tenth_km=_tenth(land, networks),
        practices_moved=moved,
        patients_moved=land.patients(moved),
        not_contiguous=sum(one.groups > 1 for one in networks),
        crossing_places=sum(one.places > 1 for one in networks),
        crossing_systems=sum(one.systems > 1 for one in networks),
        deprived_lowest=min(deprived, default=None),
        deprived_highest=max(deprived, default=None),
        neighbourhood_share=sum(one.in_main_neighbourhood for one in networks) / known
        if known
        else None,
    )


def members_of(
    network_of: Mapping[str, str], practices: Collection[str] | None = None
) -> dict[str, Members]:
    """The members of every network, by network."""
    members: dict[str, set[str]] = defaultdict(set)
    for code, network in network_of.items():
        if practices is None or code in practices:
            members[network].add(code)
    return {network: frozenset(members[network]) for network in sorted(members)}


def named_as_today(
    groups: Sequence[Collection[str]], today: Mapping[str, str], patients_of: Mapping[str, int]
) -> dict[str, str]:
    """Practice to network: each group bears the code of the present network that it continues.

    Groups and present networks are matched one to one so that as few patients as possible have
    a practice that changes network; a group outside the match is new: NEW-1, NEW-2 and so on.
    """
    ordered = sorted((tuple(sorted(group)) for group in groups if group), key=lambda g: g[0])
    codes = sorted(set(today.values()))
    number = {code: at for at, code in enumerate(codes)}
    shared = np.zeros((len(ordered), len(codes)))
    for at, group in enumerate(ordered):
        for code in group:
            if code in today:
                shared[at, number[today[code]]] += patients_of.get(code, 0) + 1e-6
    rows, columns = linear_sum_assignment(shared, maximize=True)
    called = {int(r): codes[int(c)] for r, c in zip(rows, columns, strict=True) if shared[r, c] > 0}
    new = (f"NEW-{n}" for n in range(1, len(ordered) + 1))
    names = [called.get(at) or next(new) for at in range(len(ordered))]
    return {code: name for group, name in zip(ordered, names, strict=True) for code in group}


def _named(one: NetworkMeasure, network: str) -> NetworkMeasure:
    return replace(one, network=network)


def _is_large_single(one: NetworkMeasure, land: Terrain) -> bool:
    return len(one.practices) == 1 and one.patients > land.brief.largest


def _tenth(land: Terrain, networks: Sequence[NetworkMeasure]) -> float | None:
    """The distance within which nine tenths of the patients' practices are."""
    reached: list[tuple[float, int]] = []
    for one in networks:
        if one.central_practice is not None:
            reached += [
                (land.kilometres(code, one.central_practice), land.lists[code])
                for code in one.practices
                if land.practices[code].point is not None
            ]
    left = 0.9 * sum(patients for _, patients in reached)
    for km, patients in sorted(reached):
        left -= patients
        if left <= 0 and patients:
            return km
    return None


def _both_ways(
    neighbours: Mapping[str, Collection[str]], practices: Collection[str]
) -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {code: set() for code in neighbours if code in practices}
    for code in near:
        for other in neighbours[code]:
            if other in near and other != code:
                near[code].add(other)
                near[other].add(code)
    return {code: frozenset(others) for code, others in near.items()}
