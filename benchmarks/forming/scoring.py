"""The tables of the contest with other tools: each plan, each tool and stage, and the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.forming.instances import Instance
from benchmarks.forming.judging import Band, Judgement
from benchmarks.forming.peers import PEERS, Answered, Part, Peer
from benchmarks.forming.proposing import Proposed
from benchmarks.forming.telling import Row, goal

STAGES = ("as it comes", "mended", "mended and improved")
ONE_AREA, MANY = 20.0, 120.0
"""Seconds for a peer's one process: twice what we take with two."""
AIM = 0.2


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


def line_of(found: Found) -> str:
    """A line while one waits."""
    judged, run = found.judged, found.answered.run
    what = (
        f"no plan: {found.answered.why}"
        if judged is None
        else f"{len(judged.groups)} networks, {judged.misfits} out of band, "
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
        "out of band": judged.misfits,
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
                    "out of band": spread([plan.misfits for plan in plans]),
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
    """Ours in band; less distance than tools in ordinary use; and what is left with every help."""
    name, ours = contest.instance.name, contest.ours.judged
    ordinary = [o for o in found if not o.peer.is_helped and o.stage != STAGES[-1]]
    share, words = against(contest, ordinary)
    return [
        goal(ours.keeps_all_rules, f"{name}: ours is in band everywhere"),
        goal(share >= AIM, f"{name}: to be {AIM:.0%} less than other tools mended: {words}"),
        f"             {name}: with every help: {against(contest, found)[1]}",
        f"             {name}: bound held against {sum(one.checked for one in found)} areas' plans",
    ]


def against(contest: Contest, found: Sequence[Found]) -> tuple[float, str]:
    """How much less distance our plan has than the best of these, in words too."""
    good = [
        (one.judged.km, f"{one.peer.name}, {one.stage}")
        for one in found
        if one.judged is not None and one.judged.keeps_all_rules
    ]
    if not good:
        return 1.0, "no other plan is in band"
    km, name = min(good)
    share, most = 1 - contest.ours.judged.km / km, 1 - contest.ours.bound / km
    return share, f"{share:.1%} less than {name}; no plan can have more than {most:.1%} less"
