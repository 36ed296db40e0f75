"""Workforce tables: sums, ratios, and what is not held stays apart from zero."""

from __future__ import annotations

import pytest

from openpcn.engines.workforce.skill_mix import compare_roles
from openpcn.engines.workforce.tables import PracticeStaff, tabulate
from openpcn.engines.workforce.vacancies import by_role


def practice(code: str, patients: float | None, gps: float | None, **more: object) -> PracticeStaff:
    return PracticeStaff(code=code, patients=patients, fte={"GPs": gps}, **more)  # type: ignore[arg-type]


def test_ratios_are_of_the_practices_that_report() -> None:
    table = tabulate("Town", [practice("A", 8000, 4.0), practice("B", 2000, None)])
    gps = table.staff["GPs"]
    assert (table.practices, table.patients, table.average_list) == (2, 10_000, 5_000)
    assert (gps.fte, gps.practices, gps.patients) == (4.0, 1, 8_000)
    assert gps.per_thousand == 0.5
    assert gps.patients_each == 2_000


def test_the_leicester_neighbourhoods_come_out_as_printed() -> None:
    gps = tabulate("Central", [practice("A", 128_157, 49.61)]).staff["GPs"]
    assert gps.per_thousand == pytest.approx(0.39, abs=0.005)
    assert gps.patients_each == pytest.approx(2583, abs=0.5)


def test_nobody_and_nothing_give_no_ratio() -> None:
    table = tabulate("Empty", [])
    assert table.average_list is None
    assert table.single_handed is None
    gps = tabulate("No staff", [practice("A", 1_000, 0.0)]).staff["GPs"]
    assert gps.per_thousand == 0
    assert gps.patients_each is None
    alone = tabulate("No patients", [practice("A", None, 2.0)]).staff["GPs"]
    assert alone.per_thousand is None


def test_single_handed_is_one_gp_and_not_none() -> None:
    heads = [1.0, 0.0, 2.0, None]
    rows = [practice(str(n), 1_000, 1.0, heads={"GPs": each}) for n, each in enumerate(heads)]
    table = tabulate("Town", rows, of="GPs")
    assert (table.single_handed, table.heads_known) == (1, 3)


def test_a_practice_shared_between_groups_is_counted_once_in_all() -> None:
    both = [
        tabulate(name, [practice("A", 9_000, 6.0, share=share)])
        for name, share in (("North", 0.25), ("South", 0.75))
    ]
    assert sum(one.staff["GPs"].fte for one in both) == 6.0
    assert sum(one.patients for one in both) == 9_000


def test_contracts_are_counted_where_they_are_held() -> None:
    rows = [
        practice("A", 1, 1, contract="GMS"),
        practice("B", 1, 1, contract="GMS"),
        practice("C", 1, 1),
    ]
    assert tabulate("Town", rows).contracts == {"GMS": 2}


def test_roles_stand_against_the_middle_half_of_peers() -> None:
    peers = {str(n): ({"Pharmacists": float(n)}, 10_000.0) for n in range(1, 6)}
    few, more, like = (
        compare_roles({"Pharmacists": fte}, 10_000, peers)[0] for fte in (1.0, 5.0, 3.0)
    )
    assert [one.standing for one in (few, more, like)] == [
        "fewer than most",
        "more than most",
        "like most",
    ]
    assert (like.low, like.middle, like.high) == pytest.approx((2.0, 3.0, 4.0))


def test_a_role_that_only_peers_have_is_shown_and_too_few_peers_compare_nothing() -> None:
    peers = {"A": ({"Paramedics": 2.0}, 10_000.0), "B": ({}, 0.0)}
    (one,) = compare_roles({}, 20_000, peers)
    assert (one.role, one.fte, one.peers_with, one.peers) == ("Paramedics", 0.0, 1, 2)
    assert one.standing == "not compared"
    assert compare_roles({"Paramedics": 1.0}, None, peers)[0].rate is None


def test_vacancies_add_up_to_all_that_are_listed() -> None:
    rows = by_role([("Nurse", 1, 1.0), ("GP", 2, 1.6), ("Nurse", 1, 0.5)])
    assert [(one.role, one.posts, one.fte) for one in rows] == [("GP", 2, 1.6), ("Nurse", 2, 1.5)]
    assert sum(one.share for one in rows) == 1.0
    assert by_role([]) == ()
