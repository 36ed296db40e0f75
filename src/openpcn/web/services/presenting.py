"""Tables of the services of an area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.services.queries.offers import OfferAnswer
from openpcn.domains.services.vocabulary import Way
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.services.catalogue import Listed, Standing
from openpcn.workflows.services.show_services import Member, Services

FEW = 3
"""Practices that a narrow page shows side by side."""


def tables_of(found: Services, dates: Dates) -> list[Table]:
    """Services against practices; of a place or system how many, then networks against services."""
    if found.subject.kind in ("network", "practice"):
        return [matrix(found, dates)]
    return [summary(found, dates), by_network(found, dates)]


def matrix(found: Services, dates: Dates) -> Table:
    """Services in rows, the practices of a network in columns; a narrow page has how many."""
    several = len(found.members) > 1
    is_minor = len(found.members) > FEW
    total = (Column(label=_("Practices with a way to it")),) if several else ()
    return Table(
        id="services",
        caption=_("Services and where patients get them"),
        caption_hidden=True,
        columns=(
            *about_columns(),
            *total,
            *(
                Column(label=as_written(one.practice.name), is_minor=is_minor)
                for one in found.members
            ),
        ),
        rows=tuple(
            Row(
                cells=(
                    *about(one, found, dates),
                    *((of_network(one.key, found.members, found),) if several else ()),
                    *(in_short(one, each, found, dates) for each in found.members),
                )
            )
            for one in found.listed
        ),
        csv_href=dates.link(base_of(found), format="csv", of="services"),
    )


def summary(found: Services, dates: Dates) -> Table:
    """Services in rows: how many practices' patients get each where."""
    return Table(
        id="services",
        caption=_("Services, and of how many practices something is recorded"),
        caption_hidden=True,
        columns=(
            *about_columns(),
            Column(label=_("At their own practice"), is_number=True),
            Column(label=_("Elsewhere"), is_number=True),
            Column(label=_("Nothing recorded"), is_number=True),
        ),
        rows=tuple(summary_row(one, found, dates) for one in found.listed),
        csv_href=dates.link(base_of(found), format="csv", of="services"),
    )


def summary_row(one: Listed, found: Services, dates: Dates) -> Row:
    """One service."""
    gaps, elsewhere = len(found.without(one.key)), found.elsewhere(one.key)
    own = len(found.members) - gaps - elsewhere
    return Row(cells=(*about(one, found, dates), count(own), count(elsewhere), count(gaps)))


def by_network(found: Services, dates: Dates) -> Table:
    """Networks in rows, services in columns: of how many practices something is recorded.

    A narrow page has only of how many services that is so for every practice.
    """
    return Table(
        id="networks",
        caption=_("Practices with a way to each service, by network"),
        columns=(
            Column(label=_("Network")),
            Column(label=_("Services that reach every practice")),
            *(Column(label=label, is_number=True, is_minor=True) for label in headings(found)),
        ),
        rows=tuple(
            Row(
                cells=(
                    network_cell(name, members, dates),
                    reaching_all(members, found),
                    *(of_network(one.key, members, found) for one in found.listed),
                )
            )
            for name, members in found.groups.items()
        ),
        csv_href=dates.link(base_of(found), format="csv", of="networks"),
    )


def network_cell(name: str, members: tuple[Member, ...], dates: Dates) -> Cell:
    """A network with a link to its services."""
    if not name:
        return words(_("In no network"))
    code = members[0].network_code
    return words(as_written(name), href=dates.link(f"/networks/{code}/services/"), code=code)


def headings(found: Services) -> list[str]:
    """Titles of services, with who buys them where two have the same."""
    times = Counter(one.title for one in found.listed)
    return [
        one.title if times[one.title] == 1 else f"{one.title} ({one.asked_by})"
        for one in found.listed
    ]


def reaching_all(members: tuple[Member, ...], found: Services) -> Cell:
    """Of how many services something is recorded of each practice of a network."""
    held = sum(not found.without(one.key, members) for one in found.listed)
    return Cell(
        value=held, text=_("%(held)s of %(all)s") % {"held": held, "all": len(found.listed)}
    )


def others(found: Services, dates: Dates) -> Table:
    """Services that are to come or have ended."""
    return Table(
        id="others",
        caption=_("Services to come, and ended"),
        caption_hidden=True,
        columns=(
            *about_columns(),
            Column(label=_("In the catalogue")),
            Column(label=_("Until"), is_minor=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    *about(one, found, dates),
                    words(standing_words(one, found)),
                    words(in_words(one.ends_on) if one.ends_on else _("no end is known")),
                )
            )
            for one in found.others
        ),
        csv_href=dates.link(base_of(found), format="csv", of="others"),
    )


def standing_words(one: Listed, found: Services) -> str:
    """From when, or until when."""
    if one.stands(found.when.as_at) == Standing.TO_COME:
        return _("To come, from %(day)s") % {"day": in_words(one.starts_on)}
    return _("Ended on %(day)s") % {"day": in_words(one.ends_on or one.starts_on)}


def about_columns() -> tuple[Column, ...]:
    """What is said of each service."""
    return (Column(label=_("Service")), Column(label=_("Kind and tier"), is_minor=True))


def about(one: Listed, found: Services, dates: Dates) -> tuple[Cell, ...]:
    """A service with a link to its page, its kind and tier."""
    return (
        words(one.title, href=page_of(one, found, dates), second=one.asked_by),
        words(one.kind_words, second=one.tier_words),
    )


def page_of(one: Listed, found: Services, dates: Dates) -> str:
    """Where a service of an organisation has its page."""
    return dates.link(reverse("service", args=[found.path, found.subject.code, one.key]))


def base_of(found: Services) -> str:
    """Where the page of an organisation's services stands."""
    return reverse("services", args=[found.path, found.subject.code])


def in_short(one: Listed, member: Member, found: Services, dates: Dates) -> Cell:
    """One practice's cell; a gap leads whoever may fill it to the form."""
    offer = found.offer(one.key, member)
    if offer is None:
        href = f"{page_of(one, found, dates)}#record" if found.may_record else ""
        return words(_("Nothing recorded"), href=href)
    if offer.way == Way.OWN:
        return words(_("Here"))
    name = as_written(offer.by_name)
    return Cell(value=in_a_line(offer), text=offer.way_words, second=name)


def in_a_line(offer: OfferAnswer) -> str:
    """Where patients get it, and from whom, in one line."""
    if offer.way == Way.OWN:
        return offer.way_words
    return f"{offer.way_words}: {as_written(offer.by_name)}"


def of_network(key: str, members: Iterable[Member], found: Services) -> Cell:
    """How many practices of a network have a way to the service."""
    some = tuple(members)
    held = len(some) - len(found.without(key, some))
    return Cell(value=held, text=_("%(held)s of %(all)s") % {"held": held, "all": len(some)})
