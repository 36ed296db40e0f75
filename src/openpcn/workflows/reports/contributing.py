"""How people and groups contribute: who speaks for them, what was asked, what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.domains.engagement.queries.promises import ThemeAnswer
from openpcn.kernel.documents import Column, Heading, Note, Paragraph, Part, Points, Row, Table
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import capitalised, counted, listed
from openpcn.workflows.reports.ground import NOT_HELD, Ground
from openpcn.workflows.voices.asked import consultations_about
from openpcn.workflows.voices.promised import Promised, you_said
from openpcn.workflows.voices.who_speaks import WhoSpeaks, who_speaks

FEW = 10
"""Practices that are named in the report itself."""
WAYS = (
    "Speak to the patient participation group of your practice; the page “Voices” names it.",
    "Answer a consultation while it is open, on the page, on paper or at a meeting.",
    "Ask a question in public; the answer is reviewed, dated and published.",
    "Speak to your councillor or to Healthwatch, who are listed with the networks they reach.",
)


def contributing(ground: Ground) -> Iterator[Part]:
    """Answers to question d."""
    where = (None, ground.path, ground.code)
    yield Points(items=WAYS)
    yield Heading(text="Who speaks for patients", level=2)
    yield from speaking(who_speaks(*where, when=ground.when))
    yield Heading(text="What people were asked", level=2)
    yield asked(ground)
    yield Heading(text="What they said, and what became of it", level=2)
    yield from said(you_said(*where, when=ground.when))


def speaking(found: WhoSpeaks) -> Iterator[Part]:
    """How many of each kind, and which practices have no group."""
    kinds = dict.fromkeys(one.voice.kind_words for one in found.speakers)
    if not kinds:
        yield Paragraph(text="Nobody is recorded who speaks for patients here.")
    for words in kinds:
        names = [one.voice.name for one in found.speakers if one.voice.kind_words == words]
        yield Note(about=f"{words}:", text=f"{len(names)}. {'; '.join(names)}.")
    if found.without_group:
        yield Note(about="No group recorded of:", text=f"{missing(found)}.")


def missing(found: WhoSpeaks) -> str:
    """The practices without a group: their names where they are few."""
    number = counted(len(found.without_group), "practice")
    if len(found.without_group) > FEW:
        return f"{number}; the page “Voices” names them"
    names = "; ".join(as_written(one.name) for one in found.without_group)
    return f"{number}: {names}"


def asked(ground: Ground) -> Part:
    """Consultations, the newest first."""
    found = consultations_about(None, ground.path, ground.code, when=ground.when)
    rows = tuple(
        (one.english.title, as_written(one.about_name), in_words(one.opens_on),
         in_words(one.closes_on), one.stage_words)
        for one in found.consultations
    )  # fmt: skip
    if not rows:
        return Paragraph(text="No consultation that the public may read is recorded.")
    return Table(
        caption="Consultations",
        columns=(
            Column(label="Consultation"),
            Column(label="About"),
            Column(label="Open from"),
            Column(label="To"),
            Column(label="Stage"),
        ),
        rows=rows,
    )


def said(found: Promised) -> Iterator[Part]:
    """Themes, with promises kept and not kept."""
    if not found.themes:
        yield Paragraph(text="Nothing is recorded yet of what people said.")
        return
    yield Paragraph(
        text=f"Recorded: {counted(len(found.themes), 'thing')} that people said. {said_of(found)}"
    )
    yield Table(
        caption="You said, we did",
        columns=(
            Column(label="You said"),
            Column(label="Decision"),
            Column(label="By"),
            Column(label="Due"),
            Column(label="What was done, or why not"),
        ),
        rows=tuple(theme_row(one) for one in found.themes),
    )


def said_of(found: Promised) -> str:
    """How many promises were kept, are open, were not kept, and were declined."""
    told = [
        f"{counted(number, 'promise')} {was if number == 1 else were} {words}"
        for number, was, were, words in (
            (found.number("kept"), "was", "were", "kept"),
            (found.number("promised"), "is", "are", "open"),
            (found.number("not_kept"), "was", "were", "not kept"),
        )
        if number
    ]
    if declined := found.number("declined"):
        told.append(f"{counted(declined, 'thing')} {'was' if declined == 1 else 'were'} declined")
    late = f"{counted(found.overdue, 'promise')} {'is' if found.overdue == 1 else 'are'} overdue"
    words = listed(told) or "nothing was promised yet"
    return capitalised(f"{words}; {late if found.overdue else 'none is overdue'}.")


def theme_row(one: ThemeAnswer) -> Row:
    """One theme."""
    return (
        one.said,
        one.decision_words,
        one.promised_by or as_written(one.owner_name),
        in_words(one.due_on) if one.due_on else NOT_HELD,
        one.did or one.reason or one.promise or NOT_HELD,
    )
