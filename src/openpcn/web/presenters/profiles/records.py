"""What records of people say on the population page: frailty and segments, as counts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.profiles.sections import ProfileSection
from openpcn.web.presenters.tables import Cell, Column, Link, Row, Table, count, words
from openpcn.workflows.population.show_groups import Group, Groups

WITHHELD = gettext_lazy("withheld")
COUNTED = {
    "care": gettext_lazy("Everybody registered is counted: you read this for direct care."),
    "planning": gettext_lazy(
        "People who opted out of planning, nationally or at their practice, are not counted."
    ),
}


def records_section(groups: Groups, where: tuple[str, str], dates: Dates) -> ProfileSection | None:
    """Frailty and segments of the people whose records are held; None where none are."""
    tables = tuple(parts_table(one, groups, where, dates) for one in groups.groups if one.parts)
    if not tables:
        return None
    return ProfileSection(
        id="records",
        heading=_("Frailty and segments, from records"),
        lines=about(groups),
        tables=tables,
        notes=(str(groups.rule),),
        links=(
            Link(
                text=_("Groups of people, and lists of them"),
                href=dates.link(reverse("groups", args=where)),
            ),
        ),
        is_wide=True,
    )


def about(groups: Groups) -> tuple[str, ...]:
    """Whose records these are, of which day, who is counted, and what they are not."""
    answers = groups.answers
    if answers is None:
        return ()
    here = {
        "held": len(groups.practices),
        "all": len(groups.members),
        "day": in_words(answers.as_at),
    }
    held = (
        _("Records of this practice are here, as at %(day)s.") % here
        if len(groups.members) == 1
        else _("Records of %(held)s of %(all)s practices are here, as at %(day)s.") % here
    )
    lines = (answers.label, held, str(COUNTED[groups.use]), answers.not_assured)
    return tuple(line for line in lines if line)


def parts_table(group: Group, groups: Groups, where: tuple[str, str], dates: Dates) -> Table:
    """How people divide over a band or a segmentation, with its method and a CSV."""
    one = group.phenotype
    csv = dates.link(reverse("groups", args=where), format="csv", family=one.family, of=one.name)
    return Table(
        id=f"{one.name}-table",
        caption=one.definition.title,
        columns=(
            Column(label=_("Part")),
            Column(label=_("People"), is_number=True),
            Column(label=_("Of registered people"), unit="%", is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(label),
                    count(n, missing=str(WITHHELD)),
                    share(n, groups.people),
                )
            )
            for label, n in group.parts.items()
        ),
        note=f"{one.words} {one.source.title}, {one.source.clause}; {one.status.words}. {one.note}",
        csv_href=csv,
    )


def share(people: int | None, everybody: int | None) -> Cell:
    """People as a share of everybody; withheld where either is."""
    if people is None or not everybody:
        return Cell(value=None, text=str(WITHHELD))
    per_cent = 100 * people / everybody
    return Cell(value=round(per_cent, 1), text=f"{per_cent:.1f}%", bar=min(100, round(per_cent)))
