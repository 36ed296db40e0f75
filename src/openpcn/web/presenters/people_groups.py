"""The table of the 2016 paper for the parts of an organisation: lists, GPs and their ratios."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.engines.workforce.tables import GroupTable
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.people_practices import NOT_HELD, figure
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Column, Row, Table, count, words
from openpcn.workflows.workforce.gathering import GPS
from openpcn.workflows.workforce.show_people import People


def parts(answer: People, dates: Dates, base: str) -> Section | None:
    """The table of the 2016 paper: lists and GPs of each part."""
    tables = answer.tables
    if not tables.parts or tables.ends_on is None:
        return None
    heading = {
        "icb": _("Lists and GPs by place"),
        "network": _("Lists and GPs by practice"),
    }.get(answer.subject.kind, _("Lists and GPs by network"))
    rows = [
        group_row(
            each.table,
            href=dates.link(f"{address(each.kind, each.code)}people/") if each.kind else "",
            code=each.code,
        )
        for each in tables.parts
    ]
    return Section(
        id="parts-section",
        heading=heading,
        tables=(
            Table(
                id="parts",
                caption=heading,
                caption_hidden=True,
                columns=group_columns(),
                rows=tuple(rows),
                total=group_row(tables.here).cells if tables.here else (),
                note=_(
                    "Patients as used for the workforce, mean of the year to %(day)s. Of a network "
                    "that crosses a border, the practices on this side. An average list is of the "
                    "practices with a list."
                )
                % {"day": in_words(tables.ends_on)},
                csv_href=dates.link(base, format="csv", of="parts"),
            ),
        ),
    )


def group_columns() -> tuple[Column, ...]:
    """The columns of the paper, and how many practices have one GP."""
    return (
        Column(label=_("Name")),
        Column(label=_("Practices"), is_number=True),
        Column(label=_("With a list"), is_number=True, unit="practices", is_minor=True),
        Column(label=_("List"), is_number=True, unit="patients"),
        Column(
            label=_("Average list"), is_number=True, unit="patients per practice", is_minor=True
        ),
        Column(label=_("GP per 1,000"), is_number=True),
        Column(label=_("GPs, FTE"), is_number=True, unit="full-time equivalent"),
        Column(label=_("List per FTE GP"), is_number=True),
        Column(label=_("One GP"), is_number=True, unit="practices", is_minor=True),
    )


def group_row(table: GroupTable, *, href: str = "", code: str = "") -> Row:
    """A group as the paper tells it."""
    gps = table.staff.get(GPS)
    held = gps if gps and gps.practices else None
    return Row(
        cells=(
            words(table.name, href=href, code=code),
            count(table.practices),
            count(table.with_patients),
            count(round(table.patients) if table.with_patients else None, missing=NOT_HELD),
            figure(table.average_list, 0),
            figure(held.per_thousand if held else None, 2),
            figure(held.fte if held else None, 2),
            figure(held.patients_each if held else None, 0),
            count(table.single_handed, missing=NOT_HELD),
        )
    )
