"""The trade-off: patients who change network against distance and networks in band."""

from __future__ import annotations

from benchmarks.forming.instances import Instance
from benchmarks.forming.proposing import propose
from benchmarks.forming.telling import Row, goal, keep, say
from benchmarks.forming.today import Point, at_todays_number, point_of, today_row, todays_map

AS_MANY = (0.0, 1.0, 2.0, 5.0, 20.0)
ANY_NUMBER = (1.0, 5.0, 20.0, 100.0)
"""Weights in km for each patient who would change network."""
SECONDS, ALL_SECONDS = 8.0, 100.0
"""For each area by itself, and for England at once."""


def measure_curve(england: Instance, *, patience: float) -> None:
    """As many networks as now in the wider band; and any number, every network to be mended."""
    rows: list[Row] = [today_row(todays_map(england))]
    goals: list[str] = []
    for weight in AS_MANY:
        point = point_of(england, at_todays_number(england, weight, SECONDS * patience), weight)
        add(rows, point, "as many as now, 30,000 to 70,000")
        keep("curve", rows, goals)
    for weight in ANY_NUMBER:
        options = ["--count", "free", "--keep-today", str(weight)]
        options += ["--seconds", str(ALL_SECONDS * patience)]
        point = point_of(england, [propose(england, *options, "--seed", "1")], weight)
        add(rows, point, "any number, 30,000 to 50,000")
        keep("curve", rows, goals)
    out = point.judged.misfits
    goals.append(
        goal(
            out == 0,
            f"mending every network out of band moves {point.moved:,} patients "
            f"({point.moved / point.patients:.1%}); {out} are left out of band",
        )
    )
    keep("curve", rows, goals)


def add(rows: list[Row], point: Point, question: str) -> None:
    """One more point, told at once."""
    rows.append(point.row(question))
    say(", ".join(f"{name} {value}" for name, value in rows[-1].items()))
