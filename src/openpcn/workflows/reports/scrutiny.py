"""The scrutiny pack: seven questions of a health scrutiny committee, answered from what is held.

The questions are those that Leicester's Health and Wellbeing Scrutiny Commission agreed in 2019.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.kernel.documents import Document, Heading, Paragraph, Part
from openpcn.kernel.when import When, believable, in_words
from openpcn.workflows.reports.action_log import action_log
from openpcn.workflows.reports.calculated import calculated
from openpcn.workflows.reports.contributing import contributing
from openpcn.workflows.reports.embedded import embedded
from openpcn.workflows.reports.ground import Ground, ground_of
from openpcn.workflows.reports.operating import operating
from openpcn.workflows.reports.reach import reach
from openpcn.workflows.reports.spread import spread
from openpcn.workflows.reports.structure import structure
from openpcn.workflows.reports.unequal import unequal


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, and what answers it."""

    letter: str
    title: str
    asked: str
    answer: Callable[[Ground], Iterator[Part]]


QUESTIONS = (
    Question(
        letter="a",
        title="How funding is calculated",
        asked="How is the money that networks receive worked out?",
        answer=calculated,
    ),
    Question(
        letter="b",
        title="How networks operate",
        asked="How do networks operate, for example how is funding allocated and managed?",
        answer=operating,
    ),
    Question(
        letter="c",
        title="How geographical spread is dealt with",
        asked="How is it made sure that patients of networks that are spread out are served?",
        answer=spread,
    ),
    Question(
        letter="d",
        title="How people contribute",
        asked="How can individuals and groups contribute?",
        answer=contributing,
    ),
    Question(
        letter="e",
        title="How inequalities are addressed",
        asked="How are health inequalities addressed, especially through funding?",
        answer=unequal,
    ),
    Question(
        letter="f",
        title="How plans in force are embedded",
        asked="How are existing plans and protocols, such as the winter plan, embedded?",
        answer=embedded,
    ),
    Question(
        letter="g",
        title="The structure, now and in the future",
        asked="What does the structure look like now, and what will it be?",
        answer=structure,
    ),
)


Note = Callable[[float, str], None]
"""Told how far the work is, from 0 to 1, and what it is doing."""


def unwatched(_done: float, _doing: str) -> None:
    """Work that nobody watches."""


def scrutiny_pack(
    within: str,
    *,
    when: When,
    today: date,
    viewer: Account | None = None,
    progress: Note = unwatched,
) -> Document:
    """The pack for a system or place on a day, with what the viewer may see.

    NotRight: the day is more than two years ahead of today.
    """
    progress(0.0, "Gathering what is held")
    believable(when.as_at, today=today)
    ground = ground_of(within, when=when, today=today, viewer=viewer)
    return Document(
        title=f"Primary care networks of {ground.name}: report to scrutiny",
        about=f"{ground.name} ({ground.code}) · as at {in_words(when.as_at)}",
        parts=(
            Paragraph(
                text=f"{ground.warning}Every number leads to its working and source, at the end. "
                "A number that is not known says so."
            ),
            *reach(ground),
            *answers(ground, progress),
            Heading(text="What was asked, and what is done about it"),
            *action_log(ground.around.inside, when=when),
        ),
        footer=f"{ground.warning}{ground.name}, as at {in_words(when.as_at)}. "
        f"{ground.told.statement}.",
    )


def answers(ground: Ground, progress: Note) -> Iterator[Part]:
    """Each question with its answer."""
    for at, question in enumerate(QUESTIONS, start=1):
        progress(at / (len(QUESTIONS) + 1), question.title)
        yield from answered(question, ground)


def answered(question: Question, ground: Ground) -> Iterator[Part]:
    """A question with its answer."""
    yield Heading(text=f"{question.letter}. {question.title}")
    yield Paragraph(text=question.asked, is_strong=True)
    yield from question.answer(ground)
