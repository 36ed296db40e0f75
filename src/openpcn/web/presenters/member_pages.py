"""The members of an organisation: networks and practices, with their lists and contacts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from openpcn.kernel.names import as_written
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address, head_of
from openpcn.web.presenters.members import networks_table, practices_table
from openpcn.web.presenters.overview import notice
from openpcn.web.presenters.provenance import provenance
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Link, Table
from openpcn.workflows.pages.show_overview import Overview


def member_page(page: Overview, dates: Dates) -> dict[str, Any]:
    """What the template of the members page is given."""
    return {
        "head": head_of(
            page.subject, dates, current="practices", whole=page.whole, members=page.members
        ),
        "notice": notice(page, dates),
        "sections": sections(page, dates),
        "provenance": provenance(page.sources, page.whole),
    }


def sections(page: Overview, dates: Dates) -> list[Section]:
    """Networks first where there are some, then practices."""
    if page.subject.kind == "practice":
        return [of_practice(page, dates)]
    found = []
    if page.networks:
        found.append(
            Section(id="networks", heading=_("Networks"), tables=(networks_table(page, dates),))
        )
    if page.members:
        table = practices_table(page, dates, full=True)
        together = Link(
            text=_("Alliances, federations and shared services"),
            href=dates.link(f"{address(page.subject.kind, page.subject.code)}alliances/"),
        )
        found.append(
            Section(id="practices", heading=_("Practices"), tables=(table,), links=(together,))
        )
    else:
        found.append(
            Section(
                id="practices",
                heading=_("Practices"),
                empty=(
                    _("No practices are held for this date."),
                    _("Memberships come from the maps of practices to networks and from ePCN."),
                ),
            )
        )
    return found


def of_practice(page: Overview, dates: Dates) -> Section:
    """The network of a practice, with its fellow members."""
    one = page.members[0] if page.members else None
    if one is None or not one.network_code:
        return Section(
            id="practices",
            heading=_("Its network"),
            empty=(
                _("The practice is in no network on this day."),
                _(
                    "A network provides services for the patients of all its practices; where a "
                    "practice is in none, the commissioner arranges them with another."
                ),
            ),
        )
    name = as_written(one.network_name or one.network_code)
    fellows = tuple(o for o in page.whole.practices if o.network_code == one.network_code)
    table = fellows_table(page, fellows, dates)
    return Section(
        id="practices", heading=_("Members of %(network)s") % {"network": name}, tables=(table,)
    )


def fellows_table(page: Overview, fellows: tuple[Any, ...], dates: Dates) -> Table:
    """The practices of the same network, this one marked."""
    wider = replace(page, members=fellows, growth=None, growth_of={})
    table = practices_table(wider, dates, full=True)
    rows = tuple(
        replace(row, is_chosen=row.cells[1].value == page.subject.code) for row in table.rows
    )
    columns, rows = table.columns[:-1], tuple(replace(r, cells=r.cells[:-1]) for r in rows)
    return replace(table, rows=rows, columns=columns, total=())


def member_table(page: Overview, dates: Dates, of: str) -> Table:
    """The table that a download asks for."""
    if of == "networks" and page.networks:
        return networks_table(page, dates)
    if page.subject.kind == "practice":
        tables = of_practice(page, dates).tables
        return tables[0] if tables else practices_table(page, dates, full=True)
    return practices_table(page, dates, full=True)
