"""Each system of up to 200 practices: how soon a plan in band, and whether proved in 10 seconds."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.forming.bounds import hold_each_other
from benchmarks.forming.instances import Instance
from benchmarks.forming.proposing import Proposed, propose
from benchmarks.forming.telling import Row, goal, keep, say

LARGEST, ALLOWED, SOON = 200, 10.0, 1.0
AIM = 0.9


def measure_systems(instance: Instance, seeds: Sequence[int], *, patience: float) -> None:
    """Each in fresh processes: one with the whole time, one with a second for the first plan."""
    rows: list[Row] = []
    for area, practices in instance.areas.items():
        if len(practices) > LARGEST:
            continue
        alone, found = instance.only(area), []
        for seed in seeds:
            whole = propose(alone, "--seed", str(seed), "--seconds", str(ALLOWED * patience))
            first = propose(alone, "--seed", str(seed), "--seconds", str(0.9 * patience))
            found += [whole, first]
            rows.append(row := row_of(area, seed, whole, first))
            say(", ".join(f"{name} {value}" for name, value in row.items()))
        hold_each_other(alone.name, found)
    counted = "seconds" if patience == 1 else "processor s"
    proved = [bool(row["proved"]) and float(str(row[counted])) <= ALLOWED for row in rows]
    soon = [float(str(row["first plan, s"])) for row in rows if row["first plan, s"] != ""]
    settled = sum(bool(row["settled"]) for row in rows)
    goals = [
        goal(
            sum(proved) >= AIM * len(rows),
            f"{sum(proved)} of {len(rows)} systems of up to {LARGEST} practices proved best "
            f"within {ALLOWED:.0f} {counted} ({sum(proved) / max(1, len(rows)):.0%}, "
            f"to be {AIM:.0%})",
        ),
        goal(
            sum(s < SOON for s in soon) == settled,
            f"{sum(s < SOON for s in soon)} of {settled} systems that can be in band had a plan "
            f"in band within {SOON:.0f} s (median {median(soon or [0]):.2f} s)",
        ),
    ]
    keep("systems", rows, goals)


def row_of(area: str, seed: int, whole: Proposed, first: Proposed) -> Row:
    """A line of the table."""
    told = whole.areas[0]
    return {
        "system": area,
        "seed": seed,
        "practices": told["practices"],
        "networks": len(whole.judged.groups),
        "proved": told["proved_optimal"],
        "gap": f"{told['gap']:.3%}",
        "seconds": told["seconds"],
        "settled": whole.judged.keeps_all_rules,
        "first plan, s": seconds_to_first(whole, first),
        "whole process, s": round(whole.run.seconds, 1),
        "processor s": round(whole.run.cpu_seconds, 1),
        "km": round(whole.judged.km, 4),
        "first km": round(first.judged.km, 4),
        "load": round(whole.run.load, 1),
    }


def seconds_to_first(whole: Proposed, first: Proposed) -> object:
    """As the program tells it; else the time of the run that had a second, where in band."""
    told = whole.areas[0].get("first_plan_seconds")
    if told is not None:
        return round(float(told), 2)
    return first.areas[0]["seconds"] if first.judged.keeps_all_rules else ""
