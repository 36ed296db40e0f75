"""The training list and the local schemes of an organisation, as tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.staffing.queries.training import PlaceAnswer, SchemeAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import PATHS, address, head_of
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Link, Row, Table, count, words
from openpcn.web.workforce.placing_page import matching
from openpcn.workflows.workforce.show_training import Training


def training_page(answer: Training, dates: Dates) -> dict[str, Any]:
    """What the template is given."""
    subject = answer.subject
    base = reverse("training", args=[PATHS[subject.kind], subject.code])
    return {
        "head": head_of(
            subject, dates, current="people", title=_("Training and local schemes"),
            whole=answer.whole, members=answer.members,
        ),
        "sections": [
            each
            for each in (
                places(answer, dates, base),
                matching(answer, dates, base),
                schemes(answer, dates, base),
            )
            if each is not None
        ],
        "beside": [
            Link(text=_("Back to people"),
                 href=dates.link(f"{address(subject.kind, subject.code)}people/")),
            Link(text=_("All tables as Excel"), href=dates.link(base, format="xlsx")),
        ],
    }  # fmt: skip


def places(answer: Training, dates: Dates, base: str) -> Section:
    """Placements, posts and fellowships with their owners and dates."""
    add = reverse("place-new", args=[answer.subject.code])
    links = (
        (Link(text=_("Record a place or post"), href=dates.link(add)),)
        if answer.may_record_places
        else ()
    )
    heading = _("Placements, posts and fellowships")
    if not answer.places:
        return Section(
            id="places-section",
            heading=heading,
            empty=(
                _("None is recorded for this date."),
                _("Placements offered and sought, rotational and portfolio posts, fellowships and "
                  "training practices would be here, each with its owner and dates. A practice "
                  "manager, network manager or clinical director records them."),
            ),
            links=links,
        )  # fmt: skip
    table = Table(
        id="places",
        caption=heading,
        caption_hidden=True,
        columns=(
            Column(label=_("What")),
            Column(label=_("Kind")),
            Column(label=_("For whom"), is_minor=True),
            Column(label=_("Where"), is_minor=True),
            Column(label=_("People"), is_number=True),
            Column(label=_("Owner")),
            Column(label=_("From")),
            Column(label=_("Until"), is_minor=True),
        ),
        rows=tuple(place_row(one, dates) for one in answer.places),
        csv_href=dates.link(base, format="csv", of="places"),
    )
    return Section(id="places-section", heading=heading, tables=(table,), links=links)


def place_row(one: PlaceAnswer, dates: Dates) -> Row:
    """One place; whoever may mend it is led to its form."""
    href = dates.link(reverse("place", args=[one.id])) if one.may_record else ""
    return Row(
        cells=(
            words(one.title, href=href, second=one.note),
            words(one.kind_words),
            words(one.profession_words or _("not said")),
            words(as_written(one.organisation_name)),
            count(one.people),
            words(one.owner or _("shown after signing in, to who may read contacts")),
            day(one.starts_on),
            day(one.ends_on),
        )
    )


def schemes(answer: Training, dates: Dates, base: str) -> Section:
    """Local schemes, then their recipients."""
    add = reverse("scheme-new", args=[answer.subject.code])
    links = (
        (Link(text=_("Record a scheme"), href=dates.link(add)),)
        if answer.may_record_schemes
        else ()
    )
    heading = _("Local schemes")
    if not answer.schemes:
        return Section(
            id="schemes-section",
            heading=heading,
            empty=(
                _("None is recorded for this date."),
                _("Recruitment premiums and sustainability funds would be here with who receives "
                  "from them. The commissioner’s primary care or workforce lead records "
                  "them."),
            ),
            links=links,
        )  # fmt: skip
    given = tuple(award for one in answer.schemes for award in award_rows(one))
    tables = [schemes_table(answer, dates, base)]
    if given:
        tables.append(awards_table(given, dates, base))
    return Section(id="schemes-section", heading=heading, tables=tuple(tables), links=links)


def schemes_table(answer: Training, dates: Dates, base: str) -> Table:
    """One row for each scheme."""
    return Table(
        id="schemes",
        caption=_("Schemes"),
        columns=(
            Column(label=_("Scheme")),
            Column(label=_("Kind")),
            Column(label=_("Whose")),
            Column(label=_("Budget"), is_number=True, unit="pounds"),
            Column(label=_("Given here"), is_number=True, unit="pounds"),
            Column(label=_("From")),
            Column(label=_("Until"), is_minor=True),
        ),
        rows=tuple(scheme_row(one, dates) for one in answer.schemes),
        note=_("Given here is to this organisation and those beneath it. To organisations, never "
               "to people."),
        csv_href=dates.link(base, format="csv", of="schemes"),
    )  # fmt: skip


def scheme_row(one: SchemeAnswer, dates: Dates) -> Row:
    """One scheme."""
    href = dates.link(reverse("scheme", args=[one.id])) if one.may_record else ""
    return Row(
        cells=(
            words(one.name, href=href, second=one.rule),
            words(one.kind_words),
            words(as_written(one.organisation_name)),
            money(one.budget, _("no limit")),
            money(one.awarded),
            day(one.starts_on),
            day(one.ends_on),
        )
    )


def awards_table(rows: tuple[Row, ...], dates: Dates, base: str) -> Table:
    """Who received what."""
    return Table(
        id="recipients",
        caption=_("Recipients"),
        columns=(
            Column(label=_("Recipient")),
            Column(label=_("Scheme")),
            Column(label=_("Pounds"), is_number=True),
            Column(label=_("On")),
            Column(label=_("For"), is_minor=True),
        ),
        rows=rows,
        csv_href=dates.link(base, format="csv", of="recipients"),
    )


def award_rows(scheme: SchemeAnswer) -> list[Row]:
    """The recipients of one scheme."""
    return [
        Row(
            cells=(
                words(as_written(one.recipient_name), code=one.recipient_code),
                words(scheme.name),
                money(one.pounds),
                day(one.on),
                words(one.reason),
            )
        )
        for one in scheme.awards
    ]


def money(pounds: Decimal | None, missing: str = "") -> Cell:
    """Pounds and pence."""
    if pounds is None:
        return Cell(value=None, text=missing)
    return Cell(value=float(pounds), text=f"£{pounds:,.2f}")


def day(value: date | None) -> Cell:
    """A day in words; an open end is no end."""
    return Cell(value=value, text=in_words(value) if value else _("no end recorded"))
