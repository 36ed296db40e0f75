"""What loading a file would change, found by loading it and taking everything back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.loading.across import (
    Changed,
    MembershipChange,
    membership_changes,
    what_changed,
)
from openpcn.kernel.when import in_words
from openpcn.workflows.load_files.candidates import look_at
from openpcn.workflows.load_files.loading import PATIENCE, load_one
from openpcn.workflows.load_files.lock import only_load
from openpcn.workflows.load_files.reports import (
    LOADED,
    WAITING,
    FileReport,
    Progress,
    Step,
    in_silence,
)

SHOWN = 200
"""Changed memberships that a preview lists."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a file is and what it would change; nothing of it has been kept."""

    file: FileReport
    changes: tuple[Changed, ...] = ()
    memberships: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Everything in it, in plain values."""
        return asdict(self) | {"file": self.file.as_json()}


def preview_file(
    path: Path,
    *,
    period_hint: date | None = None,
    by: Account | None = None,
    progress: Progress = in_silence,
) -> Preview:
    """Load one file in a transaction that is taken back, and say what it did."""

    def wait() -> None:
        progress(Step(done=0.0, doing=WAITING))

    hints = {"": period_hint} if period_hint else {}
    with only_load(wait_seconds=PATIENCE, waiting=wait):
        known, others = look_at((path,), path, hints)
        if not known:
            return Preview(file=others[0])
        progress(Step(done=0.1, doing="Trying it out"))
        with transaction.atomic():
            report = load_one(
                known[0], by=by, is_demonstration=by is not None and by.is_demonstration
            )
            preview = _preview(report)
            transaction.set_rollback(True)
    return preview


def _preview(report: FileReport) -> Preview:
    if report.outcome != LOADED or report.dataset is None:
        return Preview(file=report)
    changed = membership_changes(report.dataset)
    lines = [_in_words(each) for each in changed[:SHOWN]]
    if len(changed) > SHOWN:
        lines.append(f"and {len(changed) - SHOWN:,} more")
    return Preview(
        file=report, changes=tuple(what_changed(report.dataset)), memberships=tuple(lines)
    )


def _in_words(change: MembershipChange) -> str:
    until = f" to {in_words(change.ends_on)}" if change.ends_on else ""
    what = "would be" if change.is_new else "would no longer be"
    return (
        f"{change.practice_code} {what} in {change.network_code} from "
        f"{in_words(change.starts_on)}{until}."
    )
