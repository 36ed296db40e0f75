"""Words and tables of groups of people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openpcn.kernel.errors import NotFound
from openpcn.kernel.exports import Cell as Value
from openpcn.kernel.wording import listed
from openpcn.rulebook.phenotypes import Phenotype
from openpcn.web.dates import Dates
from openpcn.web.groups.rates import rates_words
from openpcn.web.presenters.heads import Head, head_of
from openpcn.web.presenters.profiles.records import COUNTED, WITHHELD, about, parts_table, share
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.population.show_groups import FAMILIES, Group, Groups

FAMILY_WORDS = {
    "cohort": gettext_lazy("People to find"),
    "gap": gettext_lazy("Care not yet given"),
    "prescribing": gettext_lazy("Safer prescribing"),
    "qof": gettext_lazy("Registers"),
    "b2h": gettext_lazy("Bridges to Health"),
    "snee": gettext_lazy("A local segmentation"),
    "efi": gettext_lazy("Frailty"),
    "own": gettext_lazy("Your own"),
}


def head(groups: Groups, dates: Dates) -> Head:
    """The top of the page."""
    page = groups.page
    return head_of(
        page.subject, dates, current="population", whole=page.whole, members=page.members
    )


def groups_page(groups: Groups, dates: Dates, where: tuple[str, str]) -> dict[str, Any]:
    """What the page of all groups of a family is given."""
    base = reverse("groups", args=where)
    return own_words(groups) | {
        "families": [
            (str(FAMILY_WORDS[one]), dates.link(base, family=one), one == groups.family)
            for one in FAMILIES
        ],
        "tables": [table for table in tables_of(groups, dates, where) if table.rows],
        "about": about(groups),
    }


def tables_of(groups: Groups, dates: Dates, where: tuple[str, str]) -> Iterator[Table]:
    """The flags in one table; every band or segment in its own."""
    base = reverse("groups", args=where)
    flags = [group for group in groups.groups if group.phenotype.definition.kind == "flag"]
    yield Table(
        id="groups-table",
        caption=str(FAMILY_WORDS[groups.family]),
        columns=(
            Column(label=_("Group")),
            Column(label=_("People"), is_number=True),
            Column(label=_("Of registered people"), is_number=True),
            Column(label=_("Rule is"), is_minor=True),
        ),
        rows=tuple(Row(cells=flag_cells(group, groups, dates, base)) for group in flags),
        note=groups.rule,
        csv_href=dates.link(base, format="csv", family=groups.family),
    )
    for group in groups.groups:
        if group.parts:
            yield parts_table(group, groups, where, dates)


def flag_cells(group: Group, groups: Groups, dates: Dates, base: str) -> tuple[Cell, ...]:
    """A group of which one is or is not."""
    phenotype = group.phenotype
    return (
        words(
            phenotype.definition.title,
            href=dates.link(f"{base}{phenotype.name}/"),
            second=phenotype.words,
        ),
        count(group.people, missing=str(WITHHELD)),
        share(group.people, groups.people),
        words(phenotype.status.words),
    )


def own_words(groups: Groups) -> dict[str, Any]:
    """What is said of definitions of the user's own: what cannot be used, what waits."""
    findings = Table(
        id="findings-table",
        caption=_("Definitions of your own that are left out"),
        columns=(Column(label=_("File")), Column(label=_("Why")), Column(label=_("Next step"))),
        rows=tuple(
            Row(cells=(words(one.file), words(one.words), words(one.next_step)))
            for one in groups.findings
        ),
    )
    waiting = [one.definition.title for one in groups.unanswered]
    return {"left_out": findings, "waiting": listed(waiting) if waiting else ""}


EXPORTED = (
    "Group",
    "Name",
    "Part",
    "Practice",
    "People",
    "Of registered people (%)",
    "Rule",
    "Source",
    "As at",
    "Counted",
    "Small numbers",
    "Label",
)


def export_rows(groups: Groups, only: str) -> Iterator[tuple[Value, ...]]:
    """The counts of a family, or of one definition, with method and source in each row."""
    answers = groups.answers
    for group in groups.groups if answers else ():
        one = group.phenotype
        cells = [(label, "", n) for label, n in group.parts.items()]
        if one.definition.kind == "flag":
            cells = [("", "", group.people), *(("", at, n) for at, n in group.of_practice.items())]
        for label, practice, n in cells if only in ("", one.name) else ():
            yield (
                one.definition.title,
                one.name,
                label,
                practice,
                str(WITHHELD) if n is None else n,
                None if practice else share(n, groups.people).value,
                f"{one.words} {one.authority}, version {one.version}; {one.status.words}",
                f"{one.source.title}, {one.source.clause}",
                answers.as_at if answers else None,
                str(COUNTED[groups.use]),
                groups.rule,
                answers.label if answers else "",
            )


def group_called(groups: Groups, phenotype: Phenotype) -> Group:
    """A group of the page."""
    for one in groups.groups:
        if one.phenotype.name == phenotype.name:
            return one
    raise NotFound(
        f"No records are held that answer “{phenotype.definition.title}” here.",
        next_step="Go back to the groups of people: the page says how records are loaded.",
    )


def group_words(groups: Groups, phenotype: Phenotype, dates: Dates) -> dict[str, Any]:
    """What the page of one group is given, with or without its people."""
    group = group_called(groups, phenotype)
    return {
        "phenotype": phenotype,
        "group": group,
        "everybody": groups.people,
        "about": about(groups),
        **rates_words(group, groups, dates),
    }
