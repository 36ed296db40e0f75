"""Rows that could not be used, for the person who mends the extract: where and why, not whose."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from openpcn.sources.records.raw import Rejected
from openpcn.workflows.population.swapping import write_whole

FOLDER = "quarantine"
NO_PRACTICE = "no-practice"


def keep_rejected(records: Path, practice: str, rejected: Sequence[Rejected]) -> None:
    """Write the rejected rows of a practice in the place of those of its last extract."""
    folder = records / FOLDER
    place = folder / f"{practice or NO_PRACTICE}.csv"
    if not rejected:
        place.unlink(missing_ok=True)
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["file", "row", "reason", "value"])
    writer.writerows((each.file, each.row, each.reason, each.value) for each in rejected)
    write_whole(place, text.getvalue().encode())
    place.chmod(0o600)
