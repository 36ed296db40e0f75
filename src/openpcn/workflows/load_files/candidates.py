"""What each file of a folder is, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from openpcn.kernel.errors import OpenPCNError
from openpcn.sources.recognise import recognise
from openpcn.sources.rows import NotRecognised, Recognised
from openpcn.workflows.load_files.ordering import place_in_order
from openpcn.workflows.load_files.reports import (
    NOT_RECOGNISED,
    NOT_RIGHT,
    NOT_USED,
    FileReport,
)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A file that a reader knows."""

    path: Path
    shown: str
    """The path as the report shows it."""
    recognised: Recognised


def look_at(
    paths: tuple[Path, ...], root: Path, period_hints: Mapping[str, date]
) -> tuple[tuple[Candidate, ...], tuple[FileReport, ...]]:
    """The files that a reader knows, in the order to load them; and a report on each other one."""
    known: list[Candidate] = []
    others: list[FileReport] = []
    for path in paths:
        shown = str(path.relative_to(root)) if path != root else path.name
        found = _look(path, shown, period_hints.get(shown, period_hints.get("")))
        if isinstance(found, Candidate):
            known.append(found)
        else:
            others.append(found)
    known.sort(key=_order)
    return tuple(known), tuple(others)


def _order(candidate: Candidate) -> tuple[int, str, date]:
    return place_in_order(candidate.recognised.format, candidate.recognised.period_on)


def _look(path: Path, shown: str, hint: date | None) -> Candidate | FileReport:
    try:
        found = recognise(path, period_hint=hint, mappings=own_mappings())
    except OpenPCNError as refused:
        return FileReport(
            path=shown, outcome=NOT_RIGHT, message=refused.message, next_step=refused.next_step
        )
    except OSError as unreadable:
        return FileReport(
            path=shown,
            outcome=NOT_RIGHT,
            message=f"{shown} cannot be opened: {unreadable.strerror}.",
            next_step="Check that you may read it.",
        )
    if isinstance(found, NotRecognised):
        return _set_aside(shown, found)
    return Candidate(path=path, shown=shown, recognised=found)


def own_mappings() -> Path | None:
    """The folder of mapping files that were added to this installation, if there is one."""
    folder = Path(settings.STATE) / "mappings"
    return folder if folder.is_dir() else None


def _set_aside(shown: str, found: NotRecognised) -> FileReport:
    if found.known_as:
        return FileReport(
            path=shown,
            outcome=NOT_USED,
            title=found.known_as,
            message=" ".join(found.differences),
            differences=found.differences,
        )
    nearest = f" The nearest known format is {found.nearest}." if found.nearest else ""
    return FileReport(
        path=shown,
        outcome=NOT_RECOGNISED,
        message=f"{shown} is of no known format.{nearest}",
        next_step="Nothing was loaded from it. A mapping file can describe its columns.",
        nearest=found.nearest,
        differences=found.differences,
    )
