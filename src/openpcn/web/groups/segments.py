"""Words and tables of a group by segment, and the file of a whole family by segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.indicators import Estimate
from openpcn.kernel.exports import Cell as Value
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import capitalised
from openpcn.rulebook.phenotypes import Phenotype, phenotype_called
from openpcn.web.dates import Dates
from openpcn.web.presenters.profiles.records import COUNTED, WITHHELD, about
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.population.segment_pictures import segments_chart
from openpcn.workflows.population.segment_rates import BySegment, InSegment
from openpcn.workflows.population.show_groups import PARTS, Groups

EXPORTED = (
    "Group",
    "Name",
    "Division",
    "Segment",
    "People in the segment",
    "People of the group",
    "Share (%)",
    "95% lower (%)",
    "95% upper (%)",
    "Times expected, age and sex",
    "95% lower",
    "95% upper",
    "Method",
    "Source",
    "As at",
    "Counted",
    "Small numbers",
    "Label",
)
METHOD = (
    "Shares and their limits (Wilson) are worked out from the counts as shown. "
    "Times expected: observed over what people of the same age and sex have here, all segments "
    "together, with limits after Byar; none from fewer than ten people."
)


def segments_page(
    groups: Groups, phenotype: Phenotype, found: BySegment, dates: Dates, where: tuple[str, str]
) -> dict[str, Any]:
    """What the page of one group by segment is given."""
    base = reverse("group-segments", args=(*where, phenotype.name))
    day = in_words(groups.answers.as_at) if groups.answers else ""
    title = found.division.definition.title
    beneath = _("%(division)s, people registered on %(day)s. Dots with intervals.")
    return {
        "phenotype": phenotype,
        "about": about(groups),
        "divisions": [
            (
                phenotype_called(one).definition.title,
                dates.link(base, by=one),
                one == found.division.name,
            )
            for one in PARTS
        ],
        "chart": segments_chart(found, beneath=beneath % {"division": title, "day": day}),
        "by_segment": segments_table(groups, found, dates, base),
        "family_csv": dates.link(base, format="csv", by=found.division.name, of="family"),
        "division_words": f"{found.division.words} {found.division.source.title}, "
        f"{found.division.source.clause}; {found.division.status.words}.",
    }


def segments_table(groups: Groups, found: BySegment, dates: Dates, base: str) -> Table:
    """The group in every segment, and among everybody."""
    return Table(
        id="segments-table",
        caption=_("By segment: %(title)s") % {"title": found.division.definition.title},
        columns=(
            Column(label=_("Segment")),
            Column(label=_("People in it"), is_number=True),
            Column(label=_("Of the group"), is_number=True),
            Column(label=_("Share"), unit="%", is_number=True),
            Column(label=_("Times expected"), is_number=True),
        ),
        rows=tuple(Row(cells=cells_of(one)) for one in (*found.rows, found.everybody)),
        note=f"{groups.rule} {METHOD}",
        csv_href=dates.link(base, format="csv", by=found.division.name),
    )


def cells_of(one: InSegment) -> tuple[Cell, ...]:
    """One segment, or everybody."""
    return (
        words(capitalised(one.label) or _("Everybody")),
        count(one.people, missing=str(WITHHELD)),
        count(one.found, missing=str(WITHHELD)),
        share_cell(one.share),
        ratio_cell(one),
    )


def share_cell(share: Estimate | None) -> Cell:
    """A share with its limits, per cent."""
    value, lower, upper = limits(share, 100)
    if value is None or lower is None or upper is None:
        return words(str(WITHHELD))
    limited = _("%(low)s to %(high)s") % {"low": f"{lower:.1f}%", "high": f"{upper:.1f}%"}
    return Cell(value=round(value, 1), text=f"{value:.1f}%", second=limited)


def ratio_cell(one: InSegment) -> Cell:
    """A ratio with its limits; everybody is as expected."""
    value, lower, upper = limits(one.ratio, 1)
    if value is None or lower is None or upper is None:
        if one.label and one.share is None:
            return words(str(WITHHELD))
        return words(_("too few") if one.label else "1")
    limited = _("%(low)s to %(high)s") % {"low": f"{lower:.2f}", "high": f"{upper:.2f}"}
    return Cell(value=round(value, 2), text=f"{value:.2f}", second=limited)


def limits(held: Estimate | None, times: float) -> tuple[float | None, float | None, float | None]:
    """Value and limits, multiplied; nothing where there is none."""
    if held is None or held.value is None or held.lower is None or held.upper is None:
        return None, None, None
    return held.value * times, held.lower * times, held.upper * times


def export_rows(groups: Groups, found: Iterable[BySegment]) -> Iterator[tuple[Value, ...]]:
    """Every group in every segment, with method and source in each row."""
    answers = groups.answers
    for one, row in ((held, row) for held in found for row in (*held.rows, held.everybody)):
        yield (
            one.phenotype.definition.title,
            one.phenotype.name,
            one.division.definition.title,
            row.label or "everybody",
            str(WITHHELD) if row.people is None else row.people,
            str(WITHHELD) if row.found is None else row.found,
            *rounded(limits(row.share, 100), 2),
            *rounded(limits(row.ratio, 1), 3),
            METHOD,
            f"{one.phenotype.source.title}, {one.phenotype.source.clause}",
            answers.as_at if answers else None,
            str(COUNTED[groups.use]),
            groups.rule,
            answers.label if answers else "",
        )


def rounded(numbers: Iterable[float | None], places: int) -> tuple[float | None, ...]:
    """Numbers for a spreadsheet."""
    return tuple(None if one is None else round(one, places) for one in numbers)
