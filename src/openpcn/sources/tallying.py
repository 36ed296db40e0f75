"""Count what reading meets: rows passed over, rows rejected, things to notice."""

from __future__ import annotations

from openpcn.sources.rows import Noticed, Rejected, Tally

KEPT_IN_FULL = 1000


def reject(tally: Tally, line: int, reason: object) -> None:
    """A row is not kept; the first thousand reasons are remembered, all are counted."""
    tally.rejected_count += 1
    if tally.rejected_count <= KEPT_IN_FULL:
        tally.rejected.append(Rejected(line=line, reason=str(reason)))


def pass_over(tally: Tally, reason: str, rows: int = 1) -> None:
    """A row is outside our scope."""
    tally.passed_over[reason] = tally.passed_over.get(reason, 0) + rows


def notice(
    tally: Tally, code: str, message: str, *, line: int | None = None, about: str | None = None
) -> None:
    """A person should know this."""
    if len(tally.noticed) < KEPT_IN_FULL:
        tally.noticed.append(Noticed(code=code, message=message, line=line, subject_code=about))


def many(count: int, one: str, more: str) -> str:
    """A count with its noun: 1 row, 2 rows."""
    return f"{count:,} {one if count == 1 else more}"
