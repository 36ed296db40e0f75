"""The glossary as the site shows it, from the project's own GLOSSARY.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
PLACES = (PACKAGE / "GLOSSARY.md", PACKAGE.parents[1] / "GLOSSARY.md")
ENTRY = re.compile(r"^\*\*(?P<word>[^*]+?)[.:]?\*\*[.:]?\s*(?:[-–—:]\s*)?(?P<meaning>.+)$")


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word and what it means here."""

    word: str
    meaning: str

    @property
    def anchor(self) -> str:
        """The word as part of an address."""
        return re.sub(r"[^a-z0-9]+", "-", self.word.lower()).strip("-")


@lru_cache(maxsize=1)
def glossary_terms() -> tuple[Term, ...]:
    """Every term, in the order of the file."""
    place = next((place for place in PLACES if place.exists()), None)
    return terms_in(place.read_text(encoding="utf-8")) if place else ()


def terms_in(text: str) -> tuple[Term, ...]:
    """The terms of a file in which each entry is one paragraph that opens with its word in bold."""
    found = (ENTRY.match(" ".join(paragraph.split())) for paragraph in text.split("\n\n"))
    return tuple(
        Term(word=entry["word"].strip(), meaning=plain(entry["meaning"]))
        for entry in found
        if entry
    )


def plain(text: str) -> str:
    """Prose without the marks of Markdown."""
    return re.sub(r"\[([^\]]+)\]\([^)]+\)|[*`_]{1,2}([^*`_]+)[*`_]{1,2}", r"\1\2", text)
