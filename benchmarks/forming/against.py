"""Our plans against those of other tools: same files, neighbours, numbers, time and judge.

Each peer's plan is judged as it comes, then mended into the band, then also improved for distance.
Plans are compared for distance only where every network is in band. No plan that anybody found may
have less distance than the bound of the same question, area by area.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median

from benchmarks.forming.instances import Instance
from benchmarks.forming.judging import Band, Judgement, judge
from benchmarks.forming.mending import Plan, into_the_band, to_less_distance
from benchmarks.forming.peers import PEERS, Answered, Part, Peer, ask, parts_of, set_up, versions
from benchmarks.forming.proposing import Proposed, propose
from benchmarks.forming.telling import Row, goal, keep, say

STAGES = ("as it comes", "mended", "mended and improved")
ONE_AREA, MANY = 20.0, 120.0
"""Seconds for a peer's one process: twice what we take with two."""
MENDING = 30.0
"""Seconds at most for each step of each part."""
AIM = 0.2
TOLERANCE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Contest:
    """One instance, our plan of it, and the question as peers are asked."""

    instance: Instance
    ours: Proposed
    parts: Sequence[Part]
    band: Band

    @property
    def seconds(self) -> float:
        """For a peer."""
        return ONE_AREA if len(self.ours.areas) == 1 else MANY


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


@dataclass(frozen=True, kw_only=True)
class Found:
    """A peer's plan at one stage; None where it has none."""

    peer: Peer
    seed: int
    stage: str
    judged: Judgement | None
    answered: Answered
    checked: int
    """Areas in which the bound was held against it."""


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
            checked = hold_bound(contest, judged) if judged else 0
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
    plan = Plan(ground=ground, group_of=in_pieces(part, group_of))
    into_the_band(plan, seed=seed, seconds=MENDING)
    mended = list(plan.group_of)
    if not plan.amiss:
        to_less_distance(plan, seconds=MENDING)
    return group_of, mended, list(plan.group_of)


def in_pieces(part: Part, group_of: list[int]) -> list[int]:
    """The groups, of those that are not connected the largest piece, the rest to a neighbour's."""
    found = [-1] * len(group_of)
    pieces: dict[int, list[set[int]]] = {}
    left = set(range(len(group_of)))
    while left:
        queue = [left.pop()]
        piece = set(queue)
        while queue:
            v = queue.pop()
            new = {u for u in part.near[v] if u in left and group_of[u] == group_of[v]}
            left -= new
            piece |= new
            queue += sorted(new)
        pieces.setdefault(group_of[min(piece)], []).append(piece)
    for group, many in pieces.items():
        for v in max(many, key=lambda piece: (len(piece), -min(piece))):
            found[v] = group
    while -1 in found:
        for v, near in enumerate(part.near):
            if found[v] < 0:
                found[v] = next((found[u] for u in near if found[u] >= 0), -1)
    return found


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


def hold_bound(contest: Contest, judged: Judgement) -> int:
    """In how many areas the plan answers the same question; none may go below the bound."""
    checked = 0
    for area, bound in contest.ours.bound_of.items():
        theirs, ours = judged.in_area(area), contest.ours.judged.in_area(area)
        if not theirs.keeps_all_rules or len(theirs.groups) != len(ours.groups):
            continue
        checked += 1
        if theirs.patient_km < bound * (1 - TOLERANCE):
            raise AssertionError(
                f"{contest.instance.name}, {area}: a plan has {theirs.patient_km} patient-km, "
                f"and the bound says {bound}"
            )
    return checked


def line_of(found: Found) -> str:
    """A line while one waits."""
    judged, run = found.judged, found.answered.run
    what = (
        f"no plan: {found.answered.why}"
        if judged is None
        else f"{len(judged.groups)} networks, {len(judged.out_of_band) - len(judged.alone_above)} out of band, "
        f"{len(judged.apart)} not connected, {judged.km:.4f} km, bound held in {found.checked}"
    )
    return f"  {found.peer.name}, seed {found.seed}, {found.stage}: {what}, {run.cpu_seconds:.0f} s"


def ours_row(contest: Contest) -> Row:
    """Our line of the table."""
    judged, run = contest.ours.judged, contest.ours.run
    return {
        "instance": contest.instance.name,
        "tool": "OpenPCN",
        "stage": "as it comes",
        "plans": "1 of 1",
        "in band": f"{judged.keeps_all_rules:d} of 1",
        "networks": len(judged.groups),
        "out of band": len(judged.out_of_band) - len(judged.alone_above),
        "not connected": len(judged.apart),
        "least km in band": f"{judged.km:.4f}",
        "median km": f"{judged.km:.4f}",
        "ours is less by": f"bound {contest.ours.bound:.4f}",
        "processor seconds": round(run.cpu_seconds, 1),
        "MB": round(max(run.peaks_mb)),
        "why not": "",
    }


def rows_of(contest: Contest, found: Sequence[Found]) -> list[Row]:
    """A line for each peer and stage, over the seeds."""
    rows: list[Row] = []
    for peer in PEERS:
        for stage in STAGES:
            some = [one for one in found if one.peer is peer and one.stage == stage]
            plans = [one.judged for one in some if one.judged is not None]
            good = [plan for plan in plans if plan.keeps_all_rules]
            rows.append(
                {
                    "instance": contest.instance.name,
                    "tool": peer.name,
                    "stage": stage,
                    "plans": f"{len(plans)} of {len(some)}",
                    "in band": f"{len(good)} of {len(some)}",
                    "networks": spread([len(plan.groups) for plan in plans]),
                    "out of band": spread(
                        [len(plan.out_of_band) - len(plan.alone_above) for plan in plans]
                    ),
                    "not connected": spread([len(plan.apart) for plan in plans]),
                    "least km in band": f"{min(p.km for p in good):.4f}" if good else "",
                    "median km": f"{median(p.km for p in plans):.4f}" if plans else "",
                    "ours is less by": f"{less(contest, good):.1%}" if good else "",
                    "processor seconds": round(median(o.answered.run.cpu_seconds for o in some), 1),
                    "MB": round(max(max(one.answered.run.peaks_mb) for one in some)),
                    "why not": "; ".join(sorted({o.answered.why for o in some if o.answered.why})),
                }
            )
    return rows


def spread(values: Sequence[int]) -> str:
    """Least to most."""
    if not values:
        return ""
    return str(min(values)) if min(values) == max(values) else f"{min(values)} to {max(values)}"


def less(contest: Contest, good: Sequence[Judgement]) -> float:
    """How much less distance our plan has than the best of these."""
    return 1 - contest.ours.judged.km / min(plan.km for plan in good)


def goals_of(contest: Contest, found: Sequence[Found]) -> list[str]:
    """Ours in band; and the distance against the best plan of each stage and of all."""
    lines = [
        goal(contest.ours.judged.keeps_all_rules, f"{contest.instance.name}: ours all in band")
    ]
    for stage in STAGES:
        good = [
            (one.judged.km, one.peer.name)
            for one in found
            if one.stage == stage and one.judged is not None and one.judged.keeps_all_rules
        ]
        if not good:
            lines.append(goal(True, f"{contest.instance.name}: no peer in band, {stage}"))
            continue
        km, name = min(good)
        share = 1 - contest.ours.judged.km / km
        most = 1 - contest.ours.bound / km
        lines.append(
            goal(
                share >= AIM,
                f"{contest.instance.name}: {share:.1%} less than the best in band, {stage} "
                f"({name}), to be {AIM:.0%}; nobody can have more than {most:.1%} less",
            )
        )
    lines.append(f"            the bound was held against {sum(o.checked for o in found)} plans")
    return lines
