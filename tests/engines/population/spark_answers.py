"""Questions answered on Spark and on the fast engine: run by the Python that has Spark.

python -m tests.engines.population.spark_answers DEFINITIONS TOGETHER SEED [RECORDS DAY]

Random definitions are asked of random people, so many together; each asking prints a line: what
was asked, the fingerprint that the fast engine gives, and Spark's. Then the command answers every
definition that is shipped of everybody in a folder of records, on Spark, and prints its JSON.
Spark is started once for all, because that and its first question take longer than the rest.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpcn.cli.main import main as command
from openpcn.engines.population.answering import answer_with_duckdb
from openpcn.engines.population.answers import digest_of, fingerprint
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.on_spark import IN_THIS_PROCESS, answer_with_spark, session
from openpcn.engines.population.plan import Codes
from openpcn.engines.population.reading import Partition
from tests.engines.population.invention import AS_AT, CLUSTERS, Chance, population, write_partition


def main(definitions: int, together: int, seed: int, *records: str) -> None:
    """Ask, and print what both engines say."""
    with session(IN_THIS_PROCESS):
        for at in range(seed, seed + -(-definitions // together)):
            with tempfile.TemporaryDirectory(prefix="openpcn-random-") as folder:
                at_random(at, together, Path(folder))
        if records:
            command(["population", "run", *by_command(*records), "--engine", "spark", "--json"])


def by_command(records: str, day: str) -> list[str]:
    """What is typed after the command to ask everything of a folder of records."""
    return ["--records", records, "--as-at", day]


def at_random(seed: int, together: int, folder: Path) -> None:
    """Some definitions about people full of odd cases, of whom some are in two practices."""
    chance = Chance(seed)
    people, registered = population(chance, 80)
    moved = [("Z2", starts, ends) for _, starts, ends in registered[:20]]
    partitions = [
        write_partition(folder, people, registered),
        write_partition(folder, people[:20], moved, practice="Z2"),
    ]
    tell(f"seed {seed}", chance.catalogue(together), CLUSTERS, AS_AT, partitions)


def tell(
    asked: str, catalogue: Catalogue, codes: Codes, day: date, partitions: Iterable[Partition]
) -> None:
    """Print what both engines say."""
    fingerprints = []
    for engine in (answer_with_duckdb, answer_with_spark):
        found = engine(catalogue, codes, day, partitions)
        digests = [(one.practice, digest_of(catalogue, one)) for one in found]
        fingerprints.append(fingerprint(catalogue, day, digests))
    print(f"{asked}: {fingerprints[0]} {fingerprints[1]}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
