"""Tables of services."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.services.queries.offers import OfferAnswer
from openpcn.domains.services.vocabulary import Way
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.services.catalogue import Listed
from openpcn.workflows.services.show_services import Member, OneService, Services


def tables_of(found: Services, dates: Dates) -> list[Table]:
    """Services against practices; of a place or system how many, then networks against services."""
    if found.subject.kind in ("network", "practice"):
        return [matrix(found, dates)]
    return [summary(found, dates), by_network(found, dates)]


def matrix(found: Services, dates: Dates) -> Table:
    """Services in rows, the practices of a network in columns."""
    return Table(
        id="services",
        caption=_("Services and where patients get them"),
        caption_hidden=True,
        columns=(
            *about_columns(),
            *(Column(label=as_written(one.practice.name)) for one in found.members),
        ),
        rows=tuple(
            Row(
                cells=(
                    *about(one, found, dates),
                    *(in_short(found.offer(one.key, each)) for each in found.members),
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
    """Networks in rows, services in columns: of how many practices something is recorded."""
    return Table(
        id="networks",
        caption=_("Practices with a way to each service, by network"),
        columns=(
            Column(label=_("Network")),
            *(Column(label=one.title, is_number=True) for one in found.listed),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(as_written(name) if name else _("In no network")),
                    *(of_network(one.key, members, found) for one in found.listed),
                )
            )
            for name, members in found.groups.items()
        ),
        csv_href=dates.link(base_of(found), format="csv", of="networks"),
    )


def about_columns() -> tuple[Column, ...]:
    """What is said of each service."""
    return (Column(label=_("Service")), Column(label=_("Kind and tier"), is_minor=True))


def about(one: Listed, found: Services, dates: Dates) -> tuple[Cell, ...]:
    """A service with a link to its page, its kind and tier."""
    href = dates.link(reverse("service", args=[found.path, found.subject.code, one.key]))
    return (
        words(one.title, href=href, second=one.asked_by),
        words(one.kind_words, second=one.tier_words),
    )


def base_of(found: Services) -> str:
    """Where the page of an organisation's services stands."""
    return reverse("services", args=[found.path, found.subject.code])


def in_short(offer: OfferAnswer | None) -> Cell:
    """One practice's cell."""
    if offer is None:
        return words(_("Nothing recorded"))
    if offer.way == Way.OWN:
        return words(_("Here"))
    return words(offer.way_words, second=as_written(offer.by_name))


def of_network(key: str, members: Iterable[Member], found: Services) -> Cell:
    """How many practices of a network have a way to the service."""
    some = tuple(members)
    held = len(some) - len(found.without(key, some))
    return Cell(value=held, text=_("%(held)s of %(all)s") % {"held": held, "all": len(some)})


def practices_table(found: OneService, dates: Dates) -> Table:
    """Each practice of the area, and where its patients get the service."""
    return Table(
        id="practices",
        caption=_("Where patients of each practice get it"),
        caption_hidden=True,
        columns=(
            Column(label=_("Practice")),
            Column(label=_("Network"), is_minor=True),
            Column(label=_("Where its patients get it")),
            Column(label=_("Since"), is_minor=True),
            Column(label=_("Known from"), is_minor=True),
        ),
        rows=tuple(practice_row(one, found, dates) for one in found.services.members),
        csv_href=dates.link(
            reverse(
                "service",
                args=[found.services.path, found.services.subject.code, found.listed.key],
            ),
            format="csv",
        ),
    )


def practice_row(member: Member, found: OneService, dates: Dates) -> Row:
    """One practice."""
    offer = found.services.offer(found.listed.key, member)
    href = dates.link(f"/practices/{member.practice.code}/")
    name = words(as_written(member.practice.name), href=href, code=member.practice.code)
    network = words(as_written(member.network_name) if member.network_name else _("none"))
    if offer is None:
        return Row(cells=(name, network, words(_("Nothing recorded")), words(""), words("")))
    given = words(offer.way_words, second=as_written(offer.by_name) if offer.by_name else "")
    until = _(", until %(day)s") % {"day": in_words(offer.ends_on)} if offer.ends_on else ""
    return Row(
        cells=(name, network, given, words(in_words(offer.starts_on) + until), words(offer.source))
    )
