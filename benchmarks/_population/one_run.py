"""One run of the whole catalogue in a process of its own: a folder in, what it cost out."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

from benchmarks._population.workload import AS_AT, clusters
from openpcn.rulebook import phenotypes
from openpcn.workflows.population.running import run_population


def main() -> None:
    """Run and print what it cost."""
    words = argparse.ArgumentParser()
    words.add_argument("records", type=Path)
    words.add_argument("--engine", default="duckdb")
    words.add_argument("--out", type=Path)
    words.add_argument("--practice", action="append", default=[])
    words.add_argument("--again", action="store_true", help="a second time, warm")
    asked = words.parse_args()
    catalogue = phenotypes.catalogue()
    codes = clusters(catalogue.clusters)
    for _ in range(2 if asked.again else 1):
        ran = run_population(
            asked.records,
            catalogue,
            codes,
            as_at=AS_AT,
            engine=asked.engine,
            out=asked.out,
            practices=asked.practice,
        )
    memberships = sum(map(len, codes.values()))
    told = dataclasses.asdict(ran) | {"memberships": memberships, "clusters": len(codes)}
    print(json.dumps(told, default=str))


if __name__ == "__main__":
    main()
