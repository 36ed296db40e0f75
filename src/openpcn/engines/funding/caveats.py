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


UNREAD = ("recalled", "partial", "verified-code")
"""Rates that nobody has read in full in an official source: to be checked."""


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


def least_sure(lines: Iterable[Line]) -> Line:
    """The line whose rates are the least sure."""
    return min(lines, key=lambda line: SURENESS.index(line.status))


def doubts(lines: Iterable[Line]) -> tuple[str, ...]:
    """What lines of one network or of many rest on where they are not sure, in sentences.

    For pages that show amounts without a line's own status beside each.
    """
    held = list(lines)
    known = [line for line in held if line.amount]
    told = (
        ("Not counted, as a rate or a count is not held", [x for x in held if x.amount is None]),
        ("Sources conflict about the rate of", [x for x in known if x.status == "conflict"]),
        ("Rates still to be checked in their source", [x for x in known if x.status in UNREAD]),
    )
    return tuple(f"{words}: {titles(found)}." for words, found in told if found)


def titles(lines: Iterable[Line]) -> str:
    """The titles of lines, each once; some have commas of their own."""
    return "; ".join(dict.fromkeys(line.title[0].lower() + line.title[1:] for line in lines))
