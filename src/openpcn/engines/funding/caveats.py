"""What a total leaves out and what it rests on, so that no sum looks surer than its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openpcn.engines.funding.statements import NOTHING, Line, Statement
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import pounds

INCOMPLETE = "incomplete"
SURENESS = (
    "not_found",
    "conflict",
    "recalled",
    "partial",
    "verified-code",
    "derived",
    "recorded",
    "verified",
)
"""How sure a line is, the least sure first."""


def total_status(statement: Statement) -> str:
    """How sure the whole is: as its least sure line, or incomplete where a line has no amount."""
    if not statement.lines or any(line.amount is None for line in statement.lines):
        return INCOMPLETE
    held = {line.status for line in statement.lines}
    return next(status for status in SURENESS if status in held)


def caveats(statement: Statement) -> tuple[str, ...]:
    """What has to be said beside the total, in sentences; nothing where every line is sure."""
    return tuple(said(statement))


def said(statement: Statement) -> Iterator[str]:
    """What is missing, what conflicts, and what is only the most that can be earned."""
    if not statement.lines:
        yield (
            f"Nothing of {statement.year} was known by {in_words(statement.as_known)}: no rate of "
            "the year is held as known by then."
        )
    missing = [line for line in statement.lines if line.amount is None]
    if missing:
        yield f"Not in the total, because a rate or a count is not held: {titles(missing)}."
    doubtful = [line for line in statement.lines if line.amount and line.status == "conflict"]
    if doubtful:
        amount = pounds(sum((line.amount or NOTHING for line in doubtful), NOTHING))
        yield f"{amount} of the total rests on rates whose sources conflict: {titles(doubtful)}."
    most = [line for line in statement.lines if line.amount and line.is_most]
    if most:
        amount = pounds(sum((line.amount or NOTHING for line in most), NOTHING))
        yield f"{amount} of the total is the most that can be earned or claimed: {titles(most)}."


def titles(lines: Iterable[Line]) -> str:
    """The titles of lines; some have commas of their own."""
    return "; ".join(line.title[0].lower() + line.title[1:] for line in lines)
