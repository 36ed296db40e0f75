"""The trade-off as a chart: patients who change network against distance."""

from __future__ import annotations

from collections.abc import Sequence

from openpcn.engines.formation.measuring import Measures
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.svg import path_of, picture, tag, words
from openpcn.workflows.planner.propose import Point

WIDTH, HEIGHT = 576.0, 392.0
LEFT, RIGHT, TOP, BOTTOM = 56.0, 24.0, 24.0, 52.0


def curve_svg(points: Sequence[Point], today: Measures) -> str:
    """Each point with the bound beneath it; today's map stands at nobody changing."""
    shown = [one for one in points if one.score["mean_km"] is not None]
    if not shown or today.mean_km is None:
        return ""
    most = max(max(one.score["patients_moved"] for one in shown), 1) * 1.05
    high = max(today.mean_km, *(one.score["mean_km"] for one in shown)) * 1.15

    def at(moved: float, km: float) -> tuple[float, float]:
        x = LEFT + (WIDTH - LEFT - RIGHT) * moved / most
        return x, TOP + (HEIGHT - TOP - BOTTOM) * (1 - km / high)

    spots = sorted((at(p.score["patients_moved"], p.score["mean_km"]), p) for p in shown)
    line = [at(0, today.mean_km), *(spot for spot, _ in spots)]
    return picture(
        *_grid(most, high, at),
        tag("path", d=path_of([line], closed=False), fill="none", stroke=palette.LINK,
            stroke_width=2.0),
        *(_dot(x, y, p) for (x, y), p in spots),
        _today(*at(0, today.mean_km)),
        name="trade-off",
        width=WIDTH,
        height=HEIGHT,
        title="Patients whose practice changes network, against distance",
        description="The table beside the chart says the same, with the bound of each point.",
    )  # fmt: skip


def _grid(most: float, high: float, at) -> list[str]:  # type: ignore[no-untyped-def]
    drawn = []
    for step in range(5):
        km, moved = high / 4 * step, most / 4 * step
        x0, y = at(0, km)
        x, base = at(moved, 0)
        drawn.append(
            tag("path", d=path_of([[(x0, y), (WIDTH - RIGHT, y)]], closed=False), fill="none",
                stroke=palette.DOT if not step else palette.HAIRLINE, stroke_width=1.0)
        )  # fmt: skip
        drawn.append(_text(f"{km:.1f} km", LEFT - 8, y + 4, "end"))
        drawn.append(_text(f"{moved:,.0f}", x, base + 20, "middle"))
    drawn.append(_text("Patients whose practice changes network", LEFT, HEIGHT - 8, "start"))
    return drawn


def _dot(x: float, y: float, point: Point) -> str:
    said = f"{point.title}: {point.score['patients_moved']:,} patients, "
    said += f"{point.score['mean_km']:.2f} km, {point.score['inside']} networks inside"
    mark = tag("circle", cx=x, cy=y, r=5.0, fill=palette.LINK, stroke="#ffffff", stroke_width=1.5)
    return tag("g", tag("title", words(said)), mark)


def _today(x: float, y: float) -> str:
    mark = tag("circle", cx=x, cy=y, r=5.0, fill="#ffffff", stroke=palette.TEXT, stroke_width=2.0)
    return mark + _text("Today", x + 10, y - 8, "start")


def _text(text: str, x: float, y: float, anchor: str) -> str:
    return tag(
        "text", words(text), x=x, y=y, font_size=12, fill=palette.SECOND_TEXT, text_anchor=anchor
    )
