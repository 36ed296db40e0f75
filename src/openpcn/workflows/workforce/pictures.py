"""The charts of staff: the trend of a ratio, and a projection with its interval."""

from __future__ import annotations

from openpcn.kernel.wording import grouped
from openpcn.workflows.drawings.charts.years import YearLine, Years, look_mark, years_svg
from openpcn.workflows.profiles.pictures import ChartPicture
from openpcn.workflows.workforce.gathering import GPS, SHORT
from openpcn.workflows.workforce.people_tables import PeopleTables
from openpcn.workflows.workforce.show_projection import Projected

STEADY = 0.01
"""Less of a change than this share is none worth a sentence."""


def trend(name: str, tables: PeopleTables) -> ChartPicture | None:
    """GPs per 1,000 patients over the years; nothing of fewer than two years."""
    here = [
        (each.year, rate)
        for each in tables.trend
        if (rate := rate_of(each.table.staff.get(GPS))) is not None
    ]
    if len(here) < 2:
        return None
    title = change_words(here)
    facts = Years(
        title=title,
        description=f"Fully qualified GPs per 1,000 patients, {here[0][0]} to {here[-1][0]}: "
        + ", ".join(f"{year} {rate:.2f}" for year, rate in here)
        + ". The table beside it has every figure.",
        lines=(YearLine(label="", look="published", points=tuple(here)),),
    )
    return ChartPicture(
        title=title,
        beneath=f"{name}: fully qualified GPs, without trainees and locums, full-time equivalents "
        "per 1,000 patients; each year ends on 31 March.",
        wide=years_svg(facts, name="trend"),
        narrow=years_svg(facts, name="trend-narrow", narrow=True),
        legend=((look_mark("published"), "mean of the year, of practices that report"),),
        note="A mean over a year, made by the supplier of the file: no publication shows it. The "
        "rules of counting changed between 2015 and 2017 and in 2021. A full count, so there is "
        "no interval.",
    )


def rate_of(total: object) -> float | None:
    """The rate of a staff group, where it is held."""
    rate: float | None = getattr(total, "per_thousand", None)
    return rate


def change_words(points: list[tuple[int, float]]) -> str:
    """The message: from when, which way and how far."""
    (first, before), (last, now) = points[0], points[-1]
    if before and abs(now - before) / before < STEADY:
        return f"About as many GPs for each patient in {last} as in {first}"
    way = "Fewer" if now < before else "More"
    return f"{way} GPs for each patient in {last} than in {first}: {now:.2f} against {before:.2f}"


def projection(page: Projected, name: str) -> ChartPicture:
    """Published years, the years told, what was assumed instead, and what demand asks for."""
    last = page.history[-1]
    start = (last.year, last.stock)
    shown = [each.shown for each in page.years]
    title = told_words(page)
    facts = Years(
        title=title,
        description=f"Published to {last.year}: {grouped(last.stock)}. Told for "
        f"{shown[-1].year}: {grouped(shown[-1].stock)}, {grouped(shown[-1].low)} to "
        f"{grouped(shown[-1].high)}. The table has every figure.",
        lines=tuple(lines_of(page, start)),
        band=(
            (*start, last.stock),
            *((each.year, each.low, each.high) for each in shown),
        ),
    )
    legend = [
        (look_mark("published"), "published"),
        (look_mark("told"), "as it goes on"),
        (look_mark("interval"), "95% interval"),
        (look_mark("needed"), "needed to keep today's staff for the work of each year"),
    ]
    if page.typed.is_scenario:
        legend.insert(2, (look_mark("assumed"), "as you assume; the interval is of this line"))
    return ChartPicture(
        title=title,
        beneath=f"{SHORT[page.typed.group]} of {name}, full-time equivalents; each year ends on "
        "31 March. Stock and flow.",
        wide=years_svg(facts, name="projection"),
        narrow=years_svg(facts, name="projection-narrow", narrow=True),
        legend=tuple(legend),
        note="What would come if what is assumed went on. The interval is for how much past years "
        "differed, not for a change of policy.",
    )


def lines_of(page: Projected, start: tuple[int, float]) -> list[YearLine]:
    """Published, told, assumed and needed."""
    made = [
        YearLine(
            label="", look="published", points=tuple((one.year, one.stock) for one in page.history)
        ),
        YearLine(
            label="goes on",
            look="told",
            points=(start, *((each.base.year, each.base.stock) for each in page.years)),
        ),
        YearLine(
            label="needed",
            look="needed",
            points=(start, *((each.base.year, each.needed) for each in page.years)),
        ),
    ]
    if page.typed.is_scenario:
        made.append(
            YearLine(
                label="yours",
                look="assumed",
                points=(start, *((each.shown.year, each.shown.stock) for each in page.years)),
            )
        )
    return made


def told_words(page: Projected) -> str:
    """The message of a projection: too few, enough, or not to be told apart."""
    last = page.years[-1]
    of = SHORT[page.typed.group].lower().replace("gps", "GPs").replace("gp ", "GP ")
    year, told = last.shown.year, last.shown
    if told.high < last.needed:
        return f"In {year} about {grouped(-last.gap)} fewer {of} than the work then asks for"
    if told.low > last.needed:
        return f"In {year} about {grouped(last.gap)} more {of} than the work then asks for"
    return f"In {year} the interval holds both too few and enough {of}"
