"""What a grouping amounts to where something is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openpcn.engines.formation.measuring import Terrain, measure, members_of, named_as_today
from openpcn.engines.formation.repairing import align, searching
from openpcn.engines.formation.repairing.leaving import follow_on
from openpcn.engines.formation.repairing.searching import Search
from tests.engines.formation.repairing.test_against_brute_force import row, situation


def test_without_a_point_or_a_patient_there_is_no_distance() -> None:
    nowhere = situation([replace(one, point=None) for one in row(9_000)], {"Z90001": "U1"})
    found = measure(nowhere, nowhere.today)
    assert (found.mean_km, found.tenth_km, found.networks[0].km) == (None, None, None)
    empty = situation(row(0, 0), {"Z90001": "U1", "Z90002": "U1"})
    assert measure(empty, empty.today).tenth_km is None


def test_a_network_is_found_by_its_code() -> None:
    case = situation(row(9_000), {"Z90001": "U1"})
    found = measure(case, case.today)
    assert found.network("U1") == found.networks[0]
    assert found.network("U2") is None


def test_practices_that_are_not_here_and_neighbours_of_nobody_do_not_count() -> None:
    case = situation(row(9_000, 8_000), {"Z90001": "U1"})
    strange = {"Z90001": {"Z90001", "Z90002", "Z99999"}, "Z99999": {"Z90001"}}
    land = Terrain(replace(case, brief=replace(case.brief, neighbours=strange)))
    assert land.near == {"Z90001": frozenset()}
    assert members_of({"Z90001": "U1", "Z99999": "U1"}, {"Z90001"}) == {"U1": {"Z90001"}}
    assert named_as_today([{"Z90002"}, set()], {"Z90001": "U1"}, {}) == {"Z90002": "NEW-1"}


def test_where_nothing_gets_worse_nothing_follows() -> None:
    case = situation(row(40_000, 5_000, 33_000), {"Z90001": "U1", "Z90002": "U1", "Z90003": "U2"})
    assert follow_on(case, case.today, "Z90002", "U2") == ()
    alone = situation(row(5_000, 33_000), {"Z90001": "U1", "Z90002": "U2"})
    assert follow_on(alone, alone.today, "Z90001", "U2") == ()


def test_where_two_moves_do_not_mend_what_follows_none_are_named() -> None:
    today = {"Z90001": "U1", "Z90002": "U1", "Z90003": "U2"}
    case = situation(row(46_000, 5_000, 46_000), today)
    assert follow_on(case, today, "Z90002", "U2") == ()


def test_a_search_ends_where_it_has_tried_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    today = {"Z90001": "U1", "Z90002": "U1", "Z90003": "U2"}
    case = situation(row(10_000, 10_000, 45_000), today)
    assert Search(Terrain(case), today, targets=["U1"]).within(2).is_complete
    monkeypatch.setattr(searching, "MOST_TRIED", 1)
    assert not Search(Terrain(case), today, targets=["U1"]).within(2).is_complete


def test_only_practices_in_the_networks_asked_for_are_aligned() -> None:
    lives = {"Z90001": {"N1": 9}, "Z90002": {"N2": 9}, "Z90003": {"N2": 9}}
    today = {"Z90001": "U1", "Z90002": "U1", "Z90003": "U2"}
    case = situation(row(31_000, 15_000, 31_000), today, lives)
    assert align(case, today, within=frozenset({"U9"})) == ()
