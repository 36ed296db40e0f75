"""What every peer is asked and how it answers; runs in the peer's environment, imports no peer.

On standard input a JSON object: `seed`, `seconds` (of processor, for all parts), `smallest`,
`largest` and `parts`, each with `patients`, `x`, `y` (km), `near` (lists of numbers) and
`networks`. On standard output one JSON object a line, as soon as a part is done: `part` with
`group_of`, or with `why`.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """Practices that are connected by neighbours, and how many networks they are to make."""

    patients: list[int]
    x: list[float]
    y: list[float]
    near: list[list[int]]
    networks: int
    smallest: int
    largest: int
    seed: int
    seconds: float
    """Its share of the processor time."""

    @property
    def size(self) -> int:
        """How many practices."""
        return len(self.patients)

    @property
    def edges(self) -> list[tuple[int, int]]:
        """Pairs of neighbours, each once."""
        return [(v, u) for v, near in enumerate(self.near) for u in near if v < u]

    def km(self, v: int, u: int) -> float:
        """Straight line."""
        return math.hypot(self.x[v] - self.x[u], self.y[v] - self.y[u])

    def patient_km(self, members: Sequence[int]) -> float:
        """To the central practice."""
        return min(sum(self.patients[v] * self.km(v, hub) for v in members) for hub in members)

    def worth(self, group_of: Iterable[int]) -> tuple[int, float]:
        """Patients out of band, then distance: the less the better."""
        groups = defaultdict(list)
        for v, group in enumerate(group_of):
            groups[group].append(v)
        sizes = [sum(self.patients[v] for v in members) for members in groups.values()]
        amiss = sum(max(self.smallest - s, s - self.largest, 0) for s in sizes)
        return amiss, sum(map(self.patient_km, groups.values()))


def answer_all(divide: Callable[[Part], list[int]]) -> None:
    """Read the question, divide each part, say each answer at once."""
    asked = json.load(sys.stdin)
    everyone = sum(len(part["patients"]) for part in asked["parts"])
    for number, part in enumerate(asked["parts"]):
        share = len(part["patients"]) / everyone
        given = Part(
            **part,
            smallest=asked["smallest"],
            largest=asked["largest"],
            seed=asked["seed"] * 1009 + number,
            seconds=asked["seconds"] * share,
        )
        began = time.perf_counter()
        try:
            said = {"group_of": [int(group) for group in divide(given)]}
        except Exception as trouble:
            said = {"why": f"{type(trouble).__name__}: {trouble}"[:300]}
        took = round(time.perf_counter() - began, 3)
        print(json.dumps({"part": number, "seconds": took, **said}), flush=True)
