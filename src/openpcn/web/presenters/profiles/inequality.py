"""Inequality inside an area: the slope of each indicator along deprivation."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address, called
from openpcn.web.presenters.profiles.sections import ProfileSection
from openpcn.web.presenters.tables import Cell, Column, Link, Row, Table, words
from openpcn.web.presenters.words import month
from openpcn.workflows.profiles import indicator_pictures
from openpcn.workflows.profiles.inequality import ENOUGH_FOR_FIFTHS, Gradient
from openpcn.workflows.profiles.periods import period
from openpcn.workflows.profiles.sayings import interval, points
from openpcn.workflows.profiles.show_profile import Profile


def inequality_section(answer: Profile, dates: Dates) -> ProfileSection:
    """The steepest slope as a picture, all of them as a table."""
    heading = _("Inequality")
    if not answer.gradients:
        return ProfileSection(id="inequality", heading=heading, empty=nothing(answer),
                              links=to_the_system(answer, dates))  # fmt: skip
    steepest = max(answer.gradients, key=order)
    origin = answer.origins[steepest.indicator.id]
    on = answer.homes.on
    where = called(answer.page.subject.organisation, answer.page.whole)
    chart = indicator_pictures.slope(
        steepest,
        where=where,
        period=period(origin.starts_on, origin.ends_on),
        edition=f"{answer.homes.edition}, {month(on)}" if on else answer.homes.edition,
    )
    return ProfileSection(
        id="inequality",
        heading=heading,
        lines=(
            _(
                "Do practices whose patients live in deprived areas have more of it? The picture "
                "shows what rises most towards the deprived; the table shows all."
            ),
        ),
        tables=(gradients_table(answer.gradients, base(answer), dates),),
        chart=chart,
    )


def order(one: Gradient) -> float:
    """The steepest towards the deprived comes first: most slopes the other way are of age."""
    return one.relative or 0.0


def nothing(answer: Profile) -> tuple[str, ...]:
    """Why there is no slope."""
    if answer.page.subject.kind in ("network", "practice"):
        return (
            _("%(count)s practices or more are needed for a slope along deprivation.")
            % {"count": ENOUGH_FOR_FIFTHS},
        )
    return (
        _(
            "A slope along deprivation needs indicators of %(count)s practices or more, and where "
            "their patients live; they are not held together for this date."
        )
        % {"count": ENOUGH_FOR_FIFTHS},
    )


def to_the_system(answer: Profile, dates: Dates) -> tuple[Link, ...]:
    """The same for the whole system."""
    system = answer.page.subject.system
    if system is None or system.code == answer.page.subject.code:
        return ()
    href = dates.link(f"{address('icb', system.code)}population/") + "#inequality"
    return (Link(text=_("Inequality in %(name)s") % {"name": called(system)}, href=href),)


def base(answer: Profile) -> str:
    """The home page of the organisation."""
    return address(answer.page.subject.kind, answer.page.subject.code)


def gradients_table(gradients: Sequence[Gradient], home: str, dates: Dates) -> Table:
    """Every slope with its interval."""
    return Table(
        id="inequality-table",
        caption=_("Slopes along deprivation"),
        caption_hidden=True,
        columns=(
            Column(label=_("Indicator")),
            Column(label=_("Most less least deprived"), is_number=True),
            Column(label=_("Ratio"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(
                        one.indicator.title,
                        href=dates.link(f"{home}population/indicators/{one.indicator.id}/"),
                    ),
                    slope_cell(one),
                    ratio_cell(one),
                )
            )
            for one in sorted(gradients, key=order, reverse=True)
        ),
        csv_href=dates.link(f"{home}population/", format="csv", of="inequality"),
    )


def slope_cell(one: Gradient) -> Cell:
    """The slope index with its interval."""
    text = points(one.indicator, one.slope, one.slope_low, one.slope_high)
    value, _space, rest = text.partition(" (")
    return Cell(value=round(one.slope, 4), text=value, second=rest.removesuffix(")"))


def ratio_cell(one: Gradient) -> Cell:
    """The relative index with its interval."""
    if one.relative is None or one.relative_low is None or one.relative_high is None:
        return Cell(value=None, text=_("not calculable"))
    return Cell(
        value=round(one.relative, 4),
        text=f"{one.relative:.2f}",
        second=f"{one.relative_low:.2f} {_('to')} {one.relative_high:.2f}",
    )


def gradients_file(gradients: Sequence[Gradient]) -> Table:
    """Every slope with both limits, for a download."""
    labels = (
        "Slope", "Slope 95% lower", "Slope 95% upper", "Ratio", "Ratio 95% lower",
        "Ratio 95% upper", "At the most deprived", "At the least deprived", "Groups",
    )  # fmt: skip
    return Table(
        id="inequality",
        caption=_("Slopes along deprivation"),
        columns=(
            Column(label=_("Indicator")),
            *(Column(label=label, is_number=True) for label in labels),
            Column(label=_("Unit")),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(one.indicator.title, code=one.indicator.id),
                    *(
                        Cell(value=None if n is None else round(n, 6), text="")
                        for n in (
                            one.slope, one.slope_low, one.slope_high,
                            one.relative, one.relative_low, one.relative_high,
                            one.most_deprived, one.least_deprived, len(one.groups),
                        )
                    ),
                    words(one.indicator.shown_as),
                )
            )
            for one in gradients
        ),
    )  # fmt: skip


def groups_table(one: Gradient, href: str) -> Table:
    """The groups of one slope."""
    return Table(
        id="slope-table",
        caption=_("Groups of practices by deprivation"),
        caption_hidden=True,
        columns=(
            Column(label=_("Group, most deprived first")),
            Column(label=_("Practices"), is_number=True),
            Column(label=_("Share or rate"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(str(at)),
                    Cell(value=each.practices, text=str(each.practices)),
                    Cell(
                        value=round(each.value, 4),
                        text=interval(one.indicator, each.value, each.value).split(" to ")[0],
                        second=interval(one.indicator, each.low, each.high),
                    ),
                )
            )
            for at, each in enumerate(one.groups, start=1)
        ),
        csv_href=href,
    )
