"""The questions of a consultation, and whether what somebody said answers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpcn.domains.engagement.vocabulary import Asks
from openpcn.domains.registry.actions.naming import some_text
from openpcn.kernel.errors import NotRight

MOST_QUESTIONS, MOST_OPTIONS = 40, 20
LONGEST_WORDS = 4_000
"""Characters of an answer in own words."""
Answers = Mapping[str, Any]
"""By question: the number of an option as text, a list of them, or words."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question; its options are told apart by their place."""

    key: str
    asks: str
    words: str
    options: tuple[str, ...] = ()


def questions_from(kept: Iterable[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Questions as they are kept."""
    return tuple(
        Question(
            key=one["key"], asks=one["asks"], words=one["words"], options=tuple(one["options"])
        )
        for one in kept
    )


def to_keep(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Questions for keeping; refused where one cannot be answered."""
    if len(questions) > MOST_QUESTIONS:
        raise NotRight(f"{MOST_QUESTIONS} questions fit.", next_step="Ask fewer: people tire.")
    return [checked(one) for one in questions]


def checked(one: Question) -> dict[str, Any]:
    """One question for keeping."""
    if one.asks not in Asks.values:
        raise NotRight("No question asks so.", next_step="Choose one of the list.")
    options = [] if one.asks == Asks.WORDS else [some_text(o, "An option", longest=200)
                                                 for o in one.options]  # fmt: skip
    if one.asks != Asks.WORDS and not 2 <= len(options) <= MOST_OPTIONS:
        raise NotRight(
            f"“{one.words[:60]}” has {len(options)} options.",
            next_step=f"Write 2 to {MOST_OPTIONS}, each on a line of its own.",
        )
    words = some_text(one.words, "The question", longest=500)
    return {"key": one.key, "asks": one.asks, "words": words, "options": options}


def next_key(questions: Sequence[Question]) -> str:
    """A key that no question has or had before it."""
    numbers = [int(one.key.removeprefix("q")) for one in questions]
    return f"q{max(numbers, default=0) + 1}"


def read_answers(questions: Sequence[Question], said: Mapping[str, Sequence[str]]) -> Answers:
    """Answers to the questions from what was sent; what answers none is left out."""
    found: dict[str, Any] = {}
    for one in questions:
        given = [value for value in said.get(one.key, ()) if value.strip()]
        if one.asks == Asks.WORDS:
            text = "\n".join(given).strip()
            found |= {one.key: text} if text else {}
            continue
        chosen = [value for value in given if value in allowed(one)]
        if chosen:
            found[one.key] = chosen[0] if one.asks == Asks.ONE else sorted(set(chosen), key=int)
    return found


def allowed(one: Question) -> list[str]:
    """The values that choose an option."""
    return [str(at) for at in range(len(one.options))]
