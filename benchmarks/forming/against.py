"""Our plans against those of other tools: same files, neighbours, numbers, time and judge.

Each peer's plan is judged as it comes, then mended into the band, then also improved for distance.
Plans are compared for distance only where every network is in band. No plan that anybody found may
have less distance than the bound of the same question, area by area.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from benchmarks.forming.bounds import hold_bound
from benchmarks.forming.instances import Instance
from benchmarks.forming.judging import Band, Judgement, judge
from benchmarks.forming.mending import Plan, in_pieces, into_the_band, to_less_distance
from benchmarks.forming.peers import PEERS, Answered, Part, Peer, ask, parts_of, set_up, versions
from benchmarks.forming.proposing import propose
from benchmarks.forming.scoring import STAGES, Contest, Found, goals_of, line_of, ours_row, rows_of
from benchmarks.forming.telling import Row, keep, say

MENDING = 30.0
"""Seconds at most for each step of each part."""


def measure_peers(instances: Sequence[Instance], seeds: Sequence[int], *, keep_peers: bool) -> None:
    """Every peer, instance and seed."""
    for peer in PEERS:
        set_up(peer)
    say(versions())
    rows: list[Row] = []
    goals: list[str] = []
    for instance in instances:
        contest = contest_of(instance)
        say(f"{instance.name}: ours {contest.ours.judged.km:.4f}, bound {contest.ours.bound:.4f}")
        found = all_plans(contest, seeds, keep_peers=keep_peers)
        rows += [ours_row(contest), *rows_of(contest, found)]
        goals += goals_of(contest, found)
        keep("peers", rows, goals)


def contest_of(instance: Instance) -> Contest:
    """Our plan, made in the time that is usual, and the same question for the others."""
    band = Band()
    ours = propose(instance, "--seed", "1", band=band)
    count_of = Counter(group.area for group in ours.judged.groups)
    parts = parts_of(instance, ours.near, count_of, band)
    return Contest(instance=instance, ours=ours, parts=parts, band=band)


def all_plans(contest: Contest, seeds: Sequence[int], *, keep_peers: bool) -> list[Found]:
    """Two peers at a time, then the mending."""

    def asked(job: tuple[Peer, int]) -> Answered:
        peer, seed = job
        return ask(
            peer,
            list(contest.parts),
            contest.band,
            seed=seed,
            seconds=contest.seconds,
            keep_plans=keep_peers,
        )

    jobs = [(peer, seed) for peer in PEERS for seed in seeds]
    found = []
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(asked, jobs))
    for (peer, seed), answered in zip(jobs, answers, strict=True):
        for stage, groups in staged(contest, answered, seed).items():
            judged = judged_plan(contest, groups)
            checked = hold_bound(contest.instance.name, contest.ours, judged) if judged else 0
            found.append(
                Found(
                    peer=peer,
                    seed=seed,
                    stage=stage,
                    judged=judged,
                    answered=answered,
                    checked=checked,
                )
            )
            say(line_of(found[-1]))
    return found


def staged(contest: Contest, answered: Answered, seed: int) -> dict[str, dict[int, list[int]]]:
    """The groups of each part at each stage."""
    numbers = sorted(answered.group_of)
    jobs = [(contest.parts[i], answered.group_of[i], contest.band, seed) for i in numbers]
    with ProcessPoolExecutor(2) as pool:
        mended = list(pool.map(mend, jobs))
    return {
        stage: {i: stages[at] for i, stages in zip(numbers, mended, strict=True)}
        for at, stage in enumerate(STAGES)
    }


def mend(job: tuple[Part, list[int], Band, int]) -> tuple[list[int], list[int], list[int]]:
    """As it came, in the band, and with less distance; separate pieces become networks first."""
    part, group_of, band, seed = job
    ground = part.ground(band)
    plan = Plan(ground=ground, group_of=in_pieces(part.near, group_of))
    into_the_band(plan, seed=seed, seconds=MENDING)
    mended = list(plan.group_of)
    if not plan.amiss:
        to_less_distance(plan, seconds=MENDING)
    return group_of, mended, list(plan.group_of)


def judged_plan(contest: Contest, groups: dict[int, list[int]]) -> Judgement | None:
    """The plan of all parts, what stands alone included; None where a part has no plan."""
    if len(groups) < len(contest.parts):
        return None
    network_of = {
        practice.code: f"alone {practice.code}"
        for practice in contest.instance.practices
        if practice.patients > contest.band.largest
    }
    for i, part in enumerate(contest.parts):
        for code, group in zip(part.codes, groups[i], strict=True):
            network_of[code] = f"part {i} group {group}"
    near = contest.ours.near
    return judge(contest.instance.practices, network_of, near, contest.band)
