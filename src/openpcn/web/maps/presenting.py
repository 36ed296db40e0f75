"""The tables beside a map: the truth of which the map is the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from openpcn.kernel.names import as_written
from openpcn.kernel.wording import percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Column, Row, Table, count, words
from openpcn.workflows.drawings.text import short_name
from openpcn.workflows.maps.drawing import MapRow
from openpcn.workflows.maps.show_map import AreaLine, MapAnswer


def tables_of(answer: MapAnswer, dates: Dates, *, show: str, csv_href: str) -> list[Table]:
    """Every table of a map page, the nearest to the map first."""
    if show != "networks":
        return [areas_table(answer, csv_href)] if answer.lines else []
    found = []
    if answer.members:
        found.append(members_table(answer, dates))
    if answer.living:
        found.append(living_table(answer))
    if answer.shared:
        found.append(shared_table(answer))
    if answer.picture.rows:
        found.append(networks_table(answer, csv_href))
    return found


def networks_table(answer: MapAnswer, csv_href: str) -> Table:
    """Every network on the map with its size."""
    rows = answer.picture.rows
    return map_table(rows, caption=_("Networks on this map"), csv_href=csv_href)


def map_table(rows: Sequence[MapRow], *, caption: str, csv_href: str = "") -> Table:
    """Networks of a map with their sizes."""
    return Table(
        id="networks-on-the-map",
        caption=caption,
        columns=(
            Column(label=_("Network")),
            Column(label=_("Practices"), is_number=True, is_minor=True),
            Column(label=_("Patients"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(row.name, href=row.href, second=_size(row.size), code=row.code),
                    count(row.practices),
                    count(row.patients, missing=_("not known")),
                ),
                is_chosen=row.is_chosen,
            )
            for row in rows
        ),
        csv_href=csv_href,
    )


def _size(said: str) -> str:
    """How a size stands to the range, without the size itself."""
    return said.split("; ")[-1]


def members_table(answer: MapAnswer, dates: Dates) -> Table:
    """The practices of the network that the map is about."""
    members = sorted(answer.members, key=lambda one: (-(one.patients or 0), one.name))
    return Table(
        id="practices-on-the-map",
        caption=_("Practices"),
        columns=(Column(label=_("Practice")), Column(label=_("Patients"), is_number=True)),
        rows=tuple(
            Row(
                cells=(
                    words(
                        as_written(one.name),
                        href=dates.link(f"/practices/{one.code}/"),
                        second=" · ".join(
                            filter(None, (one.code, as_written(one.place_name or "")))
                        ),
                    ),
                    count(one.patients),
                )
            )
            for one in members
        ),
    )


def shared_table(answer: MapAnswer) -> Table:
    """Neighbourhoods in which the network's patients live, both ways."""
    return Table(
        id="neighbourhoods-shared",
        caption=_("Where its patients live, by neighbourhood"),
        columns=(
            Column(label=_("Neighbourhood")),
            Column(label=_("Patients"), is_number=True),
            Column(label=_("Of the network"), is_number=True),
            Column(label=_("Of the neighbourhood"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(one.neighbourhood),
                    count(one.patients),
                    words(percent(one.of_network)),
                    words(percent(one.of_neighbourhood)),
                )
            )
            for one in answer.shared
        ),
        note=_(
            "Of the neighbourhood: of all registered patients who live there, "
            "those registered with this network."
        ),
    )


def living_table(answer: MapAnswer) -> Table:
    """The small areas in which most of a practice's patients live."""
    return Table(
        id="where-patients-live",
        caption=_("Where most of its patients live"),
        columns=(Column(label=_("Small area")), Column(label=_("Patients"), is_number=True)),
        rows=tuple(
            Row(cells=(words(name, second=code), count(patients)))
            for code, name, patients in answer.living
        ),
    )


def areas_table(answer: MapAnswer, csv_href: str) -> Table:
    """Areas with their two populations, side by side and never mixed."""
    return Table(
        id="areas-on-the-map",
        caption=_("Registered patients and residents"),
        columns=(
            Column(label=_("Area")),
            Column(label=_("Registered patients who live here"), is_number=True),
            Column(label=_("Residents, Census 2021"), is_number=True),
            Column(label=_("Networks"), is_number=True, is_minor=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(
                        line.name,
                        second=_with_networks(line, answer.network_names),
                        code=line.code,
                    ),
                    count(line.registered, missing=_("not known")),
                    count(line.residents),
                    count(len([part for part in line.networks if part.share >= 0.05])),
                )
            )
            for line in answer.lines
        ),
        note=_(
            "Registered patients are those of the practices whose patients are held by area. "
            "Networks: those with at least 5% of the registered patients who live here."
        ),
        csv_href=csv_href,
    )


MOST_NETWORKS = 3


def _with_networks(line: AreaLine, names: Mapping[str, str]) -> str:
    """The networks of most registered patients who live in an area, with their shares."""
    known = [part for part in line.networks if part.code in names][:MOST_NETWORKS]
    return ", ".join(f"{short_name(names[part.code])} {percent(part.share)}" for part in known)


def query(dates: Dates, **asked: str) -> str:
    """Words of an address, on the dates of the page."""
    return urlencode(dates.asked | asked)
