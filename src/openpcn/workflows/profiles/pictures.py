"""The charts of a population, as pages show them: ages and deprivation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpcn.kernel.wording import capitalised
from openpcn.workflows.drawings.charts.axes import legend_mark
from openpcn.workflows.drawings.charts.pyramid import Band, Pyramid, pyramid_svg
from openpcn.workflows.drawings.charts.tenths import TenthBars, tenths_svg
from openpcn.workflows.pages.show_population import AgeBand
from openpcn.workflows.profiles import sayings
from openpcn.workflows.profiles.deprivation import Tenths
from openpcn.workflows.profiles.everyone import EveryAge, called


@dataclass(frozen=True, kw_only=True)
class ChartPicture:
    """A chart as a page shows it."""

    title: str
    beneath: str
    """Measure, population, period and kind of chart."""
    wide: str
    narrow: str
    legend: tuple[tuple[str, str], ...]
    """A small picture of each mark, and its words."""
    note: str


def pyramid(
    name: str, ages: Sequence[AgeBand], everyone: EveryAge, *, day: str, id_: str = "pyramid"
) -> ChartPicture:
    """Ages of the register against all patients held."""
    whole = sum(band.everyone for band in ages) or 1
    all_of_them = sum(everyone.patients.values())
    against = called(everyone.practices)
    is_more = all_of_them > whole
    ours = [(band.age_from, band.everyone / whole) for band in ages]
    theirs = (
        [
            (
                band.age_from,
                sum(n for (_, age), n in everyone.patients.items() if age == band.age_from)
                / all_of_them,
            )
            for band in ages
        ]
        if is_more
        else []
    )
    title = sayings.about_ages(name, ours, theirs, against)

    def other(sex: str, age: int) -> float | None:
        return 100 * everyone.patients.get((sex, age), 0) / all_of_them if is_more else None

    facts = Pyramid(
        title=title,
        description=(
            f"Bars for five-year bands of age, men to the left and women to the right, as shares "
            f"of all {whole:,} patients"
            + (f"; the outline is {against}." if is_more else ".")
            + " The table beside it has every figure."
        ),
        bands=tuple(
            Band(
                label=f"{band.age_from} to {band.age_from + 4}" if band.age_from < 95 else "95+",
                male=100 * band.male / whole,
                female=100 * band.female / whole,
                other_male=other("M", band.age_from),
                other_female=other("F", band.age_from),
            )
            for band in ages
        ),
        compared=is_more,
    )
    legend = [(legend_mark("bars"), name)]
    if is_more:
        legend.append((legend_mark("outline"), capitalised(against)))
    return ChartPicture(
        title=title,
        beneath=f"Registered patients by age and sex, {day}. Population pyramid.",
        wide=pyramid_svg(facts, name=id_),
        narrow=pyramid_svg(facts, name=f"{id_}-narrow", narrow=True),
        legend=tuple(legend),
        note="Five-year bands as a share of each total, so that the two compare. A full count, so "
        "there is no interval; the title names a group of ages where the shares differ by one "
        "percentage point or more.",
    )


def tenths(
    name: str, found: Tenths, *, edition: str, when: str, who: str = "Patients"
) -> ChartPicture:
    """Patients or residents by tenth of deprivation."""
    title = sayings.about_tenths(found, who.lower())
    shares = tuple(100 * each / found.known for each in found.patients)
    facts = TenthBars(
        title=title,
        description="Ten bars, from the most to the least deprived tenth of England's areas: "
        + ", ".join(f"{share:.0f}%" for share in shares)
        + ". The line is at 10%, what England has in each.",
        shares=shares,
        line_at=10.0,
        line_words="England 10%",
        beneath="tenth of England's areas, 1 the most deprived",
    )
    return ChartPicture(
        title=title,
        beneath=f"{who} of {name} by the deprivation of where they live, {when}, {edition}.",
        wide=tenths_svg(facts, name="tenths"),
        narrow=tenths_svg(facts, name="tenths-narrow", narrow=True),
        legend=((legend_mark("england-line"), "England, 10% in each tenth"),),
        note="England has about a tenth of its people in each tenth of its areas, by the way the "
        "tenths are made.",
    )
