"""METIS: balanced, connected parts with few cut edges.

With the word `plain` one run as its manual has it; else the best of twenty, half of them with short
edges made heavy, so that METIS would rather not cut them.
"""

from __future__ import annotations

import random
import sys

import pymetis
from asking import Part, answer_all

PLAIN = "plain" in sys.argv
UNEVENNESS = (250,) if PLAIN else (100, 150, 200, 250)
"""How much heavier than the mean the heaviest part may be, in thousandths."""
TRIES = 1 if PLAIN else 5


def divide(part: Part) -> list[int]:
    """One run, or the best for the band of several."""
    starts, ends, heavy = [0], [], []
    for v, near in enumerate(part.near):
        ends += near
        heavy += [max(1, round(1000 / (0.5 + part.km(v, u)))) for u in near]
        starts.append(len(ends))
    chance = random.Random(part.seed)
    found = []
    for unevenness in UNEVENNESS:
        for turn in range(TRIES):
            options = pymetis.Options(
                contig=1, ufactor=unevenness, seed=chance.randrange(1_000_000), ncuts=1
            )
            weights = {"eweights": heavy} if turn % 2 else {}
            _, group_of = pymetis.part_graph(
                part.networks,
                pymetis.CSRAdjacency(starts, ends),
                vweights=part.patients,
                recursive=False,
                options=options,
                **weights,
            )
            found.append(list(group_of))
    return min(found, key=part.worth)


answer_all(divide)
