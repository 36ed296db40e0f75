"""Copies of a PostgreSQL database: one file for each table, in its own text form."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from psycopg import sql

from openpcn.kernel.errors import NotRight

ENDING = ".copy"
BLOCK = 1 << 20
PUTTING_BACK = "SET LOCAL openpcn.putting_back = 'yes'"
"""Rows go back as they were, also those that were recorded before a rule; triggers ask for this."""


def take_out(folder: Path) -> None:
    """Every table as it is at one moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in tables():
            columns = columns_of(table)
            words = sql.SQL("COPY {} ({}) TO STDOUT").format(named(table), listed(columns))
            with (folder / f"{table}{ENDING}").open("wb") as file, cursor.copy(words) as rows:
                file.write("\t".join(columns).encode() + b"\n")
                for block in rows:
                    file.write(block)


def count_rows(folder: Path) -> dict[str, int]:
    """How many rows each table has; one is one line, after the line of column names."""
    return {file.stem: lines(file) - 1 for file in sorted(folder.glob(f"*{ENDING}"))}


def put_back(folder: Path, rows: Mapping[str, int]) -> None:
    """Replace every row in one transaction: it holds whole, or what was there stays."""
    if count_rows(folder) != dict(rows):
        raise does_not_hold()
    with transaction.atomic(), connection.cursor() as cursor:
        every = sql.SQL(", ").join(map(named, tables()))
        cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(every))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(PUTTING_BACK)
        for table in rows:
            fill(cursor, table, folder / f"{table}{ENDING}")
        for words in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(words)


def fill(cursor: Any, table: str, file: Path) -> None:
    """Put the rows of one file into its table."""
    with file.open("rb") as opened:
        columns = opened.readline().decode().rstrip("\n").split("\t")
        if table not in tables() or not set(columns) <= set(columns_of(table)):
            raise does_not_hold()
        words = sql.SQL("COPY {} ({}) FROM STDIN").format(named(table), listed(columns))
        with cursor.copy(words) as rows:
            while block := opened.read(BLOCK):
                rows.write(block)


def does_not_hold() -> NotRight:
    """The copy and its manifest, or the copy and our tables, differ."""
    return NotRight(
        "The copy does not hold what it says, or is of another version's tables.",
        next_step="Name another copy, or install the version that made it. Nothing was changed.",
    )


def tables() -> list[str]:
    """Every table in the order of its name."""
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def columns_of(table: str) -> list[str]:
    """The columns of a table that hold values of their own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s "
            "AND table_schema = current_schema() AND is_generated = 'NEVER' "
            "ORDER BY ordinal_position",
            [table],
        )
        return [name for (name,) in cursor.fetchall()]


def models() -> list[Any]:
    """Every model, for the counters of their keys."""
    from django.apps import apps

    return list(apps.get_models(include_auto_created=True))


def named(name: str) -> sql.Identifier:
    """A name as PostgreSQL quotes it."""
    return sql.Identifier(name)


def listed(columns: list[str]) -> sql.Composed:
    """Column names in a row."""
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def lines(file: Path) -> int:
    """How many lines a file has."""
    with file.open("rb") as opened:
        return sum(block.count(b"\n") for block in iter(lambda: opened.read(BLOCK), b""))
