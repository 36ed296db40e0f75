"""The trade-off as a chart: patients who change network against distance."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from openpcn.engines.formation.measuring import Measures
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.svg import path_of, picture, tag, words
from openpcn.workflows.planner.dials import Point

WIDTH, HEIGHT = 576.0, 392.0
Spot = tuple[float, float]
LEFT, RIGHT, TOP, BOTTOM = 56.0, 24.0, 24.0, 52.0


def curve_svg(points: Sequence[Point], today: Measures) -> str:
    """Each point with the bound beneath it; today's map stands at nobody changing."""
    shown = [one for one in points if one.score["mean_km"] is not None]
    if not shown or today.mean_km is None:
        return ""
    most = max(max(one.score["patients_moved"] for one in shown), 1) * 1.05
    high = max(today.mean_km, *(one.score["mean_km"] for one in shown)) * 1.15

    def at(moved: float, km: float) -> Spot:
        x = LEFT + (WIDTH - LEFT - RIGHT) * moved / most
        return x, TOP + (HEIGHT - TOP - BOTTOM) * (1 - km / high)

    spots = [(at(p.score["patients_moved"], p.score["mean_km"]), p) for p in shown]
    curve = sorted(spot for spot, point in spots if not point.is_repair)
    return picture(
        *_grid(most, high, at),
        tag("path", d=path_of([curve], closed=False), fill="none", stroke=palette.LINK,
            stroke_width=2.0),
        *(_dot(x, y, p) for (x, y), p in spots),
        _today(*at(0, today.mean_km)),
        name="trade-off",
        width=WIDTH,
        height=HEIGHT,
        title="Patients whose practice changes network, against distance",
        description="The table beside the chart says the same, with the bound of each point.",
    )  # fmt: skip


def _grid(most: float, high: float, at: Callable[[float, float], Spot]) -> list[str]:
    drawn = []
    for km in _ticks(high):
        x, y = at(0, km)
        line = path_of([[(x, y), (WIDTH - RIGHT, y)]], closed=False)
        colour = palette.HAIRLINE if km else palette.DOT
        drawn.append(tag("path", d=line, fill="none", stroke=colour, stroke_width=1.0))
        drawn.append(_text(f"{km:g} km", LEFT - 8, y + 4, "end"))
    for moved in _ticks(most):
        x, base = at(moved, 0)
        drawn.append(_text(f"{moved:,.0f}", x, base + 20, "middle"))
    drawn.append(_text("Patients whose practice changes network", LEFT, HEIGHT - 8, "start"))
    return drawn


def _ticks(most: float) -> list[float]:
    """Three to six round numbers from zero on."""
    power = 10.0 ** math.floor(math.log10(most))
    step = next(s * power for s in (0.2, 0.5, 1, 2) if most / (s * power) <= 5)
    return [round(step * n, 6) for n in range(int(most / step) + 1)]


def _dot(x: float, y: float, point: Point) -> str:
    said = f"{point.title}: {point.score['patients_moved']:,} patients, "
    said += f"{point.score['mean_km']:.2f} km, {point.score['inside']} networks inside"
    if point.is_repair:
        diamond = path_of([[(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)]])
        mark = tag("path", d=diamond, fill="#ffffff", stroke="#8a3c00", stroke_width=2.0)
        return tag("g", tag("title", words(said)), mark)
    mark = tag("circle", cx=x, cy=y, r=5.0, fill=palette.LINK, stroke="#ffffff", stroke_width=1.5)
    return tag("g", tag("title", words(said)), mark)


def _today(x: float, y: float) -> str:
    mark = tag("circle", cx=x, cy=y, r=5.0, fill="#ffffff", stroke=palette.TEXT, stroke_width=2.0)
    return mark + _text("Today", x + 10, y - 8, "start")


def _text(text: str, x: float, y: float, anchor: str) -> str:
    return tag(
        "text", words(text), x=x, y=y, font_size=12, fill=palette.SECOND_TEXT, text_anchor=anchor
    )
