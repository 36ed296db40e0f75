"""The fixed words of the pages for residents, which an organisation has translated line by line."""

from __future__ import annotations

from openpcn.domains.publishing.vocabulary import Certainty
from openpcn.kernel.errors import NotRight

HEADINGS: tuple[str, ...] = (
    "Large print",
    "Normal print",
    "Restricted for now",
    "What is planned",
    *(str(each.label) for each in Certainty),
    "What is offered, where and when",
    "Practices and networks here",
    "Who works together",
    "Who leads it",
    "Services and groups near here",
    "How to have your say",
    "You said, we did",
    "Ask a question",
    "Who speaks for patients",
    "This page is the same for everybody. It tells nothing about any patient.",
)
"""As they stand on the pages; a text that was written before one was changed has the older one."""


def lines_of(text: str) -> list[str]:
    """The headings of a text, one on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def must_fit(english: str, translated: str) -> None:
    """Refuse a translation that has not one line for each English one."""
    wanted, found = len(lines_of(english)), len(lines_of(translated))
    if wanted != found:
        raise NotRight(
            f"The English text has {wanted} lines, the translation {found}.",
            next_step="Write one line for each English line, in the same order.",
        )
