"""Judges a plan from the published rules alone; shares nothing with the planner or its review."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.forming.instances import Neighbours, Practice


@dataclass(frozen=True, kw_only=True)
class Band:
    """Registered patients of a network, both ends inside."""

    smallest: int = 30_000
    largest: int = 50_000

    def amiss(self, patients: int) -> int:
        """Patients short or over."""
        return max(self.smallest - patients, patients - self.largest, 0)


@dataclass(frozen=True, kw_only=True)
class Group:
    """One network of a plan."""

    name: str
    practices: tuple[Practice, ...]
    patients: int
    patient_km: float
    is_connected: bool
    crosses: bool

    @property
    def area(self) -> str:
        """The area of its first practice."""
        return self.practices[0].area


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a plan is worth."""

    groups: tuple[Group, ...]
    band: Band
    missing: tuple[str, ...]
    """Practices of the file that the plan leaves out."""
    unknown: tuple[str, ...]
    """Practices of the plan that the file does not have."""

    @property
    def patients(self) -> int:
        """In all networks."""
        return sum(group.patients for group in self.groups)

    @property
    def km(self) -> float:
        """Km per patient to the central practice of the network."""
        return sum(group.patient_km for group in self.groups) / max(1, self.patients)

    @property
    def out_of_band(self) -> list[Group]:
        """Networks below or above the band."""
        return [group for group in self.groups if self.band.amiss(group.patients)]

    @property
    def alone_above(self) -> list[Group]:
        """Networks of one practice that by itself is above the band."""
        most = self.band.largest
        return [g for g in self.out_of_band if len(g.practices) == 1 and g.patients > most]

    @property
    def misfits(self) -> int:
        """Networks out of band other than those."""
        return len(self.out_of_band) - len(self.alone_above)

    @property
    def apart(self) -> list[Group]:
        """Networks that are not connected."""
        return [group for group in self.groups if not group.is_connected]

    @property
    def crossing(self) -> list[Group]:
        """Networks in more than one area."""
        return [group for group in self.groups if group.crosses]

    @property
    def broken(self) -> list[str]:
        """The rules without exception that the plan breaks, in words."""
        words = [f"{code} is in no network" for code in self.missing]
        words += [f"{code} is not in the file" for code in self.unknown]
        words += [f"{group.name} is not connected" for group in self.apart]
        words += [f"{group.name} crosses areas" for group in self.crossing]
        return words

    @property
    def keeps_all_rules(self) -> bool:
        """Whole, connected, in areas, and in band but for practices above it that stand alone."""
        return not self.broken and not self.misfits

    def in_area(self, area: str) -> Judgement:
        """The part of the plan that lies in one area."""
        groups = tuple(group for group in self.groups if group.area == area)
        return Judgement(groups=groups, band=self.band, missing=(), unknown=())

    @property
    def patient_km(self) -> float:
        """Km of all patients together."""
        return sum(group.patient_km for group in self.groups)


def judge(
    practices: Sequence[Practice],
    network_of: Mapping[str, str],
    near: Neighbours,
    band: Band,
) -> Judgement:
    """Score a plan. A practice without a network (or with an empty one) is missing."""
    members: dict[str, list[Practice]] = defaultdict(list)
    for practice in practices:
        if network_of.get(practice.code):
            members[network_of[practice.code]].append(practice)
    known = {practice.code for practice in practices}
    return Judgement(
        groups=tuple(group_of(name, members[name], near) for name in sorted(members)),
        band=band,
        missing=tuple(sorted(code for code in known if not network_of.get(code))),
        unknown=tuple(sorted(set(network_of) - known)),
    )


def group_of(name: str, members: Sequence[Practice], near: Neighbours) -> Group:
    """One network, measured."""
    return Group(
        name=name,
        practices=tuple(members),
        patients=sum(practice.patients for practice in members),
        patient_km=min(sum(p.patients * p.km_to(hub) for p in members) for hub in members),
        is_connected=is_connected({practice.code for practice in members}, near),
        crosses=len({practice.area for practice in members}) > 1,
    )


def is_connected(codes: Collection[str], near: Neighbours) -> bool:
    """Whether one can get from each to each by way of neighbours among them."""
    left = set(codes)
    queue = [left.pop()]
    while queue:
        new = near[queue.pop()] & left
        left -= new
        queue += new
    return not left


def patients_moved(practices: Sequence[Practice], network_of: Mapping[str, str]) -> int:
    """Patients outside the one-to-one match of present and planned networks with most patients."""
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import coo_array

    both: Counter[tuple[str, str]] = Counter()
    for p in practices:
        if p.network:
            both[p.network, network_of[p.code]] += p.patients
    rows = {name: i for i, name in enumerate(sorted({old for old, _ in both}))}
    columns = {name: i for i, name in enumerate(sorted({new for _, new in both}))}
    table = coo_array(
        (
            list(both.values()),
            ([rows[old] for old, _ in both], [columns[new] for _, new in both]),
        ),
        shape=(len(rows), len(columns)),
    ).toarray()
    kept = table[linear_sum_assignment(table, maximize=True)].sum()
    return int(sum(both.values()) - kept)


def reason_holds(group: Group, everyone: Sequence[Practice], near: Neighbours, band: Band) -> str:
    """Why a network may be out of band, found here without the planner; empty where nothing is.

    A practice above the band that stands alone; or a practice that no connected set in band has.
    """
    if len(group.practices) == 1 and group.patients > band.largest:
        return "one practice above the band"
    patients = {p.code: p.patients for p in everyone if p.area == group.area}
    for practice in group.practices:
        if not has_home(practice.code, patients, near, band):
            return "a practice that no connected set in band has"
    return ""


def has_home(
    code: str, patients: Mapping[str, int], near: Neighbours, band: Band, *, steps: int = 300_000
) -> bool:
    """Whether some connected set with this practice is in band; True where it is not known."""
    waiting = [(frozenset({code}), frozenset({code}), patients[code])]
    while waiting:
        inside, seen, total = waiting.pop()
        if not band.amiss(total):
            return True
        steps -= 1
        if steps < 0:
            return True
        edge = {u for v in inside for u in near[v] if u in patients} - seen
        for u in sorted(edge):
            seen |= {u}
            if total + patients[u] <= band.largest:
                waiting.append((inside | {u}, seen, total + patients[u]))
    return False
