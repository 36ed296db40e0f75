"""All England, published and invented: gap, time, memory, and the rules, over several seeds."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.forming.bounds import hold_each_other
from benchmarks.forming.instances import Instance
from benchmarks.forming.proposing import Proposed, propose
from benchmarks.forming.telling import Row, goal, keep, say

SHORT, LONG = 60.0, 600.0
OUTSIDE = 6.0
"""Seconds of it that are left for reading, neighbours and writing."""


def measure_england(
    instances: Sequence[Instance], seeds: Sequence[int], *, long: bool, patience: float
) -> None:
    """Default count; the program's own time, or ten minutes, times `patience`."""
    most, aim = (LONG, 0.003) if long else (SHORT, 0.01)
    rows: list[Row] = []
    goals: list[str] = []
    for instance in instances:
        found = []
        for seed in seeds:
            options = ["--seed", str(seed)]
            if long or patience > 1:
                options += ["--seconds", str((most - OUTSIDE) * patience)]
            found.append(proposed := propose(instance, *options))
            rows.append(row := row_of(instance, seed, proposed))
            say(", ".join(f"{name} {value}" for name, value in row.items()))
            goals += goals_of(
                f"{instance.name}, seed {seed}", proposed, most=most, aim=aim, patience=patience
            )
        held = hold_each_other(instance.name, found)
        goals.append(f"             {instance.name}: bounds held against {held} areas' other plans")
    keep("england-long" if long else "england", rows, goals)


def row_of(instance: Instance, seed: int, proposed: Proposed) -> Row:
    """A line of the table."""
    judged, run = proposed.judged, proposed.run
    worst = max(proposed.areas, key=lambda area: area["gap"])
    return {
        "instance": instance.name,
        "practices": len(instance.practices),
        "areas": len(proposed.areas),
        "seed": seed,
        "networks": len(judged.groups),
        "in band": len(judged.groups) - len(judged.out_of_band),
        "out of band, why": told(proposed),
        "not connected": len(judged.apart),
        "crossing": len(judged.crossing),
        "km per patient": round(judged.km, 4),
        "bound": round(proposed.bound, 4),
        "gap": f"{proposed.gap:.3%}",
        "proved": sum(area["proved_optimal"] for area in proposed.areas),
        "worst area": f"{worst['area_code']} {worst['gap']:.2%}",
        "seconds": round(run.seconds, 1),
        "processor seconds": round(run.cpu_seconds, 1),
        "MB, each process": " + ".join(f"{mb:.0f}" for mb in run.peaks_mb),
        "load": round(run.load, 1),
        "edges that differ": proposed.strange_edges,
    }


def told(proposed: Proposed) -> str:
    """Networks out of band, by reason."""
    return "; ".join(f"{many}: {why}" for why, many in sorted(proposed.reasons.items())) or "none"


def goals_of(
    name: str, proposed: Proposed, *, most: float, aim: float, patience: float
) -> list[str]:
    """What was to be reached for one run."""
    run, areas = proposed.run, proposed.areas
    bad = {"NO REASON", "none found in the time"} & set(proposed.reasons)
    above = [area["area_code"] for area in areas if area["gap"] > aim]
    return [
        goal(
            run.seconds < most if patience == 1 else run.cpu_seconds < 2 * most,
            f"{name}: {run.seconds:.1f} s by the clock ({run.cpu_seconds:.1f} s of processor, "
            f"load {run.load:.1f}), to be under {most:.0f} with two processors to itself",
        ),
        goal(proposed.gap <= aim, f"{name}: gap {proposed.gap:.3%} in all, to be {aim:.1%}"),
        goal(not above, f"{name}: areas above {aim:.1%}: {', '.join(above) or 'none'}"),
        goal(not bad, f"{name}: out of band: {told(proposed)}"),
        goal(
            sum(run.peaks_mb) < 1024,
            f"{name}: {sum(run.peaks_mb):.0f} MB in all processes, to be under 1,024",
        ),
    ]
