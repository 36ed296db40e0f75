"""Ask random questions about eight practices, try every plan, and see that none is better.

python3 run.py soak formation [--cases 3000] [--size 8] [--from 0]

Fixed and free numbers, locks, practices that stay, present networks, balance, travel times, soft
sizes, large practices, islands and shared buildings; in band and out of it. Then the search for
networks against all connected sets of up to 14 practices, and the smallest changes of a map that
the review names against every change of one or two practices.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hypothesis import given, settings

from openpcn.engines.formation.proposing.facts import Limits
from tests.engines.formation.proposing.cases import compare, random_case
from tests.engines.formation.proposing.test_uncompiled import pricing_differs
from tests.engines.formation.test_mending import is_smallest, small_maps

TELL_EVERY = 100
PRICED = 14


def main() -> int:
    """Compare; 1 where an answer was not the best."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=3_000)
    parser.add_argument("--size", type=int, default=8)
    parser.add_argument("--from", dest="first", type=int, default=0)
    asked = parser.parse_args()
    wrong, began = 0, time.process_time()
    for seed in range(asked.first, asked.first + asked.cases):
        trouble = compare(random_case(seed, asked.size), seed, Limits(seconds=300))
        if trouble:
            wrong += 1
            print(f"seed {seed}: {trouble}", flush=True)
        if (seed + 1) % TELL_EVERY == 0:
            spent = time.process_time() - began
            done = seed + 1 - asked.first
            print(f"{done} questions, {wrong} wrong, {spent:.0f} s of processor", flush=True)
    for seed in range(asked.first, asked.first + max(1, asked.cases // 100)):
        if pricing_differs(seed, PRICED):
            wrong += 1
            print(f"seed {seed}: the search missed a better network of {PRICED} practices")
    settings(max_examples=max(1, asked.cases // 3), deadline=None)(
        given(small_maps())(is_smallest)
    )()
    print(f"{asked.cases} questions, {wrong} wrong.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
