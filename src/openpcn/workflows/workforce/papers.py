"""A published paper recomputed, theirs beside ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpcn.engines.workforce.paper import Paper
from openpcn.engines.workforce.recompute import Kind, Recomputed, recompute
from openpcn.kernel.errors import NotFound
from openpcn.kernel.wording import counted
from openpcn.rulebook.workforce_paper import leicester_2016, read_paper


@dataclass(frozen=True, kw_only=True)
class RecomputedPaper:
    """A paper with every figure that follows from others, theirs beside ours."""

    paper: Paper
    rows: tuple[Recomputed, ...]

    @property
    def differing(self) -> tuple[Recomputed, ...]:
        """The figures that contradict."""
        return tuple(one for one in self.rows if one.kind is not Kind.AGREES)

    @property
    def by_kind(self) -> dict[Kind, int]:
        """How many of each kind."""
        return dict(Counter(one.kind for one in self.rows))

    @property
    def sentence(self) -> str:
        """The outcome in a sentence."""
        agree = len(self.rows) - len(self.differing)
        return (
            f"{counted(len(self.rows), 'printed figure')} can be worked out again from others: "
            f"{agree} agree and {len(self.differing)} contradict."
        )


def recompute_paper(file: Path | None = None) -> RecomputedPaper:
    """The paper of July 2016, or one transcribed in the same layout."""
    if file is None:
        paper = leicester_2016()
    elif file.is_file():
        paper = read_paper(file.read_text(encoding="utf-8"), file=file.name)
    else:
        raise NotFound(
            f"There is no file {file.name}.", next_step="Name a transcribed paper, a .toml file."
        )
    return RecomputedPaper(paper=paper, rows=recompute(paper))


def as_json(found: RecomputedPaper) -> dict[str, Any]:
    """For other programs."""
    return {
        "paper": found.paper.title,
        "published": found.paper.published,
        "summary": found.sentence,
        "rows": [row_as_json(one) for one in found.rows],
    }


def row_as_json(one: Recomputed) -> dict[str, Any]:
    """One figure; numbers as printed."""
    return {
        "page": one.page,
        "table": one.table,
        "row": one.row,
        "figure": one.figure,
        "theirs": float(one.theirs),
        "ours": float(one.ours),
        "difference": float(one.difference),
        "kind": one.kind.value,
        "words": one.kind.words,
        "working": one.working,
    }


def pages_of(rows: Sequence[Recomputed]) -> dict[str, list[Recomputed]]:
    """The figures by page, in the order of the paper."""
    pages: dict[str, list[Recomputed]] = {}
    for one in rows:
        pages.setdefault(one.page, []).append(one)
    return pages
