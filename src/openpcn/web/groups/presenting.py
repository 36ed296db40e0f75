"""Words and tables of groups of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openpcn.domains.population.queries.purposes import PurposeAnswer
from openpcn.kernel.errors import NotFound
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.rulebook.phenotypes import Phenotype
from openpcn.web.dates import LONDON, Dates
from openpcn.web.presenters.heads import Head, address, head_of
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.population.list_people import CaseList, Listed
from openpcn.workflows.population.show_groups import FAMILIES, Group, Groups
from openpcn.workflows.population.telling_why import CodeOn, OneOfPractice, Why

FAMILY_WORDS = {
    "cohort": gettext_lazy("People to find"),
    "gap": gettext_lazy("Care not yet given"),
    "prescribing": gettext_lazy("Safer prescribing"),
    "qof": gettext_lazy("Registers"),
    "b2h": gettext_lazy("Bridges to Health"),
    "snee": gettext_lazy("A local segmentation"),
    "efi": gettext_lazy("Frailty"),
}
EXPORTED = (
    "Practice",
    "Person (pseudonym)",
    "Age band",
    "Sex",
    "Frailty",
    "Segment",
    "First code",
    "Latest code",
    "Definition",
    "As at",
    "Label",
)
WITHHELD = gettext_lazy("withheld")
ON_A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Where in a long list a page stands."""

    page: int
    last: int
    previous: str
    next: str


def head(groups: Groups, dates: Dates) -> Head:
    """The top of the page."""
    page = groups.page
    return head_of(
        page.subject, dates, current="population", whole=page.whole, members=page.members
    )


def groups_page(groups: Groups, dates: Dates) -> dict[str, Any]:
    """What the page of all groups of a family is given."""
    base = f"{address(groups.page.subject.kind, groups.page.subject.code)}population/groups/"
    return {
        "families": [
            (str(FAMILY_WORDS[one]), dates.link(base, family=one), one == groups.family)
            for one in FAMILIES
        ],
        "tables": [table for table in tables_of(groups, dates, base) if table.rows],
        "about": about(groups),
    }


def tables_of(groups: Groups, dates: Dates, base: str) -> Iterator[Table]:
    """The flags in one table; every band or segment in its own."""
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
    )
    for group in groups.groups:
        if group.parts:
            yield parts_table(group, groups)


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


def parts_table(group: Group, groups: Groups) -> Table:
    """How people divide over a band or a segmentation."""
    return Table(
        id=f"{group.phenotype.name}-table",
        caption=group.phenotype.definition.title,
        columns=(
            Column(label=_("Part")),
            Column(label=_("People"), is_number=True),
            Column(label=_("Of registered people"), is_number=True),
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
        note=f"{group.phenotype.words} {group.phenotype.source.title}.",
    )


def share(people: int | None, everybody: int | None) -> Cell:
    """People as a share of everybody; withheld where either is."""
    if people is None or not everybody:
        return words(str(WITHHELD))
    return Cell(value=round(100 * people / everybody, 1), text=f"{100 * people / everybody:.1f}%")


def about(groups: Groups) -> list[str]:
    """Whose records these are, of which day, and what they are not."""
    answers = groups.answers
    if answers is None:
        return []
    held = _("%(held)s of %(all)s practices have records here, as at %(day)s.") % {
        "held": len(groups.practices),
        "all": len(groups.page.members),
        "day": in_words(answers.as_at),
    }
    return [line for line in (answers.label, held, answers.not_assured) if line]


def until(purpose: PurposeAnswer) -> str:
    """When a purpose ends, as people say it."""
    ends = timezone.localtime(purpose.ends_at, LONDON)
    return f"{ends:%H:%M}, {in_words(ends.date())}"


def group_words(groups: Groups, phenotype: Phenotype, dates: Dates) -> dict[str, Any]:
    """What the page of one group is given, with or without its people."""
    group = next((one for one in groups.groups if one.phenotype.name == phenotype.name), None)
    if group is None:
        raise NotFound(
            f"No records are held that answer “{phenotype.definition.title}” here.",
            next_step="Go back to the groups of people: the page says how records are loaded.",
        )
    return {
        "phenotype": phenotype,
        "group": group,
        "everybody": groups.people,
        "about": about(groups),
        "by_practice": practices_table(group, groups, dates),
    }


def practices_table(group: Group, groups: Groups, dates: Dates) -> Table:
    """The counts of each practice."""
    names = {one.code: as_written(one.name) for one in groups.page.members}
    return Table(
        id="practices-table",
        caption=_("By practice"),
        columns=(Column(label=_("Practice")), Column(label=_("People"), is_number=True)),
        rows=tuple(
            Row(
                cells=(
                    words(names[code], href=dates.link(address("practice", code)), code=code),
                    count(n, missing=str(WITHHELD)),
                )
            )
            for code, n in group.of_practice.items()
        ),
        note=groups.rule,
    )


def pages_of(
    found: CaseList, asked: str, link: Callable[[int], str]
) -> tuple[Pages, Sequence[Listed]]:
    """The page that was asked for (the first, where that is none), with its people."""
    last = max(1, -(-len(found.people) // ON_A_PAGE))
    page = min(int(asked), last) if asked.isascii() and asked.isdigit() and int(asked) else 1
    pages = Pages(
        page=page,
        last=last,
        previous=link(page - 1) if page > 1 else "",
        next=link(page + 1) if page < last else "",
    )
    return pages, found.people[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """Somebody on a list, as a row of the page."""

    person_id: int
    cells: tuple[str, ...]
    first: str
    last: str


def people_rows(
    found: CaseList, people: Iterable[Listed], evidence: Mapping[int, OneOfPractice]
) -> tuple[PersonRow, ...]:
    """The people of one page of a list, with the first and last code behind it."""
    return tuple(
        PersonRow(
            person_id=one.person_id,
            cells=(one.practice_code, one.age_band, one.sex, *one.context),
            first=code_words(held.first) if (held := evidence.get(one.person_id)) else "",
            last=code_words(held.last) if held else "",
        )
        for one in people
    )


def code_words(code: CodeOn | None) -> str:
    """A code with its day; age or place alone have none."""
    return f"{in_words(code.on)}: {code.display} ({code.code})" if code else ""


def reasons_table(told: Why) -> Table:
    """Everything that was looked for, what is true first."""
    ordered = sorted(told.reasons, key=lambda one: not one.is_true)
    return Table(
        id="reasons-table",
        caption=_("What was looked for"),
        columns=(
            Column(label=_("Looked for")),
            Column(label=_("Found")),
            Column(label=_("First")),
            Column(label=_("Latest")),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(one.looked_for, second=one.definition),
                    words(_("yes") if one.is_true else _("no")),
                    words(code_words(one.first)),
                    words(code_words(one.last) if one.events > 1 else ""),
                )
            )
            for one in ordered
        ),
    )


def export_rows(
    found: CaseList, evidence: Mapping[int, OneOfPractice]
) -> Iterator[tuple[str, ...]]:
    """The rows of the file; numbers of people go out as text."""
    for one in people_rows(found, found.people, evidence):
        practice, *told = one.cells
        yield (
            practice,
            str(one.person_id),
            *told,
            one.first,
            one.last,
            found.phenotype.name,
            found.as_at.isoformat(),
            found.label,
        )
