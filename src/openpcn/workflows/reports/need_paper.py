"""A need summary as the paper that a network and public health sign and a board reads."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.domains.population.queries.summaries import NeedAnswer, SummaryAnswer
from openpcn.kernel.documents import Document, Heading, Note, Paragraph, Part, Points
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.workflows.facts.tell_source import INVENTED


def need_paper(summary: SummaryAnswer, *, is_demonstration: bool) -> Document:
    """Needs in the order of their priority, what the board is told, and who has signed."""
    about = as_written(summary.about_name)
    unpublished = "" if summary.state == "published" else f"Not published: {summary.state_words}. "
    warning = f"{INVENTED}. " if is_demonstration else ""
    return Document(
        title=summary.title,
        about=f"Need summary of {about} ({summary.about_code}), from "
        f"{in_words(summary.starts_on)}, reviewed on {in_words(summary.review_on)}",
        parts=(*opening(summary), *needs(summary), *board(summary), *signatures(summary)),
        footer=f"{warning}{unpublished}{about}, written by {as_written(summary.owner_name)}.",
    )


def opening(summary: SummaryAnswer) -> Iterator[Part]:
    """The words before the needs."""
    if summary.introduction:
        yield Paragraph(text=summary.introduction)


def needs(summary: SummaryAnswer) -> Iterator[Part]:
    """Each need: how it is known, why it ranks so, what follows, who by when."""
    yield Heading(text="Needs and priorities")
    if not summary.needs:
        yield Paragraph(text="No need is written yet.")
    for one in summary.needs:
        rank = f"Priority {one.priority}" if one.priority else "Known, not a priority now"
        yield Heading(text=f"{rank}: {one.title}", level=2)
        yield from said(one)


def said(one: NeedAnswer) -> Iterator[Part]:
    """What is written of a need."""
    yield Note(about="How it is known:", text=f"{one.evidence} ({one.source})")
    if one.reason:
        yield Note(about="Why it ranks so:", text=one.reason)
    yield Note(about="What follows:", text=one.response or "not decided")
    by = f", by {in_words(one.due_on)}" if one.due_on else ""
    yield Note(about="Who, by when:", text=f"{one.lead or 'nobody named yet'}{by}")


def board(summary: SummaryAnswer) -> Iterator[Part]:
    """What the board is told, and what it answered."""
    yield Heading(text="What the board is told")
    if summary.board_words:
        yield Paragraph(text=summary.board or "Board not named yet", is_strong=True)
    yield Paragraph(text=summary.board_words or "Not written yet.")
    if summary.told_on:
        answered = f" The board answered: {summary.told_words}" if summary.told_words else ""
        yield Paragraph(text=f"Told on {in_words(summary.told_on)}.{answered}")


def signatures(summary: SummaryAnswer) -> Iterator[Part]:
    """Who signed which words, and who has not."""
    yield Heading(text="Signatures")
    yield Points(
        items=(
            *(
                f"{one.party_words}: {one.name}, {one.job_title}, {in_words(one.signed_on)}"
                + ("" if one.is_on_these_words else " (earlier words: to be signed again)")
                for one in summary.signatures
            ),
            *(f"{words}: not signed yet" for _, words in summary.missing),
        )
    )
