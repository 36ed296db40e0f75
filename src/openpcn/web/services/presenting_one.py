"""Tables and words of one service, and of one offer of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.services.queries.offers import OfferAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Cell, Column, Row, Table, words
from openpcn.workflows.services.catalogue import Standing
from openpcn.workflows.services.show_offer import OneOffer
from openpcn.workflows.services.show_services import Member, OneService

LATER = (Standing.NOW, Standing.TO_COME, Standing.ENDED)


def practices_table(found: OneService, dates: Dates) -> Table:
    """Each practice of the area, and where its patients get the service on the day."""
    return Table(
        id="practices",
        caption=_("Where patients of each practice get it"),
        caption_hidden=True,
        columns=(
            Column(label=_("Practice")),
            Column(label=_("Network"), is_minor=True),
            *offer_columns(),
        ),
        rows=tuple(practice_row(one, found, dates) for one in found.services.members),
        csv_href=dates.link(service_address(found), format="csv", of="practices"),
    )


def offer_columns() -> tuple[Column, ...]:
    """What is said of an offer."""
    return (
        Column(label=_("Where its patients get it")),
        Column(label=_("Given by")),
        Column(label=_("From"), is_minor=True),
        Column(label=_("Last day"), is_minor=True),
        Column(label=_("Known from"), is_minor=True),
    )


def practice_row(member: Member, found: OneService, dates: Dates) -> Row:
    """One practice."""
    offer = found.services.offer(found.listed.key, member)
    network = words(as_written(member.network_name) if member.network_name else _("none"))
    if offer is None:
        empty = (words(_("Nothing recorded")), *(words("") for _each in range(4)))
        return Row(cells=(practice_cell(member, dates), network, *empty))
    return Row(cells=(practice_cell(member, dates), network, *offer_cells(offer, found, dates)))


def practice_cell(member: Member, dates: Dates) -> Cell:
    """A practice with its code."""
    one = member.practice
    href = dates.link(f"/practices/{one.code}/")
    return words(as_written(one.name), href=href, second=one.code, code=one.code)


def offer_cells(offer: OfferAnswer, found: OneService, dates: Dates) -> tuple[Cell, ...]:
    """Where, by whom, from when until when, and where this is known from."""
    until = offer.ends_with(found.listed.ends_on)
    return (
        words(offer.way_words, href=offer_address(offer, found, dates)),
        giver_cell(offer),
        Cell(value=offer.starts_on, text=in_words(offer.starts_on)),
        Cell(value=until, text=in_words(until) if until else _("no end is known")),
        words(offer.source),
    )


def giver_cell(offer: OfferAnswer) -> Cell:
    """Who gives it: nobody else where it is the own practice."""
    name = as_written(offer.by_name) if offer.by_code else offer.by_name
    if not name:
        return words(_("the practice itself"))
    both = f"{name} ({offer.by_code})" if offer.by_code else name
    return Cell(value=both, text=name, second=offer.by_code)


def offers_table(found: OneService, dates: Dates) -> Table:
    """Offers that are to come or have ended, and those outside the days of the service."""
    members = {one.practice.id: one for one in found.services.members}
    held = [one for one in found.offers if is_apart(one, found)]
    held.sort(key=lambda one: LATER.index(found.stands_of(one)))
    first, *others = offer_columns()
    return Table(
        id="offers",
        caption=_("Offers to come, and ended"),
        caption_hidden=True,
        columns=(
            Column(label=_("Practice")),
            Column(label=_("Standing")),
            first,
            *others,
        ),
        rows=tuple(
            Row(
                cells=(
                    practice_cell(members[one.practice_id], dates),
                    standing_cell(one, found),
                    *offer_cells(one, found, dates),
                )
            )
            for one in held
        ),
        csv_href=dates.link(service_address(found), format="csv", of="offers"),
    )


def is_apart(offer: OfferAnswer, found: OneService) -> bool:
    """Whether an offer does not count on the day, or says days that the service has not."""
    return found.stands_of(offer) != Standing.NOW or found.lies_outside(offer)


def standing_cell(offer: OfferAnswer, found: OneService) -> Cell:
    """Now, to come or ended, with the day."""
    outside = _("says days outside those of the service") if found.lies_outside(offer) else ""
    return words(standing_words(offer, found), second=outside)


def standing_words(offer: OfferAnswer, found: OneService) -> str:
    """Now, to come or ended, with the day."""
    if not offer.counts:
        return _("Taken back")
    until = offer.ends_with(found.listed.ends_on)
    since = max(offer.starts_on, found.listed.starts_on)
    stands = found.stands_of(offer)
    if stands == Standing.TO_COME:
        return _("To come, from %(day)s") % {"day": in_words(since)}
    if stands == Standing.ENDED and until is not None:
        return _("Ended on %(day)s") % {"day": in_words(until)}
    return _("Now")


def said_of(found: OneOffer, dates: Dates) -> list[tuple[str, str, str]]:
    """Names and words of an offer, each with where it leads or nothing."""
    one, service = found.offer, found.service
    until = one.ends_with(service.listed.ends_on)
    code = found.member.practice.code
    return [
        (_("Standing"), standing_cell(one, service).text, ""),
        (_("Practice"), f"{as_written(found.member.practice.name)}, {code}",
         dates.link(f"/practices/{code}/")),
        (_("Where its patients get it"), one.way_words, ""),
        (_("Given by"), str(giver_cell(one).value), ""),
        (_("From"), in_words(one.starts_on), ""),
        (_("Last day"), in_words(until) if until else _("no end is known"), ""),
        (_("Known from"), one.source, ""),
    ]  # fmt: skip


def service_address(found: OneService) -> str:
    """Where a service of an organisation has its page."""
    here = found.services
    return reverse("service", args=[here.path, here.subject.code, found.listed.key])


def offer_address(offer: OfferAnswer, found: OneService, dates: Dates) -> str:
    """Where an offer has its page."""
    here = found.services
    parts = [here.path, here.subject.code, found.listed.key, offer.number]
    return dates.link(reverse("offer", args=parts))
