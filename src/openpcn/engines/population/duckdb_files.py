"""Files of one practice asked by SQL, for few rows: DuckDB finds a person in milliseconds."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import duckdb

from openpcn.engines.population.reading import Partition

kept = threading.local()


def connection() -> duckdb.DuckDBPyConnection:
    """This thread's own database in memory.

    It does not keep the files that it has read: they would fill the memory.
    """
    if not hasattr(kept, "connection"):
        kept.connection = duckdb.connect(config={"threads": 1, "enable_external_file_cache": False})
    con: duckdb.DuckDBPyConnection = kept.connection
    return con


def rows_of(
    con: duckdb.DuckDBPyConnection,
    at: Partition,
    table: str,
    columns: tuple[str, ...],
    person_id: int,
) -> list[tuple[Any, ...]]:
    """The rows of one person; NotRight where the file cannot be read."""
    names = ", ".join(f'"{name}"' for name in columns)
    source = f"read_parquet({quoted(at.file(table))}, hive_partitioning = false)"
    query = f"select {names} from {source} where person_id = {int(person_id)}"  # noqa: S608
    try:
        return con.execute(query).fetchall()
    except duckdb.Error as trouble:
        raise at.unreadable(table, trouble) from trouble


def quoted(text: str) -> str:
    """Text as SQL has it."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def listed(texts: Iterable[str]) -> str:
    """Texts as SQL has them, with commas."""
    return ", ".join(map(quoted, texts))
