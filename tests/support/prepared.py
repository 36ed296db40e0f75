"""The demonstration, prepared once for a run's worker in a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident
from typing import Any
from weakref import WeakSet

import pytest
from django.db import connection, transaction
from django.db.backends.signals import connection_created


@dataclass(frozen=True, kw_only=True)
class PreparedDatabase:
    """A copy of the test database, by name, and what was prepared in it."""

    name: str
    prepared: Any


opened: WeakSet[Any] = WeakSet()


def remember(*, connection: Any, **_: Any) -> None:
    """Know a connection, so that it can be closed where the database is changed."""
    opened.add(connection)


connection_created.connect(remember)


@pytest.fixture(scope="session")
def prepared_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[PreparedDatabase]:
    """The demonstration in a copy of the empty test database; dropped with the run."""
    from openpcn.workflows.demonstration.preparing import prepare

    name = beside(str(connection.settings_dict["NAME"]))
    with django_db_blocker.unblock():
        copy_to(name)
        with turned_to(name):
            prepared = prepare()
    yield PreparedDatabase(name=name, prepared=prepared)
    with django_db_blocker.unblock():
        drop(name)


def beside(name: str) -> str:
    """What the copy of a database is called; on SQLite a name is the path of a file."""
    return f"{name}_prepared"


def copy_to(name: str) -> None:
    """Copy the test database, which nobody has open meanwhile."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [name])
        return
    template = connection.settings_dict["NAME"]
    close_connections()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(name: str) -> None:
    """Remove the copy."""
    if connection.vendor == "sqlite":
        Path(name).unlink()
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


@contextmanager
def turned_to(name: str) -> Iterator[None]:
    """Whoever asks for the database meanwhile is given this one."""
    settings = connection.settings_dict
    before = settings["NAME"]
    close_connections()
    settings["NAME"] = name
    try:
        yield
    finally:
        close_connections()
        settings["NAME"] = before


def close_connections() -> None:
    """Close this thread's connections: with a browser's event loop in it, it has two."""
    for one in list(opened):
        if one._thread_ident == get_ident():
            one.close()


@pytest.fixture(scope="module")
def prepared(prepared_database: PreparedDatabase, django_db_blocker: Any) -> Iterator[Any]:
    """What was prepared; what a module adds to it is taken back."""
    with (
        django_db_blocker.unblock(),
        turned_to(prepared_database.name),
        transaction.atomic(),
    ):
        yield prepared_database.prepared
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(prepared: Any, db: None) -> Any:
    """What was prepared."""
    return prepared
