"""Load a folder of published files: each lands whole or not at all, and one at a time."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry import loading as registry
from openpcn.domains.registry.queries.datasets import dataset
from openpcn.kernel.errors import OpenPCNError
from openpcn.kernel.when import in_words
from openpcn.sources.rows import Tally
from openpcn.workflows.load_files.candidates import Candidate, look_at
from openpcn.workflows.load_files.landing import RowsRead, land, nobody_counts
from openpcn.workflows.load_files.lock import only_load
from openpcn.workflows.load_files.reports import (
    ALREADY_LOADED,
    LOADED,
    NOT_RIGHT,
    WAITING,
    FileReport,
    LoadReport,
    Progress,
    RejectedRow,
    Step,
    in_silence,
)
from openpcn.workflows.load_files.settling_across import as_it_was, settle_across
from openpcn.workflows.load_files.walking import files_in

PATIENCE = 900.0
"""Seconds to wait for another load to end."""


def load_folder(
    place: Path,
    *,
    by: Account | None = None,
    period_hints: Mapping[str, date] | None = None,
    progress: Progress = in_silence,
    is_demonstration: bool = False,
    patience: float = PATIENCE,
) -> LoadReport:
    """Load every file under a folder, or one file, and say what became of each.

    `period_hints` are days for files that do not say their own: by path in the folder, or under
    "" for all. A file that could not be loaded does not keep the others out.
    """
    began = time.perf_counter()
    place = Path(place)
    paths = files_in(place)

    def wait() -> None:
        progress(Step(done=0.0, doing=WAITING))

    with only_load(wait_seconds=patience, waiting=wait):
        progress(Step(done=0.0, doing="Looking at what the files are"))
        known, others = look_at(paths, place, period_hints or {})
        reports = _load_all(known, by, is_demonstration, progress)
        joins, findings = settle_across(progress) if _any_news(reports) else as_it_was()
    return LoadReport(
        folder=str(place),
        files=tuple(sorted((*reports, *others), key=lambda report: report.path)),
        joins=joins,
        findings=findings,
        seconds=round(time.perf_counter() - began, 2),
    )


def _load_all(
    known: Sequence[Candidate], by: Account | None, is_demonstration: bool, progress: Progress
) -> list[FileReport]:
    total = sum(candidate.recognised.size for candidate in known) or 1
    reports, done = [], 0
    for candidate in known:
        progress(Step(done=0.95 * done / total, doing=candidate.shown))
        here = progress_within(progress, done=0.95 * done / total)
        reports.append(
            load_one(candidate, by=by, is_demonstration=is_demonstration, rows_read=here)
        )
        done += candidate.recognised.size
    return reports


def progress_within(progress: Progress, *, done: float) -> RowsRead:
    """Progress inside one file, of which nobody knows beforehand how many rows it has."""

    def tell(shown: str, rows: int) -> None:
        progress(Step(done=done, doing=f"{shown}: {rows:,} rows"))

    return tell


def load_one(
    candidate: Candidate,
    *,
    by: Account | None,
    is_demonstration: bool = False,
    rows_read: RowsRead = nobody_counts,
) -> FileReport:
    """Load one file in one transaction; whatever is wrong with it leaves nothing behind."""
    began = time.perf_counter()
    recognised = candidate.recognised
    held = registry.find_loaded(fingerprint=recognised.fingerprint, format=recognised.format)
    if held is not None:
        loaded_on = timezone.localdate(dataset(held).known_from)
        return _report(
            candidate,
            outcome=ALREADY_LOADED,
            message=f"Already loaded on {in_words(loaded_on)}.",
            dataset=held,
        )
    tally = Tally()
    try:
        with transaction.atomic():
            number, findings = land(
                candidate,
                tally,
                by=by,
                is_demonstration=is_demonstration,
                rows_read=rows_read,
            )
    except OpenPCNError as refused:
        return _report(
            candidate, outcome=NOT_RIGHT, message=refused.message, next_step=refused.next_step
        )
    except (DataError, IntegrityError) as unfit:
        return _report(
            candidate,
            outcome=NOT_RIGHT,
            message=f"{candidate.shown} holds a value that the database does not take: {unfit}.",
            next_step="Look for a very long text or number in it, mend it and load it again.",
        )
    return _report(
        candidate,
        outcome=LOADED,
        message=f"{tally.kept:,} of {tally.read:,} rows kept.",
        dataset=number,
        rows_read=tally.read,
        rows_kept=tally.kept,
        passed_over=dict(tally.passed_over),
        rejected=tuple(RejectedRow(line=r.line, reason=r.reason) for r in tally.rejected),
        rows_rejected=tally.rejected_count,
        findings=findings,
        seconds=round(time.perf_counter() - began, 2),
    )


def _report(candidate: Candidate, **outcome: object) -> FileReport:
    recognised = candidate.recognised
    return FileReport(
        path=candidate.shown,
        format=recognised.format,
        title=recognised.title,
        publisher=recognised.publisher,
        licence=recognised.licence,
        period_on=recognised.period_on,
        period_basis=recognised.period_basis,
        **outcome,  # type: ignore[arg-type]
    )


def _any_news(reports: Sequence[FileReport]) -> bool:
    return any(report.outcome == LOADED for report in reports)
