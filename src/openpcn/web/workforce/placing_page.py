"""Places sought and offered side by side, as a section of the training page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.domains.staffing.queries.training import PlaceAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.web.dates import Dates
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Column, Row, Table, count, words
from openpcn.workflows.workforce.placing import FreeOffer, SoughtPlace
from openpcn.workflows.workforce.show_training import Training


def matching(answer: Training, dates: Dates, base: str) -> Section | None:
    """What is sought here beside what the system offers, and what is offered and free."""
    tables = []
    if answer.matches:
        tables.append(sought_table(answer.matches, dates, base))
    if answer.free:
        tables.append(free_table(answer.free, dates, base))
    if not tables:
        return None
    return Section(
        id="matching-section",
        heading=_("Sought and offered, side by side"),
        tables=tuple(tables),
    )


def sought_table(matches: tuple[SoughtPlace, ...], dates: Dates, base: str) -> Table:
    """One row for each place that is sought."""
    without = sum(one.without for one in matches)
    people = sum(one.sought.people for one in matches)
    return Table(
        id="matches",
        caption=_("Sought here: nothing is offered for %(n)s of %(all)s")
        % {"n": without, "all": counted(people, "person", "people")}
        if without
        else _("Sought here: something is offered for everybody"),
        columns=(
            Column(label=_("Sought")),
            Column(label=_("For whom"), is_minor=True),
            Column(label=_("Where"), is_minor=True),
            Column(label=_("When"), is_minor=True),
            Column(label=_("People"), is_number=True),
            Column(label=_("Could go to")),
            Column(label=_("Without an offer"), is_number=True),
        ),
        rows=tuple(match_row(one) for one in matches),
        note=_("Offers of the whole system for the same profession and all of the time, each place "
               "once, as many people as possible. Nothing is arranged: ask the owner."),
        csv_href=dates.link(base, format="csv", of="matches"),
    )  # fmt: skip


def match_row(one: SoughtPlace) -> Row:
    """One place that is sought."""
    offers = "; ".join(offer_words(offer, people) for offer, people in one.by)
    part = "; ".join(f"{offer_words(offer)}, {span(offer)}" for offer in one.in_part)
    return Row(
        cells=(
            words(one.sought.title),
            words(one.sought.profession_words or _("not said, so nothing is matched")),
            words(as_written(one.sought.organisation_name)),
            words(span(one.sought)),
            count(one.sought.people),
            words(
                offers or _("nothing for all of the time"),
                second=_("For some of the days only: %(offers)s") % {"offers": part}
                if part
                else "",
            ),
            count(one.without),
        )
    )


def free_table(free: tuple[FreeOffer, ...], dates: Dates, base: str) -> Table:
    """One row for each offer with places left."""
    return Table(
        id="free",
        caption=_("Offered here, and sought by nobody yet"),
        columns=(
            Column(label=_("Offered")),
            Column(label=_("For whom")),
            Column(label=_("Where"), is_minor=True),
            Column(label=_("When")),
            Column(label=_("Places left"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(one.offer.title),
                    words(one.offer.profession_words or _("not said")),
                    words(as_written(one.offer.organisation_name)),
                    words(span(one.offer)),
                    count(one.people),
                )
            )
            for one in free
        ),
        csv_href=dates.link(base, format="csv", of="free"),
    )


def offer_words(offer: PlaceAnswer, people: int = 0) -> str:
    """An offer with where it is, for how many, and who answers for it."""
    told = f"{offer.title}, {as_written(offer.organisation_name)}"
    told += f" ({people})" if people else ""
    return f"{told}; {offer.owner}" if offer.owner else told


def span(one: PlaceAnswer) -> str:
    """From when until when."""
    start = in_words(one.starts_on)
    if one.ends_on is None:
        return _("from %(start)s") % {"start": start}
    return _("%(start)s to %(end)s") % {"start": start, "end": in_words(one.ends_on)}
