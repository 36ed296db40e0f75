"""The workforce table of any grouping of practices: lists, staff and their ratios."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

PER = 1_000
"""Patients that a ratio of staff is told for."""


@dataclass(frozen=True, kw_only=True)
class PracticeStaff:
    """One practice in one period; None is not held, which is not zero."""

    code: str
    patients: float | None
    """Of the same period as the staff."""
    fte: dict[str, float | None] = field(default_factory=dict)
    """Full-time equivalent by staff group."""
    heads: dict[str, float | None] = field(default_factory=dict)
    contract: str = ""
    share: float = 1.0
    """Of its patients, and so of its staff, that belong to the group; 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class StaffTotal:
    """One staff group of a grouping: how many, and of how many patients that is known."""

    fte: float
    practices: int
    """That report it."""
    patients: float
    """Of those practices."""

    @property
    def per_thousand(self) -> float | None:
        """Full-time equivalents per 1,000 patients."""
        return self.fte / self.patients * PER if self.patients else None

    @property
    def patients_each(self) -> float | None:
        """Patients per full-time equivalent."""
        return self.patients / self.fte if self.fte else None


@dataclass(frozen=True, kw_only=True)
class GroupTable:
    """One row of the table: a group of practices."""

    name: str
    practices: int
    with_patients: int
    patients: float
    staff: dict[str, StaffTotal]
    single_handed: int | None
    """Practices with one GP at most; None where people are not counted."""
    heads_known: int
    contracts: dict[str, int]
    """Contract type to practices; empty where none is held."""

    @property
    def average_list(self) -> float | None:
        """Patients per practice, of the practices whose patients are held."""
        return self.patients / self.with_patients if self.with_patients else None


def tabulate(name: str, practices: Sequence[PracticeStaff], *, of: str = "") -> GroupTable:
    """The table of a group of practices; `of` is the staff group whose heads are counted."""
    groups = sorted({group for one in practices for group in one.fte})
    known = [one for one in practices if one.patients is not None]
    counted = [heads for one in practices if (heads := one.heads.get(of)) is not None]
    return GroupTable(
        name=name,
        practices=len(practices),
        with_patients=len(known),
        patients=sum((one.patients or 0) * one.share for one in known),
        staff={group: total_of(group, practices) for group in groups},
        single_handed=sum(is_single_handed(heads) for heads in counted) if counted else None,
        heads_known=len(counted),
        contracts=dict(Counter(one.contract for one in practices if one.contract).most_common()),
    )


def total_of(group: str, practices: Iterable[PracticeStaff]) -> StaffTotal:
    """One staff group over the practices that report both it and their patients."""
    told = [
        (fte * one.share, one.patients * one.share)
        for one in practices
        if (fte := one.fte.get(group)) is not None and one.patients is not None
    ]
    return StaffTotal(
        fte=sum(fte for fte, _ in told),
        practices=len(told),
        patients=sum(patients for _, patients in told),
    )


def is_single_handed(heads: float) -> bool:
    """One GP and no more over the whole period; none at all is not single-handed."""
    return 0 < heads <= 1
