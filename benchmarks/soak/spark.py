"""Answer random definitions on Spark and on the fast engine, and compare the fingerprints.

python3 run.py soak spark [--definitions 1000] [--together 50] [--seed 0]

Each run invents other people with odd records and other definitions; a run that differs is told
with its seed, by which it can be done again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.support.spark import with_spark

PROGRAM = "tests.engines.population.spark_answers"


def main() -> int:
    """Run after run until the definitions are enough; 1 where any differed."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--definitions", type=int, default=1000)
    asked.add_argument("--together", type=int, default=50, help="definitions in one run")
    asked.add_argument("--seed", type=int, default=0)
    wanted = asked.parse_args()
    runs = -(-wanted.definitions // wanted.together)
    differing = []
    for seed in range(wanted.seed, wanted.seed + runs):
        with tempfile.TemporaryDirectory(prefix="openpcn-soak-") as folder:
            words = ("-m", PROGRAM, Path(folder) / "records", seed, wanted.together)
            fast, spark = with_spark(*words).split()
        print(f"seed {seed}: {'equal' if fast == spark else 'NOT EQUAL'} {spark}", flush=True)
        if fast != spark:
            differing.append(seed)
    print(f"{runs * wanted.together} definitions in {runs} runs; differing: {differing or 'none'}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
