"""The trade-off: patients who change network against distance and networks in band."""

from __future__ import annotations

from benchmarks.forming.instances import Instance
from benchmarks.forming.telling import Row, goal, keep, say
from benchmarks.forming.today import plan_areas, point_of, today_row, todays_map

QUESTIONS = (
    ("as many as now, 30,000 to 70,000", False, (0.0, 1.0, 2.0, 5.0, 20.0)),
    ("any number, 30,000 to 50,000", True, (1.0, 5.0, 20.0, 100.0)),
)
"""With weights in km for each patient who would change network."""
SECONDS = 8.0
"""For each area."""


def measure_curve(england: Instance, *, patience: float) -> None:
    """As many networks as now in the wider band; and any number, every network to be mended."""
    rows: list[Row] = [today_row(todays_map(england))]
    goals: list[str] = []
    for question, any_number, weights in QUESTIONS:
        for weight in weights:
            found = plan_areas(england, weight, SECONDS * patience, any_number=any_number)
            if not found:
                continue
            point = point_of(england, found, weight)
            rows.append(point.row(question))
            say(", ".join(f"{name} {value}" for name, value in rows[-1].items()))
            keep("curve", rows, goals)
        goals.append(
            goal(
                not (point.judged.misfits or point.without),
                f"{question}: keeping today's networks as far as can be moves {point.moved:,} "
                f"patients ({point.moved / point.patients:.1%}); {point.judged.misfits} networks "
                f"out of band, {len(point.without)} areas without a plan in time",
            )
        )
    keep("curve", rows, goals)
