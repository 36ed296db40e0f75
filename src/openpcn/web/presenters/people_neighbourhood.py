"""The people page of a neighbourhood: the staff that stand for its people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.neighbourhood import people_page
from openpcn.web.presenters.people_groups import group_columns, group_row
from openpcn.web.presenters.profiles.sections import held_on
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Table
from openpcn.workflows.pages.show_neighbourhood import Neighbourhood
from openpcn.workflows.workforce.neighbourhood_staff import NeighbourhoodStaff

WITHOUT = 1
"""Columns at the end that say nothing of a share of a practice."""


def neighbourhood_people(
    answer: Neighbourhood, staff: NeighbourhoodStaff, dates: Dates
) -> dict[str, Any]:
    """What the template of the page is given: staff, then whom to ask."""
    page = people_page(answer, dates)
    return page | {"sections": [staff_section(answer, staff, dates), *page["sections"]]}


def staff_section(answer: Neighbourhood, staff: NeighbourhoodStaff, dates: Dates) -> Section:
    """The staff of the practices of its people, by their share."""
    base = f"/neighbourhoods/{answer.itself.code}/people/"
    heading = _("Staff of the practices of its people")
    if staff.here is None:
        said, link = held_on(base, staff.newest_on, dates, first=None)
        return Section(
            id="staff",
            heading=heading,
            empty=(_("Staff of these practices are not held for this date."), said),
            links=(link,) if link else (),
        )
    return Section(
        id="staff",
        heading=heading,
        lines=(
            _(
                "A neighbourhood has people and no practices of its own. Of each practice’s "
                "patients and staff, as large a share counts here as lives here (registrations of "
                "%(day)s), so that nobody is counted twice between neighbourhoods."
            )
            % {"day": in_words(staff.homes_on) if staff.homes_on else _("a day not known")},
        ),
        tables=(staff_table(staff, dates, base),),
    )


def staff_table(staff: NeighbourhoodStaff, dates: Dates, base: str) -> Table:
    """One row for each network."""
    rows = []
    for code, table in staff.parts:
        name = as_written(table.name) if code else _("In no network here")
        href = dates.link(f"{address('network', code)}people/") if code else ""
        row = group_row(replace(table, name=name), href=href, code=code)
        rows.append(replace(row, cells=row.cells[:-WITHOUT]))
    return Table(
        id="neighbourhood-staff",
        caption=_("Lists and GPs by network, for the people of the neighbourhood"),
        columns=group_columns()[:-WITHOUT],
        rows=tuple(rows),
        total=group_row(staff.here).cells[:-WITHOUT] if staff.here else (),
        note=_("Mean of the year to %(day)s. Practices counts those with any patient here; the "
               "average list is of those patients.")
        % {"day": in_words(staff.ends_on) if staff.ends_on else ""},
        csv_href=dates.link(base, format="csv"),
    )  # fmt: skip
