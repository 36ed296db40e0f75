"""The paper of 2016 with every figure that follows from others: theirs, ours, difference, kind."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.workforce.recompute import Kind, Recomputed
from openpcn.engines.workforce.tables import GroupTable
from openpcn.web.dates import Dates
from openpcn.web.presenters.people_practices import figure
from openpcn.web.presenters.tables import Cell, Column, Row, Table, words
from openpcn.workflows.workforce.gathering import GPS
from openpcn.workflows.workforce.papers import RecomputedPaper, pages_of


def paper_words(
    found: RecomputedPaper, published: GroupTable | None, dates: Dates
) -> dict[str, Any]:
    """What the template of the paper is given."""
    base = reverse("workforce-2016")
    whole = paper_table(found.rows, "paper", _("All pages"), with_page=True)
    beside = published_table(found, published) if published else None
    return {
        "paper": found.paper,
        "sentence": found.sentence,
        "kinds": [
            (kind.words, found.by_kind[kind]) for kind in Kind if kind in found.by_kind
        ],
        "pages": [
            (page, [paper_table(rows, f"page-{at}-{n}", name)
                    for n, (name, rows) in enumerate(by_table(of_page).items())])
            for at, (page, of_page) in enumerate(pages_of(found.rows).items())
        ],
        "published": beside,
        "all_tables": [whole, *([beside] if beside else [])],
        "csv_href": dates.link(base, format="csv", of="paper"),
        "xlsx_href": dates.link(base, format="xlsx"),
    }  # fmt: skip


def by_table(rows: Sequence[Recomputed]) -> dict[str, list[Recomputed]]:
    """The figures of a page by the table that they stand in."""
    tables: dict[str, list[Recomputed]] = {}
    for one in rows:
        tables.setdefault(one.table, []).append(one)
    return tables


def paper_table(
    rows: Sequence[Recomputed], id_: str, caption: str, *, with_page: bool = False
) -> Table:
    """Theirs beside ours."""
    page = [Column(label=_("Page")), Column(label=_("Table"))] if with_page else []
    return Table(
        id=id_,
        caption=caption,
        columns=(
            *page,
            Column(label=_("Row")),
            Column(label=_("Figure")),
            Column(label=_("Theirs"), is_number=True),
            Column(label=_("Ours"), is_number=True),
            Column(label=_("Difference"), is_number=True, is_minor=True),
            Column(label=_("Outcome")),
            Column(label=_("Working"), is_minor=True),
        ),
        rows=tuple(paper_row(one, with_page=with_page) for one in rows),
    )


def paper_row(one: Recomputed, *, with_page: bool) -> Row:
    """One figure; a difference is marked."""
    page = (words(one.page), words(one.table)) if with_page else ()
    return Row(
        cells=(
            *page,
            words(one.row),
            words(one.figure),
            number(one.theirs),
            number(one.ours),
            number(one.difference) if one.difference else words(_("none")),
            words(one.kind.words),
            words(one.working),
        ),
        is_chosen=one.kind is not Kind.AGREES,
    )


def number(value: Decimal) -> Cell:
    """A printed number."""
    return Cell(value=float(value), text=f"{value:,}")


def published_table(found: RecomputedPaper, published: GroupTable) -> Table:
    """The totals of the paper beside those of the published files."""
    gps, total = published.staff[GPS], found.paper.total
    practices = found.paper.count("practices").number
    rows = [
        (_("Practices"), float(practices), float(published.practices), 0),
        (_("Patients"), float(total.patients), published.patients, 0),
        (_("Average list"), float(found.paper.average_list), published.average_list, 0),
        (_("GPs, WTE"), float(total.fte), gps.fte, 2),
        (_("List per WTE GP"), float(total.patients_each or 0), gps.patients_each, 0),
    ]
    return Table(
        id="published-table",
        caption=_("Leicester City, the paper of April 2016 beside the files of 2015/16"),
        columns=(
            Column(label=_("Figure")),
            Column(label=_("The paper"), is_number=True),
            Column(label=_("Published files"), is_number=True),
        ),
        rows=tuple(
            Row(cells=(words(name), figure(theirs, places), figure(ours, places)))
            for name, theirs, ours, places in rows
        ),
        note=_(
            "Not the same count: the files give GPs without trainees and locums, a mean of the "
            "year to 31 March 2016, and some practices reported no GP that year."
        ),
    )
