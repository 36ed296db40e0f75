"""The second opinion: the tree's SQL, run by DuckDB over all partitions at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from openpcn.engines.population.answers import PracticeAnswers, from_columns
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.duckdb_files import listed
from openpcn.engines.population.in_sql import batches
from openpcn.engines.population.plan import Codes
from openpcn.engines.population.reading import Partition

TABLES = ("person", "registration", "event", "encounter")


def answer_with_sql(
    catalogue: Catalogue, codes: Codes, as_at: date, partitions: Iterable[Partition]
) -> Iterator[PracticeAnswers]:
    """Answer by SQL, whatever the order of the rows in the files."""
    places = list(partitions)
    if not places:
        return
    con = duckdb.connect()
    for table in TABLES:
        files = listed(at.file(table) for at in places)
        con.execute(
            f"create view {table} as select * from read_parquet([{files}], "  # noqa: S608
            "hive_partitioning = true, hive_types = {'practice': varchar})"
        )
    con.register("cluster_code", cluster_codes(catalogue, codes))
    answers: dict[str, pa.ChunkedArray] = {}
    for batch in batches(catalogue, as_at):
        query = batch.statement.sql(dialect="duckdb")
        found = con.execute(f"{query} order by practice, person_id").to_arrow_table()
        answers |= {name: found[name] for name in found.column_names}
    yield from by_practice(catalogue, pa.table(answers))


def cluster_codes(catalogue: Catalogue, codes: Codes) -> pa.Table:
    """The numbers of codes by cluster, as a table."""
    pairs = [(name, code) for name in sorted(catalogue.clusters) for code in codes[name]]
    return pa.table(
        {
            "cluster": pa.array([name for name, _ in pairs], pa.string()),
            "code_id": pa.array([code for _, code in pairs], pa.uint32()),
        }
    )


def by_practice(catalogue: Catalogue, told: pa.Table) -> Iterator[PracticeAnswers]:
    """Rows in the order of practices as each practice's answers."""
    practice = np.array(told["practice"].to_pylist(), dtype=object)
    columns: Mapping[str, NDArray[Any]] = {
        name: told[name].to_numpy() for name in told.column_names[1:]
    }
    for code in sorted(set(practice)):
        mine = practice == code
        kept = {name: found[mine] for name, found in columns.items()}
        yield from_columns(catalogue, code, kept["person_id"], kept)
