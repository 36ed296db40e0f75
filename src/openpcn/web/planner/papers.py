"""The decision paper of a change case as PDF, Word or HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.kernel.documents import Column, Document, Heading, Note, Paragraph, Part, Points, Table
from openpcn.kernel.documents import Source as Cited
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.pages.papers import paper_file
from openpcn.web.planner.casing import case_words
from openpcn.web.planner.cells import Cell, Row
from openpcn.workflows.facts.tell_source import tell_source


@require_safe
def case_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The paper to take away."""
    return paper_file(decision_paper(case_words(request, number)), form, f"case-{number}")


def decision_paper(said: Mapping[str, Any]) -> Document:
    """What is asked for, who was asked, what it would do, the rules, the decision, the steps."""
    case, when = said["case"], said["ground"].when
    told = tell_source(when=when)
    draft = "" if case.state == "published" else _("Not published: %s. ") % case.state_words
    return Document(
        title=case.title,
        about=_("Decision paper · %(kind)s · %(stage)s")
        % {"kind": case.kind_words, "stage": case.stage_words},
        parts=(*asked_for(said), *consequences(said), *rules(said), *decided(said)),
        footer=f"{draft}{told.sentence}",
    )


def asked_for(said: Mapping[str, Any]) -> Iterator[Part]:
    """The application and the engagement."""
    case = said["case"]
    yield Heading(text=_("1. What is asked for"))
    yield Paragraph(text=case.application)
    day = in_words(case.effective_on) if case.effective_on else _("a day that is not set yet")
    yield Paragraph(
        text=_("%(what)s. From %(day)s. Asked by %(owner)s, within %(within)s.")
        % {
            "what": said["what"] or case.kind_words,
            "day": day,
            "owner": as_written(case.owner_name),
            "within": as_written(case.within_name),
        }
    )
    yield Heading(text=_("2. Who was asked, and what they said"))
    yield Paragraph(text=case.engagement or _("Nothing is written yet."))


def consequences(said: Mapping[str, Any]) -> Iterator[Part]:
    """The comparison, and what would need attention."""
    shown = said["shown"]
    columns = tuple(Column(label=one.title) for one in shown.columns)
    yield Heading(text=_("3. Consequences"))
    for group in said["groups"]:
        yield Table(
            caption=group.title,
            columns=(Column(label=_("Measure")), *columns),
            rows=tuple(row_of(row, len(columns)) for row in group.rows),
        )
    yield Heading(text=_("4. What would need attention afterwards"))
    found = tuple(f"{words}. {more}" if more else words for words, more in said["findings"])
    yield Points(items=found or (_("Nothing stands out."),))


def row_of(row: Row, width: int) -> tuple[str, ...]:
    """A line of the comparison; a remark stands for the cells that it takes the place of."""
    label = f"{row.label} ({row.second})" if row.second else row.label
    cells = [written(one) for one in row.cells]
    if row.note:
        cells.append(row.note)
    return (label, *cells, *[""] * (width - len(cells)))


def written(cell: Cell) -> str:
    """The words of a cell."""
    return f"{cell.text} ({cell.second})" if cell.second else cell.text


def rules(said: Mapping[str, Any]) -> Iterator[Part]:
    """The rules that bear on it, with their source."""
    yield Heading(text=_("5. The rules that bear on it"))
    for rule in said["rules"]:
        title = ", ".join(filter(None, (rule.source.title, rule.source.clause)))
        yield Note(
            about=_("Rule:"), text=rule.words, sources=(Cited(title=title, url=rule.source.url),)
        )


def decided(said: Mapping[str, Any]) -> Iterator[Part]:
    """The decision, the steps, and what was recorded."""
    case = said["case"]
    yield Heading(text=_("6. Decision"))
    yield Paragraph(
        text=case.decision
        or _(
            "None yet. The commissioner decides; the choices are to approve, to refuse, or to ask "
            "for more."
        )
    )
    yield Heading(text=_("7. Steps so far"))
    steps = tuple(
        f"{in_words(one.on)}: {one.stage_words}{f'. {one.words}' if one.words else ''}"
        for one in case.steps
    )
    yield Points(items=steps or (_("None yet."),))
    if said["recorded"]:
        yield Heading(text=_("8. What was recorded in the registry"))
        yield Points(
            items=tuple(f"{what}: {how} {in_words(day)}" for what, how, day in said["recorded"])
        )
