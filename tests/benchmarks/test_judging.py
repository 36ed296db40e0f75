"""The bench's own judge refuses what is not a plan, and measures by hand-made figures."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.forming.instances import Instance, Practice, invented, neighbours_of, with_networks
from benchmarks.forming.judging import Band, Judgement, judge, patients_moved, reason_holds
from benchmarks.forming.proposing import Proposed, must_agree, read_plan, reasons_of
from benchmarks.forming.running import Run
from building.places import Stopped
from openpcn.engines.geography.neighbours import neighbours_by_points
from openpcn.kernel.points import Point

BAND = Band()
NEAR = {
    "A": {"B"}, "B": {"A", "C"}, "C": {"B", "D"}, "D": {"C"}, "E": {"F"}, "F": {"E"}, "G": set(),
}  # fmt: skip
GOOD = {"A": "1", "B": "1", "C": "2", "D": "2", "E": "3", "F": "3", "G": "4"}


def practice(code: str, patients: int, km: int, area: str = "X", network: str = "") -> Practice:
    return Practice(
        code=code, patients=patients, easting=1000 * km, northing=0, area=area, network=network
    )


TOWN = (
    practice("A", 20_000, 0),
    practice("B", 15_000, 1),
    practice("C", 10_000, 2),
    practice("D", 25_000, 4),
    practice("E", 30_000, 10, "Y"),
    practice("F", 10_000, 13, "Y"),
    practice("G", 80_000, 20, "Y"),
)


def judged(**changed: str) -> Judgement:
    return judge(TOWN, GOOD | changed, NEAR, BAND)


def test_a_plan_that_keeps_every_rule_is_measured_to_its_central_practices() -> None:
    plan = judged()
    assert plan.keeps_all_rules
    assert [group.patient_km for group in plan.groups] == [15_000, 20_000, 30_000, 0]
    assert plan.km == pytest.approx(65_000 / 190_000)
    assert [group.name for group in plan.alone_above] == ["4"]


def test_a_network_in_two_pieces_is_refused() -> None:
    plan = judged(A="2", C="1")
    assert plan.broken == ["2 is not connected"]
    assert not plan.keeps_all_rules


def test_a_network_that_crosses_an_area_is_refused() -> None:
    plan = judged(D="3")
    assert [group.name for group in plan.crossing] == ["3"]
    assert "3 crosses areas" in plan.broken


def test_a_network_short_of_the_band_is_counted() -> None:
    plan = judged(B="2")
    assert [group.name for group in plan.out_of_band] == ["1", "4"]
    assert plan.misfits == 1
    assert not plan.keeps_all_rules


def test_a_practice_above_the_band_may_stand_alone_and_may_not_take_another_with_it() -> None:
    near = NEAR | {"F": {"E", "G"}, "G": {"F"}}
    plan = judge(TOWN, GOOD | {"F": "4"}, near, BAND)
    assert plan.broken == []
    assert plan.misfits == 1


def test_a_practice_left_out_and_a_practice_nobody_knows_are_refused() -> None:
    plan = judge(TOWN, {**GOOD, "A": "", "H": "1"}, NEAR, BAND)
    assert plan.broken == ["A is in no network", "H is not in the file"]


def test_patients_who_change_are_those_outside_the_best_match() -> None:
    today = {"A": "P", "B": "P", "C": "P", "D": "Q", "E": "R", "F": "R", "G": ""}
    town = with_networks(Instance(name="town", practices=TOWN), today)
    assert patients_moved(town.practices, GOOD) == 10_000
    assert patients_moved(town.practices, today | {"G": "S"}) == 0
    assert patients_moved(town.practices, dict.fromkeys(today, "1")) == 65_000


def test_a_reason_is_found_without_the_planner() -> None:
    lone = (*TOWN, practice("H", 5_000, 30), practice("I", 10_000, 31))
    near = NEAR | {"H": {"I"}, "I": {"H"}}
    plan = judge(lone, GOOD | {"H": "5", "I": "5", "B": "2"}, near, BAND)
    why = {group.name: reason_holds(group, lone, near, BAND) for group in plan.out_of_band}
    assert why == {
        "1": "",
        "4": "one practice above the band",
        "5": "a practice that no connected set in band has",
    }


def test_neighbours_are_those_that_the_program_takes() -> None:
    town = invented(120, 2, seed=3)
    points = {p.code: Point(easting=p.easting, northing=p.northing) for p in town.practices}
    theirs = neighbours_by_points(points, {p.code: p.area for p in town.practices})
    assert neighbours_of(town.practices) == {code: set(near) for code, near in theirs.items()}


RUN = Run(code=0, out="", err="", seconds=1.0, cpu_seconds=1.0, peaks_mb=(1.0,), load=0.0)


def proposed(plan: dict[str, str], **told: Any) -> Proposed:
    found = judge(TOWN, plan, NEAR, BAND)
    networks = [
        {"network": g.name, "in_band": not BAND.amiss(g.patients), "reasons": ["why"]}
        for g in found.groups
    ]
    answer = {
        "objective_km_per_patient": found.km,
        "lower_bound_km_per_patient": found.km,
        "networks": networks,
        "areas": [],
        "patients_moved": None,
    }
    return Proposed(
        answer=answer | told,
        network_of=plan,
        near=NEAR,
        run=RUN,
        judged=found,
        moved=0,
        strange_edges=0,
        reasons={},
    )


def test_an_honest_answer_passes() -> None:
    must_agree("town", proposed(GOOD))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"objective_km_per_patient": 0.1}, "found 0.342"),
        ({"lower_bound_km_per_patient": 0.5}, "is above the plan"),
        ({"patients_moved": 7}, "said 7 patients moved, found 0"),
        ({"networks": []}, "differ on who is in band"),
    ],
)
def test_an_answer_that_says_other_than_the_plan_stops_the_bench(
    told: dict[str, Any], said: str
) -> None:
    with pytest.raises(Stopped, match=said):
        must_agree("town", proposed(GOOD, **told))


def test_a_plan_in_pieces_stops_the_bench() -> None:
    with pytest.raises(Stopped, match="2 is not connected"):
        must_agree("town", proposed(GOOD | {"A": "2", "C": "1"}))


def test_a_network_out_of_band_without_a_reason_is_told() -> None:
    found = judged(B="2")
    said = [
        {"network": "1", "reasons": []},
        {"network": "4", "reasons": ["G has 80,000 patients."]},
    ]
    town = Instance(name="town", practices=TOWN)
    assert reasons_of({"networks": said}, found, town, NEAR) == {
        "NO REASON": 1,
        "one practice above the band": 1,
    }


def test_a_plan_with_a_practice_twice_is_refused(tmp_path: Any) -> None:
    (tmp_path / "plan.csv").write_text("practice_code,network\nA,1\nA,2\n")
    with pytest.raises(Stopped, match="a practice twice"):
        read_plan(tmp_path / "plan.csv")


def test_invented_practices_are_the_same_for_a_seed_and_some_share_a_building() -> None:
    town = invented(60, 3, seed=5)
    assert town == invented(60, 3, seed=5)
    assert town != invented(60, 3, seed=6)
    assert len(town.areas) == 3
    assert len({(p.easting, p.northing) for p in town.practices}) < 60
