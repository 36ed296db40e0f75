"""The key facts of a system and of everything in it, each with its period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.drafts import neighbourhood_maps
from openpcn.domains.registry.queries.lists import ListAnswer, lists_over_time, patients_by_age
from openpcn.domains.registry.queries.points import points_of
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.domains.registry.queries.structure import (
    NetworkAnswer,
    PracticeAnswer,
    networks,
    practices,
    with_rationale,
)
from openpcn.engines.geography.distances import Travel, patients_distances
from openpcn.engines.geography.neighbours import (
    POINT_RULE,
    OverlapRule,
    neighbours_by_overlap,
    neighbours_by_points,
)
from openpcn.kernel.points import Point
from openpcn.kernel.when import When
from openpcn.workflows.facts.place_names import place_names
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.centres import centres_of
from openpcn.workflows.land.residence import (
    Residence,
    Share,
    residence_of,
    together,
    years_before,
)

OLD = 65
STAFF = "network-workforce-fte"
NEARLY_ALL = 0.98
ENOUGH = 0.8


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What takes a while to find out about the practices of one system on a day."""

    aged: Mapping[str, Share]
    aged_on: date | None
    residence: Residence
    km_by_practice: Mapping[str, Travel | None]
    km_by_network: Mapping[str, Travel | None]
    km_by_place: Mapping[str, Travel | None]
    points: Mapping[str, Point]
    neighbours: Mapping[str, frozenset[str]]
    neighbour_rule: str
    place_names: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How many of the patients of some practices the registrations by area tell of."""

    held: int
    patients: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.held / self.patients

    @property
    def is_nearly_all(self) -> bool:
        """Whether nothing needs to be said of those who are missing."""
        return self.share >= NEARLY_ALL

    @property
    def is_certain(self) -> bool:
        """Whether neighbours and catchments can be judged by those who are held."""
        return self.share >= ENOUGH


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The key facts of one group of practices."""

    practices: int
    patients: int | None
    list_on: date | None
    without_list: int
    aged: Share | None
    deprived: Share | None
    distance: Travel | None
    staff: float | None


@dataclass(frozen=True, kw_only=True)
class SystemFacts:
    """The practices of a system, what is known of each, and sums for any group of them."""

    code: str
    when: When
    practices: tuple[PracticeAnswer, ...]
    networks: tuple[NetworkAnswer, ...]
    """Those at home in the system."""
    lists: Mapping[str, list[ListAnswer]]
    """Every list of each practice, the oldest first."""
    ground: Ground
    staff_of: Mapping[str, float]
    """Full-time equivalent by network."""
    staff_on: date | None

    @property
    def network_of(self) -> dict[str, str]:
        """The network of each practice that is in one."""
        return {one.code: one.network_code for one in self.practices if one.network_code}

    @property
    def residence_is_older(self) -> bool:
        """Whether registrations by area are too old to be a figure for the day."""
        on = self.ground.residence.on
        return on is None or on < years_before(self.when, 1).as_at

    def of(
        self,
        members: Sequence[PracticeAnswer],
        *,
        distance: Travel | None,
        networks: Collection[str] = (),
    ) -> Facts:
        """The facts of some of the practices."""
        codes = [one.code for one in members]
        staff = [self.staff_of[code] for code in networks if code in self.staff_of]
        lists = [one.patients for one in members if one.patients is not None]
        deprived = self.ground.residence.deprived
        return Facts(
            practices=len(members),
            patients=sum(lists) if lists else None,
            list_on=max((one.list_on for one in members if one.list_on), default=None),
            without_list=len(members) - len(lists),
            aged=together(self.ground.aged[c] for c in codes if c in self.ground.aged),
            deprived=together(deprived[c] for c in codes if c in deprived),
            distance=distance,
            staff=sum(staff) if staff else None,
        )

    def of_all(self) -> Facts:
        """The facts of the system."""
        networks = set(self.network_of.values())
        return self.of(self.practices, distance=self.overall_km(networks), networks=networks)

    def of_place(self, code: str) -> Facts:
        """The facts of one of its places."""
        members = [one for one in self.practices if one.place_code == code]
        home = {network for network, place in self.homes().items() if place == code}
        return self.of(members, distance=self.ground.km_by_place.get(code), networks=home)

    def of_network(self, code: str, members: Sequence[PracticeAnswer]) -> Facts:
        """The facts of a network; some of its members may belong to another system."""
        return self.of(members, distance=self.ground.km_by_network.get(code), networks=(code,))

    def of_practice(self, practice: PracticeAnswer) -> Facts:
        """The facts of one practice."""
        return self.of([practice], distance=self.ground.km_by_practice.get(practice.code))

    def coverage(self, members: Sequence[PracticeAnswer]) -> Coverage | None:
        """For how many patients of some practices it is held where they live; None of none.

        A practice counts with its list now at most: those who have left it since are nobody's.
        """
        held = self.ground.residence.counted
        lists = {one.code: one.patients for one in members if one.patients}
        if not held or not lists:
            return None
        return Coverage(
            held=sum(min(held.get(code, 0), patients) for code, patients in lists.items()),
            patients=sum(lists.values()),
        )

    def homes(self) -> dict[str, str]:
        """The place of each network: the one with most of its patients."""
        weight: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for one in self.practices:
            if one.network_code and one.place_code:
                weight[one.network_code][one.place_code] += (one.patients or 0) + 1
        return {net: max(places, key=lambda p: (places[p], p)) for net, places in weight.items()}

    def overall_km(self, networks: Collection[str]) -> Travel | None:
        """The mean over all patients of some networks."""
        held = [t for n in networks if (t := self.ground.km_by_network.get(n)) is not None]
        known = sum(one.patients for one in held)
        if not known:
            return None
        return Travel(
            mean_km=sum(one.mean_km * one.patients for one in held) / known,
            one_in_ten_over_km=max(one.one_in_ten_over_km for one in held),
            patients=known,
            not_known=sum(one.not_known for one in held),
        )

    def middle_km(self) -> float | None:
        """The mean distance of the network in the middle."""
        held = [one.mean_km for one in self.ground.km_by_network.values() if one is not None]
        return median(held) if held else None


