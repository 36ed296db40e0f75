"""The chart of a group along deprivation: fifths age for age, and the line through them."""

from __future__ import annotations

from openpcn.engines.indicators import Inequality
from openpcn.workflows.drawings.charts.axes import legend_mark
from openpcn.workflows.drawings.charts.slope import Slope, SlopeGroup, slope_svg
from openpcn.workflows.population.group_deprivation import AlongDeprivation
from openpcn.workflows.profiles.pictures import ChartPicture
from openpcn.workflows.profiles.sayings import times

NOTE = (
    "Slope index of inequality through rates that are standardised by age, weighted by people; "
    "fifths of England's areas by the Index of Multiple Deprivation."
)


def deprivation_chart(found: AlongDeprivation, *, title: str, beneath: str) -> ChartPicture | None:
    """The five fifths; None where there is no slope."""
    answer = found.inequality
    if answer is None:
        return None
    message = said(title, answer)
    facts = Slope(
        title=message,
        description="Five fifths of areas from the most to the least deprived, each with its 95% "
        f"interval, and the line through them. Difference along the line: {difference(answer)}.",
        groups=tuple(
            SlopeGroup(at=at, value=one.value or 0, low=one.lower or 0, high=one.upper or 0)
            for at, one in zip(found.middles, found.fifths, strict=True)
        ),
        most_deprived=answer.at_most_deprived,
        least_deprived=answer.at_least_deprived,
        most_words=f"{answer.at_most_deprived:.1f}",
        least_words=f"{answer.at_least_deprived:.1f}",
        difference=difference(answer),
        unit="",
        ends=("most deprived fifth", "least deprived"),
        beneath="fifths of England's areas",
    )
    return ChartPicture(
        title=message,
        beneath=beneath,
        wide=slope_svg(facts, name="fifths"),
        narrow=slope_svg(facts, name="fifths-narrow", narrow=True),
        legend=(
            (legend_mark("main"), "fifth, with 95% interval"),
            (legend_mark("line"), "fitted line, weighted by people"),
        ),
        note=NOTE,
    )


def said(title: str, answer: Inequality) -> str:
    """What the chart says."""
    slope, relative = answer.slope, answer.relative.value
    low, high = slope.lower or 0, slope.upper or 0
    if low <= 0 <= high:
        return f"{title}: no clear slope along deprivation, age for age"
    if relative is None or relative <= 0:
        more = "more" if low > 0 else "less"
        return f"{title}: {more} common among the most deprived, age for age"
    if relative < 1:
        return f"{title}: {relative:.1f} times as common among the most deprived, age for age"
    return f"{title}: {times(relative)} as common among the most deprived, age for age"


def difference(answer: Inequality) -> str:
    """The slope index with its interval."""
    one = answer.slope
    return f"{one.value or 0:.1f} per 1,000 ({one.lower or 0:.1f} to {one.upper or 0:.1f})"
