"""Other tools are asked the same question, helped fairly, and held against the same bound."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.forming.against import judged_plan, mend
from benchmarks.forming.bounds import hold_bound, hold_each_other
from benchmarks.forming.instances import Instance, Neighbours, invented, neighbours_of
from benchmarks.forming.judging import Band, judge
from benchmarks.forming.mending import Plan, in_pieces, into_the_band, to_less_distance
from benchmarks.forming.peers import PEERS, Part, parts_of, shared_out
from benchmarks.forming.proposing import Proposed
from benchmarks.forming.running import Run, run_measured
from benchmarks.forming.scoring import Contest

BAND = Band()
TOWN = invented(40, 1, seed=11)
COUNT = round(sum(practice.patients for practice in TOWN.practices) / 40_000)


@pytest.fixture
def near() -> Neighbours:
    return neighbours_of(TOWN.practices)


@pytest.fixture
def part(near: Neighbours) -> Part:
    return parts_of(TOWN, near, {"A00": COUNT}, BAND)[0]


def strips(part: Part) -> list[int]:
    """A rough plan: from west to east, so many practices each."""
    order = sorted(range(len(part.codes)), key=lambda v: part.practices[v].easting)
    group_of = [0] * len(order)
    for place, v in enumerate(order):
        group_of[v] = place * part.networks // len(order)
    return in_pieces(part.near, group_of)


def test_mending_brings_a_rough_plan_into_the_band_and_keeps_it_connected(part: Part) -> None:
    plan = Plan(ground=part.ground(BAND), group_of=strips(part))
    assert plan.amiss > 0
    into_the_band(plan, seed=1, seconds=20)
    assert plan.amiss == 0
    assert plan.is_connected


def test_improving_lessens_the_distance_and_leaves_the_band_kept(part: Part) -> None:
    plan = Plan(ground=part.ground(BAND), group_of=strips(part))
    into_the_band(plan, seed=1, seconds=20)
    before = sum(plan.cost.values())
    to_less_distance(plan, seconds=20)
    assert sum(plan.cost.values()) < before
    assert plan.amiss == 0
    assert plan.is_connected


def test_a_change_that_breaks_or_ends_a_network_is_not_made(part: Part) -> None:
    plan = Plan(ground=part.ground(BAND), group_of=[0, *[1] * (len(part.codes) - 1)])
    assert plan.worth(((0, 1),)) is None


def test_costs_after_many_changes_are_those_of_the_plan_afresh(part: Part) -> None:
    plan = Plan(ground=part.ground(BAND), group_of=strips(part))
    into_the_band(plan, seed=2, seconds=20)
    afresh = Plan(ground=plan.ground, group_of=list(plan.group_of))
    assert afresh.cost == pytest.approx(plan.cost)
    assert afresh.size == plan.size


def test_of_a_group_in_pieces_the_largest_stays_and_the_rest_goes_to_neighbours() -> None:
    near = [[1], [0, 2], [1, 3], [2, 4], [3]]
    assert in_pieces(near, [0, 0, 1, 1, 0]) == [0, 0, 1, 1, 1]


def test_each_connected_part_has_its_share_of_networks() -> None:
    assert shared_out(5, [100, 50, 10]) == [3, 1, 1]
    assert shared_out(3, [10, 10, 10]) == [1, 1, 1]


def test_a_practice_above_the_band_is_not_asked_about_and_counts_as_a_network(
    near: Neighbours,
) -> None:
    band = Band(smallest=8_000, largest=14_000)
    big = sum(practice.patients > 14_000 for practice in TOWN.practices)
    parts = parts_of(TOWN, near, {"A00": 25}, band)
    assert big > 0
    assert sum(part.networks for part in parts) == 25 - big
    assert sum(len(part.codes) for part in parts) == 40 - big
    for part in parts:
        assert all(v in part.near[u] for v, beside in enumerate(part.near) for u in beside)


def contest(near: Neighbours, part: Part, bound: float) -> Contest:
    """As if the program had found the mended plan and said this bound."""
    plan = mend((part, strips(part), BAND, 1))[2]
    network_of = dict(zip(part.codes, map(str, plan), strict=True))
    judged = judge(TOWN.practices, network_of, near, BAND)
    run = Run(code=0, out="", err="", seconds=1, cpu_seconds=1, peaks_mb=(1,), load=0)
    answer = {"areas": [{"area_code": "A00", "lower_bound_km_per_patient": bound * judged.km}]}
    ours = Proposed(
        answer=answer,
        network_of=network_of,
        near=near,
        run=run,
        judged=judged,
        moved=0,
        strange_edges=0,
        reasons={},
    )
    return Contest(instance=TOWN, ours=ours, parts=[part], band=BAND)


def test_a_plan_of_the_same_question_may_not_have_less_than_the_bound(
    near: Neighbours, part: Part
) -> None:
    fair, wrong = contest(near, part, 0.9), contest(near, part, 1.001)
    assert fair.ours.judged.keeps_all_rules
    assert hold_bound("town", fair.ours, fair.ours.judged) == 1
    assert hold_each_other("town", [fair.ours, fair.ours]) == 0
    with pytest.raises(AssertionError, match="the bound says"):
        hold_each_other("town", [fair.ours, wrong.ours])


def test_a_plan_of_another_number_or_out_of_band_says_nothing_of_the_bound(
    near: Neighbours, part: Part
) -> None:
    wrong = contest(near, part, 2.0)
    one = judge(TOWN.practices, dict.fromkeys(part.codes, "1"), near, BAND)
    assert hold_bound("town", wrong.ours, one) == 0


def test_a_plan_with_a_part_that_the_tool_did_not_divide_is_no_plan(
    near: Neighbours, part: Part
) -> None:
    whole = contest(near, part, 0.9)
    assert judged_plan(whole, {}) is None
    judged = judged_plan(whole, {0: strips(part)})
    assert judged is not None
    assert Counter(len(group.practices) > 0 for group in judged.groups)[True] == part.networks


def test_every_tool_has_its_version_pinned() -> None:
    assert {peer.version.partition("==")[0] for peer in PEERS} == {"pymetis", "gerrychain", "spopt"}


def test_a_process_is_measured_with_what_it_starts() -> None:
    child = "import time; x = bytearray(60_000_000); time.sleep(0.5)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    run = run_measured([sys.executable, "-c", parent], seconds=30)
    assert run.code == 0
    assert len(run.peaks_mb) == 2
    assert run.peaks_mb[0] > 55


def test_a_process_that_takes_too_long_is_ended_and_what_it_said_is_kept() -> None:
    slow = "import time; print('so far', flush=True); time.sleep(60)"
    run = run_measured([sys.executable, "-c", slow], seconds=1)
    assert run.was_ended
    assert run.out == "so far\n"


def test_a_process_that_uses_too_much_processor_is_ended() -> None:
    run = run_measured([sys.executable, "-c", "while True: pass"], seconds=60, cpu_seconds=1)
    assert run.was_ended
    assert run.cpu_seconds < 3


def test_a_bench_that_is_told_to_end_ends_what_it_started() -> None:
    child = "import time; time.sleep(60)"
    bench = (
        "import os, signal, sys, threading\n"
        "from benchmarks.forming.running import RUNNING, end_all, run_measured\n"
        "signal.signal(signal.SIGTERM, end_all)\n"
        f"words = [sys.executable, '-c', {child!r}]\n"
        "threading.Thread(target=run_measured, args=(words,), daemon=True).start()\n"
        "while not RUNNING: pass\n"
        "print(*RUNNING, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    done = subprocess.run([sys.executable, "-c", bench], capture_output=True, text=True, timeout=30)
    assert done.returncode == 128 + signal.SIGTERM
    started = Path(f"/proc/{int(done.stdout)}/stat")
    ends_by = time.monotonic() + 20
    while started.exists() and started.read_text().split()[2] != "Z":
        assert time.monotonic() < ends_by
        time.sleep(0.05)


def test_one_area_of_an_instance_keeps_its_practices() -> None:
    two = invented(20, 2, seed=1)
    assert isinstance(two.only("A01"), Instance)
    assert {practice.area for practice in two.only("A01").practices} == {"A01"}
