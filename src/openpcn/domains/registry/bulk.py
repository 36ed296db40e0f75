"""Many rows into one table, fast on either database, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Any, TypeVar

from django.db import connection

Row = Sequence[Any]
T = TypeVar("T")


def insert(table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Add rows to a table; the number added."""
    remaining = iter(rows)
    first = next(remaining, None)
    if first is None:
        return 0
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    moments = [number for number, value in enumerate(first) if isinstance(value, datetime)]
    every = chain([first], remaining)
    ready = (as_kept(row, moments) for row in every) if moments else every
    if connection.vendor == "postgresql":
        return copy(table, names, ready)
    return execute_many(table, names, len(columns), ready)


def copy(table: str, names: str, rows: Iterable[Row]) -> int:
    """PostgreSQL: stream the rows through COPY."""
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as target:
            for row in rows:
                target.write_row(row)
        return int(cursor.rowcount)


def execute_many(table: str, names: str, width: int, rows: Iterable[Row]) -> int:
    """SQLite: one prepared statement, run for each row as it comes."""
    connection.ensure_connection()
    marks = ", ".join(["?"] * width)
    cursor = connection.connection.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({marks})", rows
    )
    return int(cursor.rowcount)


def refresh_statistics() -> None:
    """PostgreSQL: count the tables, so that reads in the same load are planned by what is there."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("registry_", "evidence_")):
                cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def as_kept(row: Row, moments: Sequence[int]) -> list[Any]:
    """A row with its moments as the database keeps them."""
    values = list(row)
    for number in moments:
        if values[number] is not None:
            values[number] = connection.ops.adapt_datetimefield_value(values[number])
    return values


def in_chunks(rows: Iterable[T], size: int = 20_000) -> Iterator[list[T]]:
    """Rows by the chunk, so that memory stays flat however long a file is."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, size)):
        yield chunk
