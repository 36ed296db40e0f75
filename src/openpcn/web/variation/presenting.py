"""Words, tables and the funnel of variation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openpcn.kernel.exports import Cell
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.workflows.drawings.charts.axes import legend_mark
from openpcn.workflows.drawings.charts.funnel import Funnel, FunnelLimit, FunnelPoint, funnel_svg
from openpcn.workflows.profiles.indicator_pictures import slope
from openpcn.workflows.profiles.pictures import ChartPicture
from openpcn.workflows.profiles.sayings import about_funnel
from openpcn.workflows.variation.compared import Compared, Point
from openpcn.workflows.variation.show_variation import ORDER, OneMeasure, Variation

HEADINGS = (
    "Dimension",
    "Measure",
    "Key",
    "Organisation",
    "Code",
    "Value",
    "Unit",
    "Numerator",
    "Denominator",
    "All together",
    "99.8% limit, lower",
    "99.8% limit, upper",
    "Standing",
    "Not shown because",
    "Meant because",
    "Owner of the reason",
    "Reason from",
    "Review of the reason",
    "Period",
    "Source of the measure",
)
SLOPE_HEADINGS = ("Measure", "Group, the most deprived first", "Practices", "Value", "Unit",
                  "95% interval, lower", "95% interval, upper", "Period",
                  "Source of the measure")  # fmt: skip
STANDING = {
    "above": "▲\u00a0outside, above",
    "below": "▼\u00a0outside, below",
    "high": "beyond 95%, above",
    "low": "beyond 95%, below",
    "inside": "●\u00a0inside",
    "not shown": "not shown",
}


def shown(one: Compared, value: float | None) -> str:
    """A value in its unit."""
    if value is None:
        return _("not shown")
    match one.unit:
        case "per cent":
            return f"{value:.{2 if abs(value) < 2 else 1}f}%"
        case "per 1,000":
            return _("%(n)s per 1,000") % {"n": f"{value:,.0f}"}
        case "pounds for each patient":
            return f"£{value:,.2f}"
        case _:
            return f"{value:.2f}"


def standing(point: Point) -> str:
    """Where an organisation stands, in words."""
    return STANDING[point.standing]


def who_differs(found: OneMeasure) -> list[tuple[str, str]]:
    """Those with a value whom the reader may explain; who is outside first, then by name."""
    may = found.variation.explainable
    held = [one for one in found.measure.shown if one.group.code in may]
    named = [(not one.is_outside, as_written(one.group.name), one.group.code) for one in held]
    return [(code, name) for _, name, code in sorted(named)]


def facts(found: Variation) -> list[dict[str, str]]:
    """The few figures at the top."""
    outside = found.outside
    meant = sum(point.meant is not None for _one, point in outside)
    told = [
        {
            "label": _("Measures compared"),
            "figure": str(len(found.measures)),
            "note": _("over %(groups)s") % {"groups": groups_words(found)},
        },
        {
            "label": _("Outside the limits"),
            "figure": str(len(outside)),
            "note": ngettext(
                "in %(n)s measure", "in %(n)s measures", len({one.key for one, _p in outside})
            )
            % {"n": len({one.key for one, _p in outside})},
        },
    ]
    if found.sees_reasons:
        told.append(
            {
                "label": _("Not explained"),
                "figure": str(len(outside) - meant),
                "note": _("%(n)s meant, with a reason on record") % {"n": meant},
            }
        )
    return told


def groups_words(found: Variation) -> str:
    """How many networks or practices are compared."""
    return counted(len(found.groups), noun_of(found))


def noun_of(found: Variation) -> str:
    """What is compared."""
    return "practice" if found.page.subject.kind == "network" else "network"


def dimensions(found: Variation) -> list[tuple[str, tuple[Compared, ...]]]:
    """The measures by dimension; the empty ones too."""
    return [(one, found.of(one)) for one in ORDER]


def times(one: Compared) -> str:
    """The highest as a multiple of the lowest."""
    return _("not known") if one.times is None else f"{one.times:.1f}"


def slope_words(one: Compared) -> str:
    """The deprivation slope in words."""
    found = one.slope
    if found is None:
        return _("not told")
    way = _("more where deprived") if found.slope > 0 else _("less where deprived")
    return way if found.is_clear else _("no clear slope")


def ends(one: Compared) -> tuple[Point, Point]:
    """The lowest and the highest."""
    return one.shown[-1], one.shown[0]


def outside_words(one: Compared) -> str:
    """How many lie outside, and how many of them are meant."""
    meant = sum(point.meant is not None for point in one.outside)
    told = str(len(one.outside))
    return _("%(n)s, %(m)s meant") % {"n": told, "m": meant} if meant else told


def meant_words(point: Point) -> str:
    """Why a difference is meant, since when and until when."""
    held = point.meant
    if held is None:
        return ""
    review = _("review overdue since") if held.is_overdue else _("review on")
    left = _(", who has left") if held.owner.has_left else ""
    days = f"{_('from')} {in_words(held.starts_on)}; {review} {in_words(held.review_on)}"
    return f"{held.reason} ({held.owner.name}{left}; {days})"


def chart(found: OneMeasure, dates: Dates) -> ChartPicture | None:
    """The funnel of the organisations; none where chance has no limits."""
    one = found.measure
    if not one.lines:
        return None
    places = {"above": "above", "below": "below"}
    title = about_funnel(len(one.shown), len(one.outside), noun=noun_of(found.variation))
    drawn = Funnel(
        title=title,
        description=_("A point for each; the table beside it has every one."),
        points=tuple(
            FunnelPoint(
                name=as_written(each.group.name),
                size=each.denominator or 0.0,
                value=each.value or 0.0,
                standing=places.get(each.standing, "within"),
                href=dates.link(address(each.group.kind, each.group.code)),
            )
            for each in one.shown
        ),
        limits=tuple(
            FunnelLimit(
                size=each.size,
                inner_low=each.inner_low,
                inner_high=each.inner_high,
                outer_low=each.outer_low,
                outer_high=each.outer_high,
            )
            for each in one.lines
        ),
        centre=one.centre,
        centre_words=_("all %(value)s") % {"value": shown(one, one.centre).split(" ")[0]},
        unit="%" if one.unit == "per cent" else "",
        sizes=one.sizes[:1].lower() + one.sizes[1:],
    )
    return ChartPicture(
        title=title,
        beneath=f"{one.title}, {one.unit}, {one.period}. {_('Funnel plot.')}",
        wide=funnel_svg(drawn, name="variation"),
        narrow=funnel_svg(drawn, name="variation-narrow", narrow=True),
        legend=(
            (legend_mark("within"), _("inside the 99.8% limits")),
            (legend_mark("above"), _("above")),
            (legend_mark("below"), _("below")),
            (legend_mark("dashed"), "95%"),
            (legend_mark("solid"), "99.8%"),
        ),
        note=_("Limits around all of them together, widened for over-dispersion. %(spread)s A "
               "point outside is a question, not a verdict.") % {"spread": one.spread},
    )  # fmt: skip


def slope_chart(found: OneMeasure) -> ChartPicture | None:
    """The deprivation slope over the practices of the area."""
    one, homes = found.measure, found.homes
    if one.slope is None or homes.on is None:
        return None
    return slope(
        one.slope,
        where=as_written(found.variation.page.subject.organisation.name),
        period=one.period,
        edition=f"{homes.edition}, {homes.on:%B %Y}",
    )


def limits_words(one: Compared, point: Point) -> str:
    """The 99.8% limits at the size of an organisation."""
    if point.low is None or point.high is None:
        return _("none")
    return _("%(low)s to %(high)s") % {"low": shown(one, point.low), "high": shown(one, point.high)}


def slope_rows(one: Compared) -> Iterator[tuple[Cell, ...]]:
    """The groups of the deprivation slope for a spreadsheet."""
    for at, each in enumerate(one.slope.groups if one.slope else (), start=1):
        yield (one.title, at, each.practices, round(each.value, 4), one.unit,
               round(each.low, 4), round(each.high, 4), one.period, one.source)  # fmt: skip


def rows(measures: Iterable[Compared]) -> Iterator[tuple[Cell, ...]]:
    """Every organisation in every measure for a spreadsheet."""
    for one in measures:
        for point in one.points:
            meant: Any = point.meant
            yield (
                one.dimension,
                one.title,
                one.key,
                as_written(point.group.name),
                point.group.code,
                None if point.value is None else round(point.value, 4),
                one.unit,
                point.numerator,
                point.denominator,
                round(one.centre, 4),
                None if point.low is None else round(point.low, 4),
                None if point.high is None else round(point.high, 4),
                point.standing,
                point.why_not,
                meant.reason if meant else "",
                meant.owner.name if meant else "",
                meant.starts_on if meant else None,
                meant.review_on if meant else None,
                one.period,
                one.source,
            )
