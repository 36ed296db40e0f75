"""The smallest change is as small as trying every change would find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise, product
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.formation.review import Brief, Finding, Practice, review
from openpcn.engines.formation.review.judge import FAULTS
from openpcn.kernel.points import Point

NEW = "a new one"
Map = dict[str, str]

FAULT_NUMBER = {
    "below_smallest": 0,
    "above_largest": 1,
    "crosses_system": 2,
    "crosses_place": 3,
    "not_contiguous": 4,
    "practice_far": 5,
}


def faults(practices: Mapping[str, Practice], members: set[str], brief: Brief) -> list[float]:
    """What is wrong with a network, worked out the plain way."""
    if not members:
        return [0.0] * 6
    some = [practices[code] for code in members]
    size = sum(p.registered_patients or 0 for p in some)
    return [
        max(0, brief.smallest - size),
        max(0, size - brief.largest) if len(some) > 1 else 0,
        max(0, len({p.system for p in some if p.system}) - 1),
        max(0, len({p.place for p in some if p.place}) - 1),
        max(0, count_groups(members, brief) - 1),
        too_far(some, brief),
    ]


def count_groups(members: set[str], brief: Brief) -> int:
    group = {code: code for code in members if code in brief.neighbours}
    for _ in group:
        for one, two in product(group, group):
            if two in brief.neighbours[one]:
                group[one] = group[two] = min(group[one], group[two])
    return len(set(group.values()))


def too_far(some: list[Practice], brief: Brief) -> float:
    located = [p for p in some if p.point]
    if brief.farthest_practice_km is None or not located:
        return 0

    def km(one: Practice, two: Practice) -> float:
        assert one.point is not None
        assert two.point is not None
        east = one.point.easting - two.point.easting
        return hypot(east, one.point.northing - two.point.northing) / 1000 * brief.detour

    def total(hub: Practice) -> float:
        return sum((p.registered_patients or 0) * km(p, hub) for p in located)

    hub = min(located, key=lambda h: (total(h), h.code))
    return max(0, max(km(p, hub) for p in located) - brief.farthest_practice_km)


def every_change(practices: Mapping[str, Practice], network_of: Map, steps: int) -> Iterator[Map]:
    homes = [*sorted(set(network_of.values())), NEW]
    for movers in combinations(sorted(practices), steps):
        for to in product(homes, repeat=steps):
            change = dict(zip(movers, to, strict=True))
            if all(network_of.get(code) != home for code, home in change.items()):
                yield change


def mends(
    practices: Mapping[str, Practice], network_of: Map, brief: Brief, finding: Finding, change: Map
) -> bool:
    after = network_of | change
    for network in {*network_of.values(), NEW}:
        members = {code for code, home in after.items() if home == network}
        was = {code for code, home in network_of.items() if home == network}
        now, before = faults(practices, members, brief), faults(practices, was, brief)
        if any(n > b for n, b in zip(now, before, strict=True)):
            return False
        if network == finding.network and now[FAULT_NUMBER[finding.code]]:
            return False
    for code, home in change.items():
        others = {other for other, net in after.items() if net == home} - {code}
        stayed = others - set(change)
        joins = bool(others & set(brief.neighbours.get(code, ()))) and any(
            stayed & set(brief.neighbours.get(mover, ()))
            for mover in change
            if change[mover] == home
        )
        if code not in brief.neighbours or not (joins or home == NEW):
            return False
    return True


def fewest_patients(
    practices: Mapping[str, Practice], network_of: Map, brief: Brief, finding: Finding
) -> tuple[int, int] | None:
    for steps in (1, 2):
        found = [
            sum(practices[code].registered_patients or 0 for code in change)
            for change in every_change(practices, network_of, steps)
            if mends(practices, network_of, brief, finding, change)
        ]
        if found:
            return steps, min(found)
    return None


@st.composite
def small_maps(draw: st.DrawFn) -> tuple[list[Practice], Map, Brief]:
    count = draw(st.integers(2, 6))
    codes = "abcdef"[:count]
    practices = [
        Practice(
            code=code,
            name=code,
            registered_patients=draw(st.integers(1, 40)),
            point=draw(
                st.builds(lambda x: Point(easting=x * 1000, northing=0), st.integers(0, 9))
                | st.none()
            ),
            place=draw(st.sampled_from(["P1", "P1", "P1", "P2", None])),
            system=draw(st.sampled_from(["S1", "S1", "S1", "S1", "S2"])),
        )
        for code in codes
    ]
    network_of = {
        code: network
        for code in codes
        if (network := draw(st.sampled_from(["N1", "N1", "N2", "N2", "N3", None])))
    }
    near: dict[str, set[str]] = {code: set() for code in codes if draw(st.integers(0, 9)) < 9}
    for one, two in combinations(near, 2):
        if draw(st.booleans()):
            near[one].add(two)
            near[two].add(one)
    limit = draw(st.sampled_from([None, 3.0]))
    brief = Brief(smallest=30, largest=50, neighbours=near, farthest_practice_km=limit)
    return practices, network_of, brief


@settings(max_examples=100, deadline=None)
@given(small_maps())
def test_no_change_of_one_or_two_practices_is_smaller(
    case: tuple[list[Practice], Map, Brief],
) -> None:
    is_smallest(case)


def is_smallest(case: tuple[list[Practice], Map, Brief]) -> None:
    """See that no smaller change mends any finding."""
    practices, network_of, brief = case
    by_code = {practice.code: practice for practice in practices}
    for finding in review(practices, network_of, brief):
        if finding.code not in FAULTS:
            continue
        assert finding.mend is not None
        expected = fewest_patients(by_code, network_of, brief, finding)
        moves = finding.mend.moves
        if expected is None:
            assert moves == ()
            continue
        assert (len(moves), finding.mend.patients) == expected
        change = {move.practice: move.to_network or NEW for move in moves}
        assert mends(by_code, network_of, brief, finding, change)
        assert all(move.from_network == network_of.get(move.practice) for move in moves)


def row(sizes: Mapping[str, int]) -> tuple[list[Practice], Brief]:
    """Practices side by side in a row, each the neighbour of the next."""
    codes = list(sizes)
    near: dict[str, set[str]] = {code: set() for code in codes}
    for one, two in pairwise(codes):
        near[one].add(two)
        near[two].add(one)
    practices = [Practice(code=c, name=c, registered_patients=sizes[c]) for c in codes]
    return practices, Brief(smallest=30, largest=50, neighbours=near)


@pytest.mark.parametrize(
    ("sizes", "network_of", "code", "moves"),
    [
        (
            {"a": 25, "b": 6, "c": 30},
            {"a": "N1", "b": "N2", "c": "N2"},
            "below_smallest",
            {"b": "N1"},
        ),
        ({"a": 20, "b": 20}, {"a": "N1", "b": "N2"}, "below_smallest", {"a": "N2"}),
        ({"a": 31, "b": 35}, {"a": "N1", "b": "N1"}, "above_largest", {"a": None}),
        (
            {"a": 15, "b": 16, "c": 17, "d": 17},
            dict.fromkeys("abcd", "N1"),
            "above_largest",
            {"a": None, "b": None},
        ),
        (
            {"a": 8, "b": 30, "c": 12, "d": 30},
            {"a": "N1", "b": "N2", "c": "N1", "d": "N2"},
            "below_smallest",
            {"b": "N1"},
        ),
        (
            {"a": 25, "b": 8, "c": 8, "d": 8, "e": 7},
            {"a": "N1"} | dict.fromkeys("bcde", "N2"),
            "below_smallest",
            {},
        ),
    ],
)
def test_changes_are_as_a_person_would_make_them(
    sizes: dict[str, int], network_of: Map, code: str, moves: dict[str, str | None]
) -> None:
    practices, brief = row(sizes)
    found = [finding for finding in review(practices, network_of, brief) if finding.code == code]
    assert found[0].mend is not None
    assert {move.practice: move.to_network for move in found[0].mend.moves} == moves
