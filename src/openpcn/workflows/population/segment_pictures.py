"""The chart of a group by segment: as often as people of the same ages would have it, or more."""

from __future__ import annotations

from openpcn.kernel.wording import capitalised, counted, listed
from openpcn.workflows.drawings.charts.axes import legend_mark
from openpcn.workflows.drawings.charts.dots import DotRow, Dots, dots_svg
from openpcn.workflows.population.segment_rates import BySegment, InSegment
from openpcn.workflows.profiles.pictures import ChartPicture


def segments_chart(found: BySegment, *, beneath: str) -> ChartPicture | None:
    """One line for each segment that has a ratio; None where none has."""
    rows = tuple(row for one in found.rows if (row := dot_row(one)))
    if not rows:
        return None
    facts = Dots(
        title=message(found, rows),
        description=f"One line for each of {counted(len(rows), 'segment')}: a mark with its 95% "
        "interval, as a ratio to what is expected of people of the same age and sex. "
        "The table has every figure.",
        compared_with="expected",
        rows=rows,
    )
    return ChartPicture(
        title=facts.title,
        beneath=beneath,
        wide=dots_svg(facts, name="segments"),
        narrow=dots_svg(facts, name="segments-narrow", narrow=True),
        legend=(
            (legend_mark("interval"), "within chance, with 95% interval"),
            (legend_mark("above"), "more than expected"),
            (legend_mark("below"), "less than expected"),
        ),
        note="Expected is what people of the same age and sex have here, all segments together. "
        "Segments are made of illnesses, so that some differ by the way they are made. "
        "None is drawn from fewer than ten people.",
    )


def dot_row(one: InSegment) -> DotRow | None:
    """A segment as a ratio, where it has one."""
    held = one.ratio
    if held is None or held.value is None or held.lower is None or held.upper is None:
        return None
    standing = "above" if held.lower > 1 else "below" if held.upper < 1 else "within"
    return DotRow(
        label=capitalised(one.label),
        ratio=held.value,
        low=held.lower,
        high=held.upper,
        standing=standing,
        value=f"{held.value:.2f} times",
    )


def message(found: BySegment, rows: tuple[DotRow, ...]) -> str:
    """What the chart says."""
    title = found.phenotype.definition.title
    more = [row.label for row in rows if row.standing == "above"]
    less = [row.label for row in rows if row.standing == "below"]
    if not more and not less:
        return f"{title}: no segment differs from what is expected of its ages by more than chance"
    parts = [f"more common than expected of their ages in {listed(more)}"] if more else []
    parts += [f"less common in {listed(less)}"] if less else []
    return f"{title}: {'; '.join(parts)}"
