"""Which practices are neighbours: by where their patients live, or by where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from openpcn.engines.geography.registrations import Registration, patients_by_area
from openpcn.engines.geography.triangles import cell_edges
from openpcn.kernel.points import Point

Neighbours = dict[str, frozenset[str]]
"""Practice to its neighbours, both ways; a practice that is not in it has no known neighbours."""


@dataclass(frozen=True, kw_only=True)
class OverlapRule:
    """When a practice serves an area: it has some patients there, and they matter to one of both.

    Measured on a county of 133 practices and 609 areas: with 1% a practice in town has 27
    neighbours, that is nearly every other; with 10% one in twenty becomes an island. With 5% it has
    ten, and one practice stands apart, whose patients live everywhere.
    """

    fewest_patients: int = 10
    area_share: float = 0.05
    """Of all registered patients who live in the area."""
    list_share: float = 0.05
    """Of the practice's own patients whose area is known."""

    def __str__(self) -> str:
        return (
            "Two practices are neighbours where both serve one area: each has at least "
            f"{self.fewest_patients} patients there, who are {self.area_share:.0%} of the area's "
            f"registered patients or {self.list_share:.0%} of the practice's own. "
            "Practices at one location are neighbours."
        )


POINT_RULE = (
    "Two practices are neighbours where their cells meet: no third practice is nearer to the "
    "border between them. Practices at one location are neighbours of each other and of all that "
    "location's neighbours."
)


def neighbours_by_points(
    points: Mapping[str, Point], area_of: Mapping[str, str] | None = None
) -> Neighbours:
    """Neighbours by the Delaunay edges of the distinct locations, in metres.

    With `area_of`, each area has edges of its own and none cross; a practice without an area is
    left out. Practices at one location are neighbours of each other and of all that location's
    neighbours. Two locations are neighbours; locations on one line are neighbours along it.
    """
    by_area: dict[str, dict[str, Point]] = defaultdict(dict)
    for code, point in points.items():
        if area_of is None or code in area_of:
            by_area["" if area_of is None else area_of[code]][code] = point
    return {code: near for part in by_area.values() for code, near in _in_one_area(part).items()}


def neighbours_by_overlap(
    registrations: Iterable[Registration],
    *,
    points: Mapping[str, Point] | None = None,
    rule: OverlapRule | None = None,
) -> Neighbours:
    """Neighbours by where patients live (see OverlapRule), and by sharing a location.

    A practice of `points` that shares no area with another by this rule, or has no registrations
    by area, takes its neighbours by points, so that it is no island for want of figures.
    """
    serving = _areas_served(registrations, rule or OverlapRule())
    near: dict[str, set[str]] = defaultdict(set)
    for practices in serving.values():
        _join_all(near, practices)
    for together in _by_location(points or {}).values():
        _join_all(near, together)
    alone = [code for code in points or {} if not near.get(code)]
    by_points = neighbours_by_points(points or {}) if alone else {}
    for code in alone:
        for other in by_points[code]:
            _join_all(near, (code, other))
    known = {code for practices in serving.values() for code in practices} | set(points or {})
    return {code: frozenset(near[code]) for code in sorted(known)}


def neighbours_within(
    neighbours: Mapping[str, Collection[str]],
    area_of: Mapping[str, str],
    points: Mapping[str, Point],
) -> Neighbours:
    """Neighbours of the same area only; who has none left takes its neighbours by points there."""
    near: dict[str, set[str]] = {
        code: {other for other in neighbours.get(code, ()) if area_of.get(other) == area}
        for code, area in area_of.items()
    }
    by_points = neighbours_by_points(points, area_of)
    for code in [code for code in near if not near[code]]:
        for other in by_points.get(code, ()):
            _join_all(near, (code, other))
    return {code: frozenset(others) for code, others in near.items()}


def neighbours_of_groups(
    neighbours: Mapping[str, Collection[str]], group_of: Mapping[str, str]
) -> Neighbours:
    """Networks (or other groups) of which some practice neighbours one of the other."""
    near: dict[str, set[str]] = {group: set() for group in group_of.values()}
    for code, others in neighbours.items():
        for other in others:
            one, two = group_of.get(code), group_of.get(other)
            if one is not None and two is not None and one != two:
                _join_all(near, (one, two))
    return {group: frozenset(near[group]) for group in sorted(near)}


def _areas_served(registrations: Iterable[Registration], rule: OverlapRule) -> dict[str, list[str]]:
    by_area = patients_by_area(registrations)
    lists: dict[str, int] = defaultdict(int)
    for practices in by_area.values():
        for code, patients in practices.items():
            lists[code] += patients
    served = {}
    for area, practices in by_area.items():
        enough = rule.area_share * sum(practices.values())
        served[area] = [
            code
            for code, patients in practices.items()
            if patients >= rule.fewest_patients
            and patients >= min(enough, rule.list_share * lists[code])
        ]
    return served


def _in_one_area(points: Mapping[str, Point]) -> Neighbours:
    near: dict[str, set[str]] = {code: set() for code in points}
    together = _by_location(points)
    for practices in together.values():
        _join_all(near, practices)
    for one, other in cell_edges(together):
        for code in together[one]:
            near[code].update(together[other])
        for code in together[other]:
            near[code].update(together[one])
    return {code: frozenset(others) for code, others in near.items()}


def _by_location(points: Mapping[str, Point]) -> dict[Point, list[str]]:
    together: dict[Point, list[str]] = defaultdict(list)
    for code, point in points.items():
        together[point].append(code)
    return dict(together)


def _join_all(near: dict[str, set[str]], codes: Collection[str]) -> None:
    for one, other in combinations(codes, 2):
        near[one].add(other)
        near[other].add(one)
