"""Rates and ratios of one group: by network, place, practice and deprivation, and as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.indicators import Estimate
from openpcn.kernel.exports import Cell as Value
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.profiles.records import COUNTED, WITHHELD
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.population.deprivation_pictures import NOTE, deprivation_chart
from openpcn.workflows.population.group_areas import in_areas
from openpcn.workflows.population.group_deprivation import AlongDeprivation, along_deprivation
from openpcn.workflows.population.show_groups import Group, Groups
from openpcn.workflows.population.standardised_groups import Rates, rates_of

METHOD = (
    "Rates are directly standardised to the European Standard Population 2013, with 95% limits "
    "after Dobson; none is worked out from fewer than ten people, or where nobody is registered "
    "in one of the five-year bands of age. Times expected: observed over what people of the same "
    "age and sex have here, all practices together, with limits after Byar."
)
EXPORTED = (
    "Group",
    "Name",
    "Area",
    "Code",
    "People",
    "Per 1,000, standardised",
    "95% lower",
    "95% upper",
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
FIFTHS = ("1, most deprived", "2", "3", "4", "5, least deprived")
Line = tuple[str, str, int | None]
"""What an area is called, its code, and its people of the group."""


def rates_words(group: Group, groups: Groups, dates: Dates) -> dict[str, Any]:
    """The tables of a group, and its chart along deprivation."""
    found = rates_of(groups, group.phenotype)
    if found is None:
        return {"tables": (), "chart": None, "no_slope": ""}
    inside = areas_lines(group, groups)
    tables = [areas_table(inside, group, groups, found, dates)] if inside else []
    if group.of_practice or not inside:
        tables.append(practices_table(group, groups, found, dates))
    fifths = along_deprivation(groups, group.phenotype) if group.people is not None else None
    chart = None
    if fifths:
        tables.append(fifths_table(fifths))
        day = in_words(groups.answers.as_at) if groups.answers else ""
        beneath = _("People per 1,000, standardised by age; registered on %(day)s.") % {"day": day}
        title = group.phenotype.definition.title
        chart = deprivation_chart(fifths, title=title, beneath=beneath)
    kind, code = groups.page.subject.kind, groups.page.subject.code
    path = address(kind, code).split("/")[1]
    base = reverse("group", args=(path, code, group.phenotype.name))
    return {
        "tables": tuple(tables),
        "chart": chart,
        "no_slope": fifths.why_not if fifths else "",
        "rates_csv": dates.link(base, format="csv"),
    }


def areas_lines(group: Group, groups: Groups) -> list[Line]:
    """The networks and places of a wider area."""
    names: dict[str, str] = {}
    for one in groups.members:
        names |= {one.network_code or "": one.network_name or ""}
        names |= {one.place_code or "": one.place_name or ""}
    found = in_areas(groups, group.phenotype)
    return [(as_written(names.get(code) or code), code, people) for code, people in found.items()]


def practice_lines(group: Group, groups: Groups) -> list[Line]:
    """The practices that are shown one by one."""
    names = {one.code: as_written(one.name) for one in groups.members}
    return [(names[code], code, people) for code, people in group.of_practice.items()]


def areas_table(
    lines: list[Line], group: Group, groups: Groups, found: Rates, dates: Dates
) -> Table:
    """Each network and place that lies wholly inside, and all together."""
    places = {one.place_code for one in groups.members}

    def link(code: str) -> str:
        path = "places" if code in places else "networks"
        return reverse("group", args=(path, code, group.phenotype.name))

    return Table(
        id="areas-table",
        caption=_("By network and place"),
        columns=columns(_("Network or place"), found),
        rows=(
            whole_row(group, found),
            *(row(line, found, dates.link(link(line[1]))) for line in lines),
        ),
        note=_("Counts are those of its own page. Those that lie partly elsewhere are left out.")
        + f" {groups.rule} {METHOD}",
    )


def practices_table(group: Group, groups: Groups, found: Rates, dates: Dates) -> Table:
    """The counts of each practice and of all, with rates as if everybody had the same ages."""
    lines = practice_lines(group, groups)
    return Table(
        id="practices-table",
        caption=_("By practice"),
        columns=columns(_("Practice"), found),
        rows=(
            whole_row(group, found),
            *(row(line, found, dates.link(address("practice", line[1]))) for line in lines),
        ),
        note=f"{groups.rule} {METHOD}",
    )


def columns(first: str, found: Rates) -> tuple[Column, ...]:
    """The headings; ratios only where there is somebody to compare with."""
    more = (Column(label=_("Times expected"), is_number=True),) if compares(found) else ()
    return (
        Column(label=first),
        Column(label=_("People"), is_number=True),
        Column(label=_("Per 1,000, as if ages were alike"), is_number=True),
        *more,
    )


def compares(found: Rates) -> bool:
    """Whether there are several areas."""
    return len(found.standardised) > 2


def whole_row(group: Group, found: Rates) -> Row:
    """All together, which is what the others are compared with."""
    more = (words("1"),) if compares(found) else ()
    first = words(_("All together"))
    return Row(cells=(first, *counted(group.people, found.standardised[""]), *more))


def row(line: Line, found: Rates, href: str) -> Row:
    """One area."""
    name, code, people = line
    cells = counted(people, found.standardised.get(code))
    more = (ratio_cell(people, found.ratios.get(code)),) if compares(found) else ()
    return Row(cells=(words(name, href=href, code=code), *cells, *more))


def counted(people: int | None, rate: Estimate | None) -> tuple[Cell, Cell]:
    """A count that may leave, and its rate where the count is shown and there is one."""
    cell = count(people, missing=str(WITHHELD))
    if people is None or rate is None:
        return cell, words(str(WITHHELD))
    return cell, limited(rate, 1)


def ratio_cell(people: int | None, ratio: Estimate | None) -> Cell:
    """Observed over expected where the count is shown and they are not few."""
    if people is None:
        return words(str(WITHHELD))
    return limited(ratio, 2)


def limited(one: Estimate | None, places: int) -> Cell:
    """An estimate with its limits."""
    if one is None or one.value is None or one.lower is None or one.upper is None:
        return words(_("none"))
    value, low, high = (f"{n:.{places}f}" for n in (one.value, one.lower, one.upper))
    limits = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return Cell(value=round(one.value, places), text=value, second=limits)


def fifths_table(found: AlongDeprivation) -> Table:
    """Rates by fifth of deprivation, and the indices of inequality."""
    answer = found.inequality
    indices = (
        (
            Row(cells=(words(_("Slope index of inequality")), limited(answer.slope, 1))),
            Row(cells=(words(_("Relative index of inequality")), limited(answer.relative, 2))),
        )
        if answer
        else ()
    )
    return Table(
        id="fifths-table",
        caption=_("By deprivation"),
        columns=(
            Column(label=_("Fifth of England's areas")),
            Column(label=_("Per 1,000, as if ages were alike"), is_number=True),
        ),
        rows=(
            *(
                Row(cells=(words(label), limited(one, 1)))
                for label, one in zip(FIFTHS, found.fifths, strict=True)
            ),
            *indices,
        ),
        note="" if answer else NOTE,
    )


def export_rows(group: Group, groups: Groups) -> Iterator[tuple[Value, ...]]:
    """Every area and fifth of a group, with method and source in each row."""
    found, answers, one = rates_of(groups, group.phenotype), groups.answers, group.phenotype
    if found is None or answers is None:
        return
    said = (
        METHOD,
        f"{one.source.title}, {one.source.clause}",
        answers.as_at,
        str(COUNTED[groups.use]),
        groups.rule,
        answers.label,
    )
    lines = [
        ("All together", groups.page.subject.code, group.people),
        *areas_lines(group, groups),
        *practice_lines(group, groups),
    ]
    keys = ["", *(code for _name, code, _people in lines[1:])]
    for key, (name, code, people) in zip(keys, lines, strict=True):
        told = (*numbers(found.standardised, key), *numbers(found.ratios, key))
        told = told if people is not None else (None,) * 6
        shown = str(WITHHELD) if people is None else people
        yield (one.definition.title, one.name, name, code, shown, *told, *said)
    yield from fifth_rows(group, groups, said)


def fifth_rows(
    group: Group, groups: Groups, said: tuple[Value, ...]
) -> Iterator[tuple[Value, ...]]:
    """The fifths of deprivation and the indices, without counts."""
    one = group.phenotype
    found = along_deprivation(groups, one) if group.people is not None else None
    if found is None:
        return
    rates, ratios = {}, {}
    for at, each in zip(FIFTHS, found.fifths, strict=True):
        rates[f"Fifth of deprivation {at}"] = each
    if found.inequality:
        rates["Slope index of inequality"] = found.inequality.slope
        ratios["Relative index of inequality"] = found.inequality.relative
    for name in (*rates, *ratios):
        told = (*numbers(rates, name), *numbers(ratios, name))
        yield (one.definition.title, one.name, name, "", None, *told, NOTE, *said[1:])


def numbers(held: Mapping[str, Estimate], key: str) -> tuple[float | None, ...]:
    """Value and limits for a spreadsheet."""
    one = held.get(key)
    if one is None or one.value is None or one.lower is None or one.upper is None:
        return None, None, None
    return round(one.value, 3), round(one.lower, 3), round(one.upper, 3)
