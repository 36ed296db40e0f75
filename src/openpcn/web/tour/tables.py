"""The tables that stand beside the maps of the tour, and say the same."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from openpcn.domains.community.vocabulary import AssetKind
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.planner.cells import Group
from openpcn.web.planner.wording import stands
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.web.presenters.words import signed
from openpcn.workflows.drawings.text import short_name
from openpcn.workflows.planner.compare import Comparison
from openpcn.workflows.structure.comparing import NetworkChange
from openpcn.workflows.tour import Community, Today, TwoDays

MOST_PARTS = 3
MONEY = 3
"""Which group of the comparison tells of money and staff."""


def misfits_table(shown: Today, dates: Dates) -> Table:
    """The networks outside the band, the smallest first."""
    band = shown.ground.situation.brief.band
    return Table(
        id="misfits",
        caption=_("Networks outside %(band)s") % {"band": band},
        columns=(
            Column(label=_("Network")),
            Column(label=_("Patients"), is_number=True),
            Column(label=_("By how much")),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(
                        shown.ground.name(one.network),
                        href=dates.link(f"/networks/{one.network}/"),
                    ),
                    count(one.patients),
                    words(stands(one, band)),
                )
            )
            for one in shown.misfits
        ),
    )


def areas_beside(shown: Today) -> Table:
    """Each neighbourhood with the networks that most of its registered patients belong to."""
    names = shown.neighbourhoods.network_names
    return Table(
        id="neighbourhoods-beside",
        caption=_("Neighbourhoods, and the networks of who lives there"),
        columns=(
            Column(label=_("Neighbourhood")),
            Column(label=_("Registered patients who live here"), is_number=True),
            Column(label=_("Networks with 5% of them or more"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(
                        line.name,
                        second=", ".join(
                            f"{short_name(names[part.code])} {part.share:.0%}"
                            for part in line.networks[:MOST_PARTS]
                            if part.code in names
                        ),
                    ),
                    count(line.registered, missing=_("not known")),
                    count(sum(part.share >= 0.05 for part in line.networks)),
                )
            )
            for line in sorted(
                shown.neighbourhoods.lines, key=lambda one: (-(one.registered or 0), one.name)
            )
        ),
    )


def means_table(shown: Comparison, groups: Sequence[Group]) -> Table:
    """Money and staff of today and of each option."""
    lines = groups[MONEY].rows
    return Table(
        id="means",
        caption=_("Money and staff, today and in each option"),
        columns=(
            Column(label=_("What")),
            *(Column(label=column.title, is_number=True) for column in shown.columns),
        ),
        rows=(
            Row(
                cells=(
                    words(_("Patients whose practice changes network")),
                    *(
                        count(column.measures.patients_moved or None, missing=_("None"))
                        for column in shown.columns
                    ),
                )
            ),
            *(
                Row(
                    cells=(
                        words(line.label, second=line.second),
                        *(words(cell.text, second=cell.second) for cell in line.cells),
                        *(words(_("not known")) for _cell in shown.columns[len(line.cells) :]),
                    )
                )
                for line in lines
            ),
        ),
    )


def kinds_table(held: Community) -> Table:
    """How much there is of each kind."""
    labels = dict(AssetKind.choices)
    return Table(
        id="kinds",
        caption=_("What there is, by kind"),
        columns=(Column(label=_("Kind")), Column(label=_("Entries"), is_number=True)),
        rows=tuple(
            Row(cells=(words(str(labels.get(kind, kind))), count(number)))
            for kind, number in held.area.found.by_kind
        ),
        total=(words(_("All")), count(held.area.found.total)),
    )


def sizes_table(shown: TwoDays, dates: Dates) -> Table:
    """The networks whose practices differ, on both days."""
    difference = shown.difference
    rows = [one for one in difference.networks if is_changed(one)]
    return Table(
        id="sizes",
        caption=_("Networks whose practices differ"),
        columns=(
            Column(label=_("Network")),
            Column(
                label=_("Patients on %(day)s") % {"day": in_words(difference.earlier)},
                is_number=True,
            ),
            Column(
                label=_("Patients on %(day)s") % {"day": in_words(difference.later)},
                is_number=True,
            ),
            Column(label=_("Change"), is_number=True, is_minor=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(
                        one.name,
                        href=dates.link(f"/networks/{one.code}/"),
                        second="" if one.name == one.name_before else one.name_before,
                    ),
                    size(one.patients_before, one.practices_before),
                    size(one.patients_now, one.practices_now),
                    words(signed(one.patients_now - one.patients_before)),
                )
            )
            for one in rows
        ),
    )


def is_changed(one: NetworkChange) -> bool:
    """Whether a practice joined or left, or the network has another name."""
    return bool(one.arrived or one.departed or one.name != one.name_before)


def size(patients: int, practices: int) -> Cell:
    """Patients of a network on a day; none where it had no practice then."""
    return count(patients if practices else None, missing=_("no practice"))


def changes_table(shown: TwoDays, dates: Dates) -> Table:
    """What became of practices, a sentence each."""
    return Table(
        id="changes",
        caption=_("What happened in between"),
        columns=(Column(label=_("Practice")), Column(label=_("What happened"))),
        rows=tuple(
            Row(
                cells=(
                    words(one.name, href=dates.link(f"/practices/{one.code}/history/")),
                    words(one.sentence),
                )
            )
            for one in shown.difference.structural
        ),
    )
