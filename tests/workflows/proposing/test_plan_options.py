"""Travel times, detours, balance, practices that stay, and a plan judged by the same options."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from openpcn.engines.formation.proposing.facts import AreaAnswer, Limits, Wish
from openpcn.engines.formation.proposing.solving import Held
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows.proposing import work
from openpcn.workflows.proposing.files import PlannedPractice, read_practices
from openpcn.workflows.proposing.networks import propose_networks
from openpcn.workflows.proposing.question import Question, ground_asked
from openpcn.workflows.proposing.review import PlanReview, review_plan
from openpcn.workflows.proposing.travel import read_travel

HEADING = "practice_code,registered_patients,easting,northing,area_code,current_network,deprivation"
Write = Callable[..., Path]

RING = [
    "Z90000,20000,450000,300000,A,U1,0.9",
    "Z90001,15000,450000,301000,A,U2,0.8",
    "Z90002,15000,454000,300000,A,U2,0.1",
    "Z90003,20000,454000,301000,A,U1,",
]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of practices, or another with its own heading."""

    def written(rows: Sequence[str], *, heading: str = HEADING, name: str = "p.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([heading, *rows]) + "\n")
        return path

    return written


def ask(path: Path, **changes: object) -> Question:
    return Question(practices=path, seconds=20.0, **changes)  # type: ignore[arg-type]


def plan(question: Question) -> set[tuple[str, ...]]:
    return {one.practices for one in propose_networks(question).networks}


NEAR = {("Z90000", "Z90001"), ("Z90002", "Z90003")}
FAR = {("Z90000", "Z90002"), ("Z90001", "Z90003")}


def minutes(rows: dict[tuple[str, str], float]) -> list[str]:
    return [f"{one},{other},{length}" for (one, other), length in rows.items()]


TRAVEL = "from_practice,to_practice,minutes"


def test_travel_times_decide_where_they_are_given(write: Write) -> None:
    town = write(RING)
    assert plan(ask(town)) == NEAR
    quick = dict.fromkeys(FAR, 1.0) | dict.fromkeys(NEAR, 60.0)
    quick |= {("Z90000", "Z90003"): 60.0, ("Z90001", "Z90002"): 60.0}
    travel = write(minutes(quick), heading=TRAVEL, name="travel.csv")
    found = propose_networks(ask(town, travel=travel))
    assert {one.practices for one in found.networks} == FAR
    assert found.distance_unit == "minutes"
    assert found.distance_rule == "Distances are minutes from travel.csv."
    assert found.objective_km_per_patient == pytest.approx(30_000 / 70_000)


def test_pairs_that_are_not_there_are_estimated_and_counted(write: Write) -> None:
    rows = ["Z90000,Z90001,2", "Z90000,Z90000,0", "Z90000,ELSEWHERE,9", "Z90002,Z90003,4"]
    practices = read_practices(write(RING))
    travel = read_travel(write(rows, heading=TRAVEL, name="t.csv"), practices)
    assert (travel.pairs, travel.estimated, travel.per_straight_km) == (6, 4, 3.0)
    assert str(travel).endswith(
        "4 of 6 pairs are not in it and were taken as the straight line at 3.00 minutes for a km, "
        "the median of the others."
    )
    assert travel.length(practices[1], practices[0]) == 2.0
    assert travel.length(practices[0], practices[2]) == pytest.approx(12.0)


def test_rows_between_areas_are_passed_over(write: Write) -> None:
    practices = read_practices(write([*RING, "Z90009,9000,450000,300000,B,,"]))
    rows = ["Z90000,Z90009,1", "Z90000,Z90001,2"]
    travel = read_travel(write(rows, heading=TRAVEL, name="t.csv"), practices)
    assert travel.estimated == 5


@pytest.mark.parametrize(
    ("heading", "rows", "words"),
    [
        ("from_practice,to_practice", ["Z90000,Z90001"], "neither a column minutes nor a column"),
        (f"{TRAVEL},km", ["Z90000,Z90001,1,1"], "both a column minutes and a column km"),
        ("from_practice,minutes", [], "no column to_practice"),
        (TRAVEL, ["Z90000,Z90001,long"], "line 2: minutes is 'long'"),
        (TRAVEL, ["Z90000,Z90001,"], "line 2: minutes is missing"),
        (TRAVEL, ["Z90000,Z90001,-1"], "minutes is '-1'"),
        (TRAVEL, ["Z90000,Z90001,1", "Z90000,Z90001,2"], "Z90000 to Z90001 is there a second"),
        (TRAVEL, ["X,Y,1"], "holds no way between two practices of one area"),
    ],
)
def test_travel_that_is_not_right_is_said(
    write: Write, heading: str, rows: list[str], words: str
) -> None:
    travel = write(rows, heading=heading, name="t.csv")
    with pytest.raises(NotRight) as caught:
        propose_networks(ask(write(RING), travel=travel))
    assert words in caught.value.message
    assert caught.value.next_step


def test_a_detour_makes_every_distance_longer(write: Write) -> None:
    town = write(RING)
    straight, longer = (propose_networks(ask(town, detour=detour)) for detour in (1.0, 1.3))
    ratio = longer.objective_km_per_patient / straight.objective_km_per_patient
    assert ratio == pytest.approx(1.3)
    assert longer.distance_rule == "Distances are straight lines times 1.3."
    with pytest.raises(NotRight, match="The detour is 0"):
        propose_networks(ask(town, detour=0.0))


def test_balance_brings_unlike_practices_together(write: Write) -> None:
    town = write(RING)
    balanced = propose_networks(ask(town, balance=("deprivation", 50.0)))
    (with_first,) = (one.practices for one in balanced.networks if "Z90000" in one.practices)
    assert "Z90002" in with_first
    assert balanced.objective_km_per_patient > balanced.distance_km_per_patient
    with pytest.raises(NotRight, match="has no column staff"):
        propose_networks(ask(town, balance=("staff", 1.0)))
    wrong = write([*RING, "Z90009,9000,450000,300000,A,,high"])
    with pytest.raises(NotRight, match="deprivation of Z90009 is 'high'"):
        propose_networks(ask(wrong, balance=("deprivation", 1.0)))


def test_a_practice_that_stays_keeps_its_network(write: Write) -> None:
    town = write(RING)
    found = propose_networks(ask(town, stays=frozenset({"Z90001", "Z90002"})))
    network_of = {code: one.network for one in found.networks for code in one.practices}
    assert network_of["Z90001"] == network_of["Z90002"] == "U2"
    with pytest.raises(NotRight, match="X are to stay and are not among"):
        propose_networks(ask(town, stays=frozenset({"X"})))
    rows = ["Z90000,20000,450000,300000,A,,"]
    with pytest.raises(NotPossible, match="names no current_network"):
        propose_networks(ask(write(rows), stays=frozenset({"Z90000"})))


def test_what_keeping_today_is_worth_is_in_the_objective(write: Write) -> None:
    found = propose_networks(ask(write(RING), keep_today=0.5))
    moved = 0.5 * (found.patients_moved or 0) / 70_000
    assert found.objective_km_per_patient == pytest.approx(found.distance_km_per_patient + moved)


def test_a_present_network_in_two_areas_is_continued_in_one(write: Write) -> None:
    rows = ["Z90000,40000,450000,300000,A,U1,", "Z90001,35000,450000,300000,B,U1,"]
    found = propose_networks(ask(write(rows), keep_today=2.0))
    assert found.patients_moved == 35_000
    assert found.objective_km_per_patient == pytest.approx(2.0 * 35 / 75)
    assert {one.network for one in found.networks} == {"U1", "B-01"}


def test_networks_up_to_a_soft_size_come_before_any_that_is_too_small(write: Write) -> None:
    rows = [f"Z9000{i},28000,{450_000 + 1000 * i},300000,A,," for i in range(4)]
    town = write(rows)
    assert sorted(one.registered_patients for one in propose_networks(ask(town)).networks) == [
        28_000, 28_000, 56_000,
    ]  # fmt: skip
    found = propose_networks(ask(town, soft_largest=60_000, count=2))
    assert [one.registered_patients for one in found.networks] == [56_000, 56_000]
    assert found.networks[0].reasons[0] == (
        "No connected set of practices through Z90000 has 30,000 to 50,000 patients (checked)."
    )
    small = write([row.replace("28000", "20000") for row in rows[:3]])
    three = propose_networks(ask(small, soft_largest=60_000, count=1))
    assert three.networks[0].reasons == (
        (
            "No division of these 3 practices into 1 network has every network in 30,000 to "
            "50,000 (proved); 10,000 patients short or over in all are the fewest possible, with "
            "none below 30,000."
        ),
    )
    with pytest.raises(NotRight, match=r"soft largest size \(40,000\) is below the largest"):
        propose_networks(ask(town, soft_largest=40_000))


def test_where_nothing_fits_the_smallest_change_that_would_help_is_named(write: Write) -> None:
    found = propose_networks(ask(write(RING), count=3))
    notes = " ".join(found.areas[0].notes)
    assert "70,000 registered patients cannot make 3 networks of at least 30,000" in notes
    assert "With 2 networks instead of 3 every network could be in 30,000 to 50,000." in notes
    assert "With a smallest size of 15,000 every network could be inside; no smaller" in notes


def reviewed(write: Write, rows: Sequence[str], **changes: object) -> PlanReview:
    question = ask(write(RING), **changes)
    path = write(rows, heading="practice_code,network", name="plan.csv")
    practices, ground = ground_asked(question)
    return review_plan(path, practices, ground, question)


def test_a_plan_is_held_against_what_was_asked(write: Write) -> None:
    rows = ["Z90000,U1", "Z90001,U1", "Z90002,U2", "Z90003,U2"]
    found = reviewed(
        write,
        rows,
        together=(frozenset({"Z90000", "Z90002"}), frozenset({"Z90000", "Z90001"})),
        apart=(frozenset({"Z90000", "Z90001"}), frozenset({"Z90000", "Z90003"})),
        stays=frozenset({"Z90001", "Z90002"}),
        count=3,
        keep_today=1.0,
    )
    assert found.not_as_asked == (
        "Z90000 and Z90002 are to be together and are not.",
        "Z90000 and Z90001 are never to be together and are.",
        "Z90001 is to stay in U2 and is in U1.",
        "3 networks were asked for, and the plan has 2.",
    )
    assert found.patients_moved == 15_000 + 20_000
    worth = found.distance_km_per_patient + 35_000 / 70_000
    assert found.objective_km_per_patient == pytest.approx(worth)


def test_a_plan_is_measured_by_travel_times_too(write: Write) -> None:
    rows = ["Z90000,N1", "Z90001,N1", "Z90002,N2", "Z90003,N2"]
    travel = write(["Z90001,Z90000,8", "Z90002,Z90003,4"], heading=TRAVEL, name="t.csv")
    found = reviewed(write, rows, travel=travel)
    assert [one.km_per_patient for one in found.networks] == [
        pytest.approx(8 * 15 / 35),
        pytest.approx(4 * 15 / 35),
    ]
    assert found.distance_unit == "minutes"


def two_areas(write: Write) -> Path:
    other = [row.replace("Z9000", "Z9001").replace(",A,", ",B,") for row in RING]
    return write([*RING, *other])


def killed(*_asked: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


FIRST = work.propose_one


def unsettled(
    practices: Sequence[PlannedPractice],
    wish: Wish,
    limits: Limits,
    seed: int,
    held: Held | None = None,
) -> tuple[AreaAnswer, float]:
    """At the first time of asking, nothing is settled."""
    answer, seconds = FIRST(practices, wish, limits, seed, held)
    again = limits.most_work >= work.ONE_AREA_SECONDS
    return replace(answer, is_settled=again, notes=("again",) if again else ()), seconds


def test_work_that_is_ended_from_outside_says_so(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "propose_one", killed)
    with pytest.raises(NotPossible) as caught:
        propose_networks(ask(two_areas(write)))
    assert caught.value.message == "The work was ended from outside with 2 of 2 areas to do."
    assert "--within" in caught.value.next_step


def test_work_that_is_stopped_leaves_no_process(write: Write) -> None:
    class Enough(Exception):
        pass

    def stop(_done: int, _of: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        propose_networks(ask(two_areas(write)), told=stop)


def test_an_area_that_time_did_not_settle_is_asked_again(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "propose_one", unsettled)
    monkeypatch.setattr(work, "SECONDS", 4.0)
    found = propose_networks(Question(practices=two_areas(write)))
    assert [area.notes for area in found.areas] == [("again",), ("again",)]


def test_a_workbook_in_place_of_a_csv_file_is_told(tmp_path: Path) -> None:
    book = tmp_path / "practices.csv"
    Workbook().save(book)
    with pytest.raises(NotRight, match=r"practices\.csv is not a CSV file") as caught:
        read_practices(book)
    assert caught.value.next_step == "Save the sheet as CSV."
