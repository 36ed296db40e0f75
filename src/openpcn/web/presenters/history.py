"""The history of an organisation, as tables."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openpcn.domains.registry.queries.histories import RelationshipAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address, head_of
from openpcn.web.presenters.key_facts import against_band
from openpcn.web.presenters.provenance import provenance
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.web.presenters.words import written
from openpcn.workflows.pages.show_history import History


def history_page(answer: History, dates: Dates) -> dict[str, Any]:
    """What the template of the history page is given."""
    page = answer.page
    found = [names(answer), sizes(answer), *links(answer, dates)]
    return {
        "head": head_of(
            page.subject,
            dates,
            current="history",
            title=_("History"),
            whole=page.whole,
            members=page.members,
        ),
        "sections": [section for section in found if section is not None],
        "provenance": provenance(page.sources, page.whole),
    }


def names(answer: History) -> Section | None:
    """What it was called."""
    if len(answer.names) < 2:
        return None
    rows = tuple(
        Row(cells=(words(as_written(one.name)), words(in_words(one.from_file_of))))
        for one in answer.names
    )
    columns = (Column(label=_("Name")), Column(label=_("First in a file of")))
    table = Table(
        id="names-table", caption=_("Names"), caption_hidden=True, columns=columns, rows=rows
    )
    return Section(id="names", heading=_("What it was called"), tables=(table,))


def sizes(answer: History) -> Section:
    """How large it was."""
    heading = _("Size over time")
    if not answer.sizes:
        return Section(id="sizes", heading=heading, empty=(_("No lists are held."),))
    is_network = answer.page.subject.kind == "network"
    columns = [
        Column(label=_("List of")),
        Column(label=_("Practices"), is_number=True),
        Column(label=_("Patients"), is_number=True),
        *([Column(label=_("Against 30,000 to 50,000"))] if is_network else []),
    ]
    rows = tuple(
        Row(
            cells=(
                Cell(value=one.on, text=in_words(one.on)),
                count(one.practices),
                count(one.patients),
                *([words(against_band(one.patients)[0])] if is_network else []),
            )
        )
        for one in answer.sizes
    )
    table = Table(
        id="sizes-table",
        caption=heading,
        caption_hidden=True,
        columns=tuple(columns),
        rows=rows,
        note=_("Counted over the practices it had on each day."),
    )
    return Section(id="sizes", heading=heading, tables=(table,))


def links(answer: History, dates: Dates) -> list[Section]:
    """Memberships, successions, and what it lay in."""
    kinds = (
        ("memberships", _("Memberships"), answer.memberships),
        ("successions", _("Mergers and successions"), answer.successions),
        ("structure", _("Commissioned by, part of"), answer.structure),
    )
    found = [
        Section(id=slug, heading=heading, tables=(links_table(slug, heading, held, dates),))
        for slug, heading, held in kinds
        if held
    ]
    if not answer.successions:
        found.append(
            Section(
                id="successions",
                heading=_("Mergers and successions"),
                lines=(_("None is recorded."),),
            )
        )
    return found


def links_table(
    slug: str, heading: str, held: tuple[RelationshipAnswer, ...], dates: Dates
) -> Table:
    """Dated relationships, the newest first."""
    return Table(
        id=f"{slug}-table",
        caption=heading,
        caption_hidden=True,
        columns=(
            Column(label=_("Who")),
            Column(label=_("What")),
            Column(label=_("Whom")),
            Column(label=_("From")),
            Column(label=_("To")),
            Column(label=_("Source"), is_minor=True),
        ),
        rows=tuple(link_row(one, dates) for one in reversed(held)),
    )


def link_row(one: RelationshipAnswer, dates: Dates) -> Row:
    """One dated relationship."""
    return Row(
        cells=(
            party(one.subject_kind, one.subject_code, one.subject_name, dates),
            words(one.role_words),
            party(one.object_kind, one.object_code, one.object_name, dates),
            starts(one),
            ends(one),
            words(one.source or _("recorded by a person")),
        )
    )


def party(kind: str, code: str, name: str, dates: Dates) -> Cell:
    """One side of a relationship."""
    path = address(kind, code)
    text = as_written(name)
    return words(text, href=dates.link(path) if path else "", second=code if code != text else "")


def starts(one: RelationshipAnswer) -> Cell:
    """The first day; of a snapshot, the days between which it began."""
    second = ""
    if one.basis == "snapshot":
        second = (
            _("after %(day)s, as files show") % {"day": in_words(one.starts_after)}
            if one.starts_after
            else _("first seen in a file of that day")
        )
    return Cell(value=one.starts_on, text=in_words(one.starts_on), second=second)


def ends(one: RelationshipAnswer) -> Cell:
    """The last day; of a snapshot, the days between which it ended."""
    if one.ends_on is None:
        return Cell(value=None, text=_("still so"))
    second = (
        _("before %(day)s, as files show") % {"day": in_words(one.ends_before)}
        if one.ends_before
        else ""
    )
    return Cell(value=one.ends_on, text=written(one.ends_on), second=second)
