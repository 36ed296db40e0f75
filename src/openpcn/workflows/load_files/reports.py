"""What a load did, file by file, in values that every door can show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

LOADED = "loaded"
ALREADY_LOADED = "already_loaded"
NOT_RECOGNISED = "not_recognised"
NOT_USED = "not_used"
"""Known for what it is, and nothing is made of it yet."""
NOT_RIGHT = "not_right"
WAITING = "Waiting for another load to end"


@dataclass(frozen=True, kw_only=True)
class Step:
    """How far long work is: share done from 0 to 1, and what it is doing."""

    done: float
    doing: str
    so_far: dict[str, Any] | None = None
    """What there is already, kept so that it outlives the worker."""


Progress = Callable[[Step], None]


def in_silence(_: Step) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, kw_only=True)
class RejectedRow:
    """A row that was not kept, where it is, and why."""

    line: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class FoundInFile:
    """Something that a person should know about the data, in words."""

    code: str
    severity: str
    message: str
    next_step: str = ""
    line: int | None = None
    subject_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Join:
    """How much of one file is found in another."""

    name: str
    matched: int
    of: int
    unit: str
    """practices, patients, networks or areas."""

    @property
    def share(self) -> float:
        """Part that matched, 0 to 1."""
        return self.matched / self.of if self.of else 0.0

    def in_words(self) -> str:
        """The join as a sentence."""
        return f"{self.name}: {self.matched:,} of {self.of:,} {self.unit} ({self.share:.2%})"


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """What became of one file."""

    path: str
    """As it lies in the folder that was loaded."""
    outcome: str
    """loaded, already_loaded, not_used, not_recognised or not_right."""
    message: str
    next_step: str = ""
    format: str = ""
    title: str = ""
    publisher: str = ""
    licence: str = ""
    period_on: date | None = None
    period_basis: str = ""
    rows_read: int = 0
    rows_kept: int = 0
    passed_over: Mapping[str, int] = field(default_factory=dict)
    rejected: tuple[RejectedRow, ...] = ()
    """The first of them; `rows_rejected` counts all."""
    rows_rejected: int = 0
    findings: tuple[FoundInFile, ...] = ()
    nearest: str | None = None
    differences: tuple[str, ...] = ()
    dataset: int | None = None
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Everything in it, in plain values."""
        return asdict(self) | {"period_on": self.period_on.isoformat() if self.period_on else None}


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """What became of every file of a load, how the files join, and what to know about them."""

    folder: str
    files: tuple[FileReport, ...]
    joins: tuple[Join, ...] = ()
    findings: tuple[FoundInFile, ...] = ()
    seconds: float = 0.0

    def with_outcome(self, outcome: str) -> tuple[FileReport, ...]:
        """The files that ended so."""
        return tuple(file for file in self.files if file.outcome == outcome)

    def main_joins(self, most: int = 10) -> tuple[Join, ...]:
        """The joins of the newest lists and registrations first, those of figures left out."""
        main = [join for join in self.joins if join.name.startswith(("Totals ", "Patients by "))]
        newest_first = sorted(main, key=lambda join: join.name.split(" to ")[0], reverse=True)
        return tuple(newest_first[:most])

    @property
    def is_whole(self) -> bool:
        """Whether no file was refused."""
        return not self.with_outcome(NOT_RIGHT)

    def as_json(self) -> dict[str, Any]:
        """Everything in it, for machines."""
        answer = asdict(self)
        answer["files"] = [file.as_json() for file in self.files]
        answer["joins"] = [asdict(join) | {"share": round(join.share, 6)} for join in self.joins]
        answer["outcomes"] = {
            outcome: len(self.with_outcome(outcome))
            for outcome in (LOADED, ALREADY_LOADED, NOT_USED, NOT_RECOGNISED, NOT_RIGHT)
        }
        return answer
