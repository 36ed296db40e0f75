"""Random definitions for random people, answered on Spark: run by the Python that has Spark.

python -m tests.engines.population.spark_answers FOLDER SEED DEFINITIONS

Prints the fingerprint that the fast engine gives, then Spark's.
"""

from __future__ import annotations

import sys
from pathlib import Path

from openpcn.engines.population.answering import answer_with_duckdb
from openpcn.engines.population.answers import digest_of, fingerprint
from openpcn.engines.population.on_spark import answer_with_spark
from tests.engines.population.invention import AS_AT, CLUSTERS, Chance, population, write_partition


def main(folder: Path, seed: int, definitions: int) -> None:
    """Write the people, ask both engines, and print what they say."""
    chance = Chance(seed)
    people, registered = population(chance, 80)
    moved = [("Z2", starts, ends) for _, starts, ends in registered[:20]]
    partitions = [
        write_partition(folder, people, registered),
        write_partition(folder, people[:20], moved, practice="Z2"),
    ]
    catalogue = chance.catalogue(definitions)
    for engine in (answer_with_duckdb, answer_with_spark):
        found = engine(catalogue, CLUSTERS, AS_AT, partitions)
        digests = [(one.practice, digest_of(catalogue, one)) for one in found]
        print(fingerprint(catalogue, AS_AT, digests), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
