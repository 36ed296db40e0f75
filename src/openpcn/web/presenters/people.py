"""Who speaks for an organisation, as far as the reader may know."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openpcn.domains.registry.queries.people import RoleHolderAnswer
from openpcn.kernel.when import in_words
from openpcn.web.chrome import address_of
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address, head_of
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Link, Row, Table, words
from openpcn.workflows.show_facts import SystemFacts
from openpcn.workflows.show_people import People


def people_page(answer: People, dates: Dates) -> dict[str, Any]:
    """What the template of the people page is given."""
    return {
        "head": head_of(
            answer.subject, dates, current="people", whole=answer.whole, members=answer.members
        ),
        "sections": [holders(answer, dates), staff(answer.whole, answer, dates)],
    }


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
        id="holders", heading=heading, tables=(holders_table(answer.holders, dates),), links=links
    )


def holders_table(held: tuple[RoleHolderAnswer, ...], dates: Dates) -> Table:
    """Who holds which role, since when, and who covers."""
    return Table(
        id="holders-table",
        caption=_("Role-holders"),
        caption_hidden=True,
        columns=(
            Column(label=_("Name")),
            Column(label=_("Role")),
            Column(label=_("For")),
            Column(label=_("Contact")),
            Column(label=_("Since"), is_minor=True),
        ),
        rows=tuple(holder_row(one, dates) for one in held),
    )


def holder_row(one: RoleHolderAnswer, dates: Dates) -> Row:
    """One role-holder."""
    cover = _("covers for %(name)s") % {"name": one.covers_for} if one.covers_for else ""
    covered = _("covered by %(name)s") % {"name": one.covered_by} if one.covered_by else ""
    place = address(one.organisation_kind, one.organisation_code)
    return Row(
        cells=(
            words(one.name, second=cover or covered),
            words(one.role_words),
            words(one.organisation_name, href=dates.link(place) if place else ""),
            words(
                one.email or one.phone or _("not published"),
                href=f"mailto:{one.email}" if one.email else "",
                second=one.phone if one.email else "",
            ),
            words(in_words(one.starts_on)),
        )
    )


def staff(whole: SystemFacts, answer: People, dates: Dates) -> Section:
    """Network staff by role."""
    heading = _("Network staff")
    if answer.subject.kind == "practice":
        return Section(
            id="staff",
            heading=heading,
            lines=(_("Network staff are counted by network; see the page of its network."),),
        )
    if not answer.staff:
        return Section(
            id="staff", heading=heading, empty=(_("Network staff are not held for this date."),)
        )
    table = Table(
        id="staff-table",
        caption=heading,
        caption_hidden=True,
        columns=(
            Column(label=_("Role")),
            Column(label=_("Full-time equivalent"), is_number=True),
        ),
        rows=tuple(Row(cells=(words(role), decimal_cell(fte))) for role, fte in answer.staff),
        total=(words(_("All roles")), decimal_cell(sum(fte for _role, fte in answer.staff))),
        note=_("Published for %(day)s; staff and contracted services together.")
        % {"day": in_words(whole.staff_on)}
        if whole.staff_on
        else "",
    )
    return Section(id="staff", heading=heading, tables=(table,))


def decimal_cell(value: float) -> Cell:
    """A number with one decimal."""
    return Cell(value=round(value, 2), text=f"{value:,.1f}")
