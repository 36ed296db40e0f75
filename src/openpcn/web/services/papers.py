"""The services of an area for paper, where a column for each would not fit."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from openpcn.domains.services.vocabulary import Way
from openpcn.kernel.names import as_written
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Column, Row, Table, words
from openpcn.web.services.presenting import (
    about,
    about_columns,
    in_a_line,
    network_cell,
    reaching_all,
    summary,
)
from openpcn.workflows.services.catalogue import Listed
from openpcn.workflows.services.show_services import Member, Services


def papers_of(found: Services, dates: Dates) -> list[Table]:
    """Practices named for each service; of a place or system how many, then gaps by network."""
    if found.subject.kind in ("network", "practice"):
        return [by_name(found, dates)]
    return [summary(found, dates), gaps_by_network(found, dates)]


def by_name(found: Services, dates: Dates) -> Table:
    """Services in rows: which practices give each, whose patients go where, and gaps."""
    return Table(
        id="services",
        caption=_("Services, and where patients of each practice get them"),
        columns=(
            *about_columns(),
            Column(label=_("At their own practice")),
            Column(label=_("Elsewhere")),
            Column(label=_("Nothing recorded")),
        ),
        rows=tuple(
            Row(cells=(*about(one, found, dates), *map(words, names_by_way(one, found))))
            for one in found.listed
        ),
    )


def names_by_way(one: Listed, found: Services) -> tuple[str, str, str]:
    """Practices that give it; where patients of others go; practices without."""
    held: dict[str, list[Member]] = defaultdict(list)
    own: list[Member] = []
    for each in found.members:
        offer = found.offer(one.key, each)
        if offer is not None and offer.way == Way.OWN:
            own.append(each)
        elif offer is not None:
            held[in_a_line(offer)].append(each)
    elsewhere = [f"{where}, for {names(some, found)}" for where, some in held.items()]
    none = _("none")
    return (
        names(own, found) or none,
        "; ".join(elsewhere) or none,
        names(list(found.without(one.key)), found) or none,
    )


def names(some: list[Member], found: Services) -> str:
    """Names of practices; all of several in one word."""
    if len(some) == len(found.members) > 1:
        return _("all practices")
    return "; ".join(as_written(one.practice.name) for one in some)


def gaps_by_network(found: Services, dates: Dates) -> Table:
    """Networks in rows: how many services reach every practice, and which do not."""
    return Table(
        id="networks",
        caption=_("Services with gaps, by network"),
        columns=(
            Column(label=_("Network")),
            Column(label=_("Services that reach every practice")),
            Column(label=_("Nothing recorded of some practices, or of all")),
        ),
        rows=tuple(
            Row(
                cells=(
                    network_cell(name, members, dates),
                    reaching_all(members, found),
                    words(gaps_of(members, found)),
                )
            )
            for name, members in found.groups.items()
        ),
    )


def gaps_of(members: tuple[Member, ...], found: Services) -> str:
    """Services with a gap, each with of how many practices nothing is recorded."""
    short = {one.title: len(found.without(one.key, members)) for one in found.listed}
    if all(many == len(members) for many in short.values()):
        return _("all services, of every practice")
    told = [f"{title} ({many} of {len(members)})" for title, many in short.items() if many]
    return "; ".join(told) or _("none")
