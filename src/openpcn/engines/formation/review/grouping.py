"""A grouping made ready for questions: members, sizes, and what is wrong by how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from openpcn.engines.formation.review.facts import Brief, Practice
from openpcn.kernel.errors import NotRight
from openpcn.kernel.points import kilometres_between

Members = frozenset[str]


class Faults(NamedTuple):
    """By how much a network misses each rule; 0 where it keeps it."""

    below: float
    above: float
    systems: float
    places: float
    groups: float
    far: float

    def no_worse_than(self, before: Faults) -> bool:
        """Whether no rule is missed by more than before."""
        return all(now <= then for now, then in zip(self, before, strict=True))


NO_FAULTS = Faults(below=0, above=0, systems=0, places=0, groups=0, far=0)


class Grouping:
    """Practices in networks, as given; never changed."""

    def __init__(
        self, practices: Sequence[Practice], network_of: Mapping[str, str], brief: Brief
    ) -> None:
        """Index practices by code; a code that stands there twice is refused."""
        self.brief = brief
        self.practices = {practice.code: practice for practice in practices}
        if len(self.practices) < len(practices):
            raise NotRight(
                f"{_first_double(practices)} stands in the practices more than once.",
                next_step="Keep one row for each practice.",
            )
        self.network_of = {code: network_of[code] for code in self.practices if code in network_of}
        self.unknown = sorted(network_of.keys() - self.practices.keys())
        self.members = self._by_network()
        self.near = self._neighbours()
        self._faults: dict[Members, Faults] = {}

    def patients(self, members: Collection[str]) -> int:
        """Registered patients of some practices; a list that is not held counts as none."""
        return sum(self.practices[code].registered_patients or 0 for code in members)

    def is_held(self, code: str) -> bool:
        """Whether the practice's list is held."""
        return self.practices[code].registered_patients is not None

    def faults(self, members: Members) -> Faults:
        """What is wrong with a network of these members, and by how much."""
        if members not in self._faults:
            self._faults[members] = self._work_out(members) if members else NO_FAULTS
        return self._faults[members]

    def groups(self, members: Members) -> list[list[str]]:
        """The members in groups of neighbours, the group with most patients first.

        Members whose neighbours are not known are left out.
        """
        left = {code for code in members if code in self.near}
        found = []
        while left:
            group = {min(left)}
            edge = set(group)
            while edge:
                edge = {other for code in edge for other in self.near[code]} & left - group
                group |= edge
            left -= group
            found.append(sorted(group))
        return sorted(found, key=lambda group: (-self.patients(group), group))

    def centre(self, members: Members) -> tuple[str, dict[str, float]] | None:
        """The central practice (used for measuring) and every located member's km to it."""
        located = sorted(code for code in members if self.practices[code].point is not None)
        if not located:
            return None
        km = {code: {other: self.km(code, other) for other in located} for code in located}
        lists = {code: self.practices[code].registered_patients or 0 for code in located}
        centre = min(located, key=lambda c: (sum(lists[o] * km[c][o] for o in located), c))
        return centre, km[centre]

    def km(self, one: str, other: str) -> float:
        """The straight line times the detour factor; 0 where a point is not known."""
        here, there = self.practices[one].point, self.practices[other].point
        if here is None or there is None:
            return 0.0
        return kilometres_between(here, there) * self.brief.detour

    def _work_out(self, members: Members) -> Faults:
        patients = self.patients(members)
        known = [self.practices[code] for code in members]
        return Faults(
            below=max(0, self.brief.smallest - patients),
            above=max(0, patients - self.brief.largest) if len(members) > 1 else 0,
            systems=_more_than_one({practice.system for practice in known}),
            places=_more_than_one({practice.place for practice in known}),
            groups=max(0, len(self.groups(members)) - 1),
            far=self._beyond(members),
        )

    def _beyond(self, members: Members) -> float:
        limit = self.brief.farthest_practice_km
        found = self.centre(members) if limit is not None else None
        return max(0.0, max(found[1].values()) - limit) if found and limit is not None else 0.0

    def _neighbours(self) -> dict[str, frozenset[str]]:
        """Known neighbours among the practices, both ways whatever the brief says."""
        known = self.brief.neighbours.keys() & self.practices.keys()
        near: dict[str, set[str]] = {code: set() for code in known}
        for code in known:
            for other in self.brief.neighbours[code]:
                if other in known and other != code:
                    near[code].add(other)
                    near[other].add(code)
        return {code: frozenset(others) for code, others in near.items()}

    def _by_network(self) -> dict[str, Members]:
        members: dict[str, set[str]] = defaultdict(set)
        for code, network in self.network_of.items():
            members[network].add(code)
        return {network: frozenset(members[network]) for network in sorted(members)}


def _more_than_one(codes: set[str | None]) -> int:
    return max(0, len(codes - {None}) - 1)


def _first_double(practices: Sequence[Practice]) -> str:
    seen: set[str] = set()
    return next(p.code for p in practices if p.code in seen or seen.add(p.code))  # type: ignore[func-returns-value]
