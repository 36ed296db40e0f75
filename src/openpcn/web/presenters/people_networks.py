"""Staff of networks by role, and a network's skill mix against its peers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.engines.workforce.skill_mix import RoleMix
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.people_practices import figure
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Row, Table, words
from openpcn.workflows.workforce.show_people import People


def network_staff(answer: People, base: str, dates: Dates) -> Section:
    """Network staff by role; of a network, beside its peers."""
    heading = _("Network staff and skill mix")
    if answer.subject.kind == "practice":
        return Section(
            id="network-staff",
            heading=heading,
            lines=(_("Network staff are counted by network; see the page of its network."),),
        )
    if not answer.staff:
        return Section(
            id="network-staff",
            heading=heading,
            empty=(_("Network staff are not held for this date."),),
        )
    link = dates.link(base, format="csv", of="network-staff")
    table = mix_table(answer, link) if answer.tables.mix else roles_table(answer, link)
    return Section(id="network-staff-section", heading=heading, tables=(table,))


def roles_table(answer: People, csv_href: str) -> Table:
    """Roles of all networks together."""
    return Table(
        id="network-staff",
        caption=_("Network staff"),
        caption_hidden=True,
        columns=(Column(label=_("Role")), Column(label=_("Full-time equivalent"), is_number=True)),
        rows=tuple(Row(cells=(words(role), figure(fte, 1))) for role, fte in answer.staff),
        total=(words(_("All roles")), figure(sum(fte for _role, fte in answer.staff), 1)),
        note=_("Published for %(day)s; staff and contracted services together.")
        % {"day": in_words(answer.whole.staff_on)}
        if answer.whole.staff_on
        else "",
        csv_href=csv_href,
    )


def mix_table(answer: People, csv_href: str) -> Table:
    """Roles of the network, for the same number of patients as its peers."""
    on, mix = answer.tables.mix_on, answer.tables.mix
    return Table(
        id="network-staff",
        caption=_("Network staff by role, against the other networks of the system"),
        columns=(
            Column(label=_("Role")),
            Column(label=_("FTE"), is_number=True, unit="full-time equivalent"),
            Column(label=_("Per 10,000"), is_number=True, unit="per 10,000 patients"),
            Column(label=_("Middle half of peers"), is_number=True, is_minor=True),
            Column(label=_("Against them")),
            Column(label=_("Peers with the role"), is_number=True, is_minor=True),
        ),
        rows=tuple(mix_row(one) for one in mix),
        total=(words(_("All roles")), figure(sum(one.fte for one in mix), 1),
               *[words("")] * 4),
        note=_(
            "Published for %(day)s; staff and contracted services together. A role without "
            "anybody counts as 0. Different is not wrong: a network chooses its roles."
        )
        % {"day": in_words(on) if on else ""},
        csv_href=csv_href,
    )  # fmt: skip


def mix_row(one: RoleMix) -> Row:
    """One role."""
    middle = f"{one.low:.2f} to {one.high:.2f}" if one.low is not None else _("too few")
    return Row(
        cells=(
            words(one.role),
            figure(one.fte, 1),
            figure(one.rate, 2),
            Cell(value=middle, text=middle),
            words(standing(one)),
            Cell(
                value=one.peers_with,
                text=_("%(n)s of %(all)s") % {"n": one.peers_with, "all": one.peers},
            ),
        )
    )


def standing(one: RoleMix) -> str:
    """Where a role stands against the middle half of the peers."""
    return {
        "fewer than most": _("fewer than most"),
        "more than most": _("more than most"),
        "like most": _("like most"),
    }.get(one.standing, _("not compared"))
