"""Lists of people: rows of a page, reasons, and the file for the practices' own systems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from openpcn.domains.population.queries.purposes import PurposeAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.dates import LONDON
from openpcn.web.presenters.tables import Column, Link, Row, Table, words
from openpcn.workflows.population.at_practice import PERSON, PRACTICE
from openpcn.workflows.population.list_people import CaseList, Listed
from openpcn.workflows.population.show_groups import Groups
from openpcn.workflows.population.telling_why import CodeOn, OneOfPractice, Why

EXPORTED = (
    PRACTICE,
    PERSON,
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
ON_A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Where in a long list a page stands."""

    page: int
    last: int
    previous: str
    next: str


def until(purpose: PurposeAnswer) -> str:
    """When a purpose ends, as people say it."""
    ends = timezone.localtime(purpose.ends_at, LONDON)
    return f"{ends:%H:%M}, {in_words(ends.date())}"


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


def files_of(found: CaseList, groups: Groups, link: Callable[[str], str]) -> list[Link]:
    """A file for each practice that has anybody on the list: only it can name them."""
    names = {one.code: as_written(one.name) for one in groups.members}
    held = sorted({one.practice_code for one in found.people})
    return [Link(text=names[code], href=link(code)) for code in held]


def file_name(found: CaseList, code: str) -> str:
    """Says what the file is and that its people are invented, where they are."""
    invented = "synthetic-" if found.label else ""
    return f"{invented}{code}-{found.phenotype.name}-{found.as_at.isoformat()}.csv"
