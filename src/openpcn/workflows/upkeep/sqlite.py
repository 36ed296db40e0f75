"""Copies of an SQLite database: its own online copy, one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

from openpcn.kernel.errors import NotPossible, NotRight

NAME = "openpcn.sqlite3"
BUSY_SECONDS = 1


def take_out(folder: Path) -> None:
    """One consistent copy, whatever else is written meanwhile."""
    connection.ensure_connection()
    copy(connection.connection, folder / NAME)


def copy(source: sqlite3.Connection, place: Path) -> None:
    """Copy an open database into one file that needs no journal beside it."""
    with closing(sqlite3.connect(place)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


def count_rows(folder: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(folder / NAME)) as opened:
        tables = opened.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in tables
        }


def put_back(folder: Path, rows: Mapping[str, int]) -> None:
    """Take the place of the database in use, with nobody else in it."""
    prove(folder, rows)
    used = Path(str(settings.DATABASES["default"]["NAME"]))
    connection.close()
    with closing(held_alone(used)):
        replace(folder / NAME, used)


def prove(folder: Path, rows: Mapping[str, int]) -> None:
    """The restored file is sound, and holds the rows that its manifest says."""
    with closing(sqlite3.connect(folder / NAME)) as opened:
        sound = opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        lost = opened.execute("PRAGMA foreign_key_check").fetchone()
    if not sound or lost or count_rows(folder) != dict(rows):
        raise NotRight(
            "The copy does not hold what it says.",
            next_step="Name another copy. Nothing was changed.",
        )


def held_alone(used: Path) -> sqlite3.Connection:
    """The database in use with nobody else in it; a running site is asked to stop first."""
    opened = sqlite3.connect(used, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        opened.execute("PRAGMA locking_mode=EXCLUSIVE")
        opened.execute("PRAGMA journal_mode=DELETE")
        opened.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        opened.close()
        raise NotPossible(
            "The site or a load is using the database.",
            next_step="Stop `openpcn up`, then restore. Nothing was changed.",
        ) from None
    opened.execute("COMMIT")
    return opened


def replace(source: Path, used: Path) -> None:
    """Put the file in place; journals of the old one belong to it and go."""
    for ending in ("-wal", "-shm"):
        used.with_name(used.name + ending).unlink(missing_ok=True)
    source.replace(used)
