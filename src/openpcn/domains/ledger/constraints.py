"""Entries of a ledger and their movements are added and never changed, in each database's own way.

SQLite loses its triggers when Django rebuilds a table, so they are put back after every migration.
"""

from __future__ import annotations

from typing import Any

NAME = "the_ledger_is_only_added_to"
TABLES = ("ledger_entry", "ledger_movement")

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {name}_{table}_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
FUNCTION = f"""
CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = '{NAME}', ERRCODE = 'integrity_constraint_violation';
END $$
"""
POSTGRES = """
CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""


def ensure(connection: Any) -> None:
    """Put the rule in force where the database has forgotten it."""
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "sqlite":
                for event in ("UPDATE", "DELETE"):
                    cursor.execute(SQLITE.format(name=NAME, table=table, event=event))
                continue
            cursor.execute(FUNCTION)
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME} ON {table}")
            cursor.execute(POSTGRES.format(name=NAME, table=table))


def remove(connection: Any) -> None:
    """Take the rule away (to go back before the migration that made it)."""
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "sqlite":
                for event in ("UPDATE", "DELETE"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{table}_{event}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {NAME} ON {table}")


def ensure_after_migration(*, using: str, **_: Any) -> None:
    """Receiver of Django's post_migrate: the one place where a signal is the only way."""
    from django.db import connections

    connection = connections[using]
    if set(TABLES) <= set(connection.introspection.table_names()):
        ensure(connection)
