"""Who holds which role in an organisation, as far as the reader may know."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.registry.queries.people import RoleHolderAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import about_years
from openpcn.web.chrome import address_of
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Link, Row, Table, words
from openpcn.workflows.workforce.show_people import People

A_YEAR = 365.25


def holders(answer: People, dates: Dates) -> Section:
    """Role-holders on the day."""
    heading = _("Role-holders and contacts")
    contacts = address_of("contacts")
    links = (Link(text=_("Contact book"), href=dates.link(contacts)),) if contacts else ()
    if not answer.holders:
        return Section(
            id="holders",
            heading=heading,
            empty=(
                _("No role-holder is published for this date."),
                _(
                    "Clinical directors, managers and others are shown to everyone where "
                    "they agreed to be published, and to people with a role here in any "
                    "case."
                ),
                _(
                    "A network manager or practice manager can add them after signing "
                    "in, or a file of role-holders can be loaded."
                ),
            ),
            links=links,
        )
    return Section(
        id="holders", heading=heading, tables=(holders_table(answer, dates),), links=links
    )


def holders_table(answer: People, dates: Dates) -> Table:
    """Who holds which role, since when, and who covers."""
    return Table(
        id="holders-table",
        caption=_("Role-holders"),
        caption_hidden=True,
        note=_(
            "Tenure, cover, time and interests are as recorded; what nobody declared is not known "
            "here."
        ),
        columns=(
            Column(label=_("Name")),
            Column(label=_("Role")),
            Column(label=_("For")),
            Column(label=_("Contact")),
            Column(label=_("Since")),
            Column(label=_("Until"), is_minor=True),
            Column(label=_("Time and interests")),
        ),
        rows=tuple(holder_row(one, answer, dates) for one in answer.holders),
    )


def holder_row(one: RoleHolderAnswer, answer: People, dates: Dates) -> Row:
    """One role-holder."""
    cover = _("covers for %(name)s") % {"name": one.covers_for} if one.covers_for else ""
    covered = _("covered by %(name)s") % {"name": one.covered_by} if one.covered_by else ""
    place = address(one.organisation_kind, one.organisation_code)
    return Row(
        cells=(
            words(one.name, second=cover or covered),
            words(one.role_words),
            words(as_written(one.organisation_name), href=dates.link(place) if place else ""),
            words(
                one.email or one.phone or _("not published"),
                href=f"mailto:{one.email}" if one.email else "",
                second=one.phone if one.email else "",
            ),
            words(
                in_words(one.starts_on),
                second=_("in the role for %(time)s")
                % {"time": about_years((dates.as_at - one.starts_on).days / A_YEAR)},
            ),
            words(in_words(one.ends_on) if one.ends_on else _("no end recorded")),
            declared(one, answer, dates),
        )
    )


def declared(one: RoleHolderAnswer, answer: People, dates: Dates) -> Cell:
    """Hours a week and interests; whoever may record them is led to the form."""
    said = [
        _("%(hours)s hours a week") % {"hours": f"{each.hours.normalize():f}"}
        if each.hours is not None
        else each.words
        for each in answer.declared.get(one.id, ())
    ]
    href = dates.link(reverse("declare", args=[one.id])) if answer.may_declare else ""
    return words("; ".join(said) or _("none declared"), href=href)
