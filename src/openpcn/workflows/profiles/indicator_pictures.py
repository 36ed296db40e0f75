"""The charts of indicators: dots with intervals, funnel, slope along deprivation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from openpcn.engines.indicators import Compared
from openpcn.engines.indicators import Standing as Place
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import counted
from openpcn.rulebook.indicators import Indicator
from openpcn.workflows.drawings.charts.axes import legend_mark
from openpcn.workflows.drawings.charts.dots import DotRow, Dots, dots_svg
from openpcn.workflows.drawings.charts.funnel import Funnel, FunnelLimit, FunnelPoint, funnel_svg
from openpcn.workflows.drawings.charts.slope import Slope, SlopeGroup, slope_svg
from openpcn.workflows.profiles import sayings
from openpcn.workflows.profiles.funnels import Funnelled
from openpcn.workflows.profiles.inequality import Gradient
from openpcn.workflows.profiles.pictures import ChartPicture
from openpcn.workflows.profiles.standings import Standing

Link = Callable[[str], str]
FAR = {
    Place.FAR_ABOVE: "above",
    Place.FAR_BELOW: "below",
}
SIDE = {Compared.HIGHER: "above", Compared.LOWER: "below"}


def dots(
    name: str, standings: Sequence[Standing], *, id_: str, noun: str, beneath: str
) -> ChartPicture | None:
    """Several indicators of one area, each as a ratio to all practices of the file."""
    known = [one for one in standings if one.value and one.everyone]
    if not known:
        return None
    against = sayings.names_of(known)
    is_short = against == "England"
    facts = Dots(
        title=sayings.about_standings(known, noun),
        description=f"One line for each of {counted(len(known), noun)}: a mark for {name} with its "
        f"95% interval, small strokes for its peers, all as a ratio to {against}.",
        compared_with="England" if is_short else "all practices held",
        rows=tuple(dot_row(one) for one in sorted(known, key=lambda one: -(one.ratio or 0))),
    )
    has_peers = any(one.peers for one in known)
    return ChartPicture(
        title=facts.title,
        beneath=beneath,
        wide=dots_svg(facts, name=id_),
        narrow=dots_svg(facts, name=f"{id_}-narrow", narrow=True),
        legend=(
            (legend_mark("interval"), "within chance, with 95% interval"),
            (legend_mark("above"), "higher"),
            (legend_mark("below"), "lower"),
            *(((legend_mark("peer"), "a peer"),) if has_peers else ()),
        ),
        note=f"By chance alone about one in twenty would lie outside its interval. Higher is not "
        "worse: shares follow age, need and how carefully people are found. "
        f"{against_words(known)}",
    )


def against_words(known: Sequence[Standing]) -> str:
    """What the comparison is made of."""
    said = sorted({one.everyone_called for one in known})
    return f"Compared with {' or '.join(said)}."


def dot_row(one: Standing) -> DotRow:
    """One indicator as a ratio."""
    value, base = one.value, one.everyone or 1.0
    low, high, own = (value.low, value.high, value.value) if value else (0.0, 0.0, 0.0)
    return DotRow(
        label=one.indicator.title,
        ratio=own / base,
        low=low / base,
        high=high / base,
        standing=SIDE.get(one.how, "within"),
        value=f"{short_value(one.indicator, own)} ({short_value(one.indicator, base)})",
        peers=tuple(peer / base for peer in one.peers if peer > 0),
    )


def groups(
    standings: Sequence[tuple[str, Standing]], *, id_: str, noun: str, beneath: str, title: str = ""
) -> ChartPicture | None:
    """Several areas on one indicator, each as a ratio to all practices of the file."""
    known = [(name, one) for name, one in standings if one.value and one.everyone]
    if not known:
        return None
    only = [one for _, one in known]
    against = sayings.names_of(only)
    facts = Dots(
        title=title or sayings.about_standings(only, noun),
        description=f"One line for each of {counted(len(known), noun)}, with its 95% interval, as "
        f"a ratio to {against}.",
        compared_with="England" if against == "England" else "all practices held",
        rows=tuple(
            replace(dot_row(one), label=as_written(name))
            for name, one in sorted(known, key=lambda each: -(each[1].ratio or 0))
        ),
    )
    return ChartPicture(
        title=facts.title,
        beneath=beneath,
        wide=dots_svg(facts, name=id_),
        narrow=dots_svg(facts, name=f"{id_}-narrow", narrow=True),
        legend=(
            (legend_mark("interval"), "within chance, with 95% interval"),
            (legend_mark("above"), "higher"),
            (legend_mark("below"), "lower"),
        ),
        note=f"By chance alone about one in twenty would lie outside its interval. "
        f"{against_words(only)}",
    )


def slope(found: Gradient, *, where: str, period: str, edition: str) -> ChartPicture:
    """The slope of one indicator along deprivation."""
    one = found.indicator
    tens = len(found.groups) == 10
    title = sayings.about_gradient(found)
    difference = sayings.points(one, found.slope, found.slope_low, found.slope_high)
    facts = Slope(
        title=title,
        description=f"{len(found.groups)} groups of practices from the most to the least deprived, "
        f"each with its 95% interval, and the line through them. Difference along the line: "
        f"{difference}.",
        groups=tuple(
            SlopeGroup(at=each.at, value=each.value, low=each.low, high=each.high)
            for each in found.groups
        ),
        most_deprived=found.most_deprived,
        least_deprived=found.least_deprived,
        most_words=short_value(one, found.most_deprived),
        least_words=short_value(one, found.least_deprived),
        difference=difference,
        unit="%" if one.shown_as == "per cent" else "",
        ends=(
            "most deprived tenth" if tens else "most deprived fifth",
            "least deprived",
        ),
        beneath=f"{'ten' if tens else 'five'} groups of practices of equal size",
    )
    return ChartPicture(
        title=title,
        beneath=f"{one.title}, {one.shown_as}, {where}, {period}. Deprivation slope, {edition}.",
        wide=slope_svg(facts, name=f"slope-{one.id}"),
        narrow=slope_svg(facts, name=f"slope-{one.id}-narrow", narrow=True),
        legend=(
            (legend_mark("main"), f"{'tenth' if tens else 'fifth'}, with 95% interval"),
            (legend_mark("line"), "fitted line, weighted by people"),
        ),
        note="Slope index of inequality; practices in the order of the mean rank of where their "
        "patients live. Not standardised for age: published registers carry no ages, and where "
        "deprived practices have younger patients, a slope can be of age and not of need.",
    )


def short_value(one: Indicator, value: float) -> str:
    """A value without its unit in words."""
    return sayings.shown(one, value).replace(" per 1,000", "")


def funnel(
    found: Funnelled,
    names: dict[str, str],
    chosen: set[str],
    *,
    where: str,
    period: str,
    chosen_words: str,
    link: Link,
) -> ChartPicture:
    """The practices of a system in the funnel."""
    one = found.indicator
    per = one.per
    outside = sum(place in FAR for place in found.standing.values())
    facts = Funnel(
        title=sayings.about_funnel(len(found.counts), outside),
        description=f"A point for each of {len(found.counts)} practices by size; lines at the 95% "
        f"and 99.8% limits around the value of {found.called}, "
        f"{sayings.shown(one, found.centre)}. {counted(outside, 'practice')} outside the outer "
        "limits. The table beneath has every practice.",
        points=tuple(
            FunnelPoint(
                name=as_written(names.get(code, code)),
                size=count.denominator,
                value=count.numerator / count.denominator * per,
                standing=FAR.get(found.standing[code], "within"),
                is_chosen=code in chosen,
                href=link(f"/practices/{code}/population/indicators/{one.id}/"),
            )
            for code, count in found.counts.items()
        ),
        limits=tuple(
            FunnelLimit(
                size=each.size,
                inner_low=max(0.0, each.inner_low),
                inner_high=each.inner_high,
                outer_low=max(0.0, each.outer_low),
                outer_high=each.outer_high,
            )
            for each in found.limits
        ),
        centre=found.centre,
        centre_words=f"{'England' if found.called == 'England' else 'all'} "
        f"{short_value(one, found.centre)}",
        unit="%" if one.shown_as == "per cent" else "",
        sizes=size_words(found),
    )
    legend = [
        (legend_mark("within"), "inside the 99.8% limits"),
        (legend_mark("above"), "above"),
        (legend_mark("below"), "below"),
    ]
    if chosen:
        legend.append((legend_mark("ours"), chosen_words))
    return ChartPicture(
        title=facts.title,
        beneath=f"{one.title}, {one.shown_as}, practices of {where}, {period}. Funnel plot.",
        wide=funnel_svg(facts, name="funnel"),
        narrow=funnel_svg(facts, name="funnel-narrow", narrow=True),
        legend=(*legend, (legend_mark("dashed"), "95%"), (legend_mark("solid"), "99.8%")),
        note=f"Limits around {found.called} ({counted(found.practices, 'practice')}), 95% and "
        f"99.8%, widened for over-dispersion. {found.spread}",
    )


def size_words(found: Funnelled) -> str:
    """What the axis of sizes counts, short."""
    name = found.indicator.measured[0].denominator.name
    return name[:1].lower() + name[1:]
