"""Travel between practices as a file gives it, in minutes or kilometres."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from openpcn.kernel.codes import tidy_code
from openpcn.kernel.errors import NotRight
from openpcn.kernel.points import kilometres_between
from openpcn.workflows.proposing.files import PlannedPractice, rows_with

COLUMNS = ("from_practice", "to_practice")
UNITS = ("minutes", "km")
MOST = 100_000.0
SHORTEST_KM = 0.1
"""Pairs nearer to each other say nothing about how fast travel is."""

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Travel:
    """How long or how far it is from practice to practice of one area."""

    unit: str
    lengths: Mapping[str, Mapping[Pair, float]]
    """By area: from a practice to another; where one way is not there, the other counts."""
    per_straight_km: float
    """For pairs that are not there: the median of those that are."""
    pairs: int
    estimated: int
    file: str

    def length(self, one: PlannedPractice, other: PlannedPractice) -> float:
        """From one practice to another of its area."""
        held = self.lengths.get(one.area, {})
        for pair in ((one.code, other.code), (other.code, one.code)):
            if pair in held:
                return held[pair]
        return kilometres_between(one.point, other.point) * self.per_straight_km

    def __str__(self) -> str:
        said = f"Distances are {self.unit} from {self.file}."
        if not self.estimated:
            return said
        return (
            f"{said} {self.estimated:,} of {self.pairs:,} pairs are not in it and were taken as "
            f"the straight line at {self.per_straight_km:.2f} {self.unit} for a km, "
            "the median of the others."
        )


def read_travel(path: Path, practices: Sequence[PlannedPractice]) -> Travel:
    """The travel of a file between practices of one area; rows about others are passed over."""
    by_code = {practice.code: practice for practice in practices}
    lengths: dict[str, dict[Pair, float]] = {}
    unit = ""
    for line, row in rows_with(path, COLUMNS):
        unit = unit or _unit(path, row)
        one, other = (tidy_code(row[column]) for column in COLUMNS)
        length = _length(path, line, row[unit], unit)
        if one == other or one not in by_code or other not in by_code:
            continue
        if by_code[one].area != by_code[other].area:
            continue
        held = lengths.setdefault(by_code[one].area, {})
        if (one, other) in held:
            raise NotRight(
                f"{path.name}, line {line}: {one} to {other} is there a second time.",
                next_step="Keep one row for each way.",
            )
        held[one, other] = length
    return Travel(
        unit=unit,
        lengths=lengths,
        per_straight_km=_per_km(path, lengths, by_code),
        pairs=_pairs(practices),
        estimated=_pairs(practices) - sum(len({*map(frozenset, h)}) for h in lengths.values()),
        file=path.name,
    )


def _unit(path: Path, row: Mapping[str, str]) -> str:
    held = [unit for unit in UNITS if unit in row]
    if len(held) != 1:
        raise NotRight(
            f"{path.name} has {'both' if held else 'neither'} a column minutes "
            f"{'and' if held else 'nor'} a column km.",
            next_step="Give from_practice, to_practice and one of minutes or km.",
        )
    return held[0]


def _length(path: Path, line: int, text: str, unit: str) -> float:
    try:
        length = float(text)
    except ValueError:
        length = math.nan
    if not 0 <= length <= MOST:
        raise NotRight(
            f"{path.name}, line {line}: {unit} {'is missing' if not text else f'is {text!r}'}.",
            next_step=f"It is a number from 0 to {MOST:,.0f}.",
        )
    return length


def _per_km(
    path: Path,
    lengths: Mapping[str, Mapping[Pair, float]],
    by_code: Mapping[str, PlannedPractice],
) -> float:
    ratios = [
        length / straight
        for held in lengths.values()
        for (one, other), length in held.items()
        if (straight := kilometres_between(by_code[one].point, by_code[other].point)) > SHORTEST_KM
    ]
    if not ratios:
        raise NotRight(
            f"{path.name} holds no way between two practices of one area.",
            next_step="Use the codes of the file of practices, or leave --travel out.",
        )
    return median(ratios)


def _pairs(practices: Sequence[PlannedPractice]) -> int:
    sizes: dict[str, int] = {}
    for practice in practices:
        sizes[practice.area] = sizes.get(practice.area, 0) + 1
    return sum(size * (size - 1) // 2 for size in sizes.values())
