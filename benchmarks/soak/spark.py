"""Answer random definitions on Spark and on the fast engine, and compare the fingerprints.

python3 run.py soak spark [--definitions 1000] [--together 50] [--seed 0]

Each asking invents other people with odd records and other definitions; one that differs is told
with its seed, by which it can be done again.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.support.spark import with_spark

PROGRAM = "tests.engines.population.spark_answers"


def main() -> int:
    """Ask until the definitions are enough; 1 where any differed."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--definitions", type=int, default=1000)
    asked.add_argument("--together", type=int, default=50, help="definitions in one asking")
    asked.add_argument("--seed", type=int, default=0)
    wanted = asked.parse_args()
    words = (wanted.definitions, wanted.together, wanted.seed)
    told = with_spark("-m", PROGRAM, *words, limit=3600).splitlines()
    differing = []
    for line in told:
        name, fast, spark = line.rsplit(" ", 2)
        print(f"{name} {'equal' if fast == spark else 'NOT EQUAL'} {spark}")
        if fast != spark:
            differing.append(name)
    print(f"{len(told) * wanted.together} definitions; differing: {differing or 'none'}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