def system_facts(system: str, *, when: When) -> SystemFacts:
    """All that the pages of a system are made from, kept until the registry changes."""
    return kept("system", inputs_of(system, when=when), lambda: gather(system, when=when))


def inputs_of(system: str, *, when: When) -> object:
    """What derived answers about a system are made from."""
    published = sorted(one.id for one in neighbourhood_maps(None, when=when))
    return system, when, stamp(), published, sorted(with_rationale(when=when))


def gather(system: str, *, when: When) -> SystemFacts:
    """Ask for everything once."""
    members = tuple(practices(when=when, within=system))
    codes = sorted({one.network_code for one in members if one.network_code})
    staff = figures(STAFF, subject_kind="network", subject_codes=codes, when=when)
    staff_of: dict[str, float] = defaultdict(float)
    for one in staff:
        staff_of[one.subject_code] += one.value or 0
    return SystemFacts(
        code=system,
        when=when,
        practices=members,
        networks=tuple(networks(when=when, within=system)),
        lists=lists_over_time([one.code for one in members], as_known=when.as_known),
        ground=survey(system, members, when),
        staff_of=dict(staff_of),
        staff_on=max((one.ends_on for one in staff), default=None),
    )


def survey(system: str, members: tuple[PracticeAnswer, ...], when: When) -> Ground:
    """Ages, homes and distances of the patients of some practices."""
    codes = [one.code for one in members]
    aged, aged_on = aged_shares(codes, when=when)
    residence = residence_of(system, when=when)
    points = {
        code: Point(easting=at.easting, northing=at.northing)
        for code, at in points_of(codes, when=when).items()
    }
    return Ground(
        aged=aged,
        aged_on=aged_on,
        residence=replace(residence, rows=()),
        km_by_practice=travel(residence, {code: code for code in codes}, points),
        km_by_network=travel(
            residence, {one.code: one.network_code for one in members if one.network_code}, points
        ),
        km_by_place=travel(
            residence, {one.code: one.place_code for one in members if one.place_code}, points
        ),
        points=points,
        neighbours=neighbours_by_overlap(residence.rows, points=points)
        if residence.rows
        else neighbours_by_points(points),
        neighbour_rule=str(OverlapRule()) if residence.rows else POINT_RULE,
        place_names=place_names(
            {one.place_code: one.place_name or "" for one in members if one.place_code}, when=when
        ),
    )


def aged_shares(codes: list[str], *, when: When) -> tuple[dict[str, Share], date | None]:
    """By practice: patients aged 65 or over, of all whose age is held."""
    old: dict[str, int] = defaultdict(int)
    everyone: dict[str, int] = defaultdict(int)
    on: date | None = None
    for row in patients_by_age(codes, when=when):
        everyone[row.practice_code] += row.patients
        old[row.practice_code] += row.patients if row.age_from >= OLD else 0
        on = row.on if on is None else max(on, row.on)
    return {code: Share(part=old[code], whole=everyone[code]) for code in everyone}, on


def travel(
    residence: Residence, group_of: Mapping[str, str], points: Mapping[str, Point]
) -> dict[str, Travel | None]:
    """By group of practices: how far its patients live from its nearest practice."""
    if not residence.rows:
        return {}
    centres = centres_of(residence.area_kind)
    return patients_distances(residence.rows, group_of, centroids=centres, points=points)
