"""What a plain unique constraint cannot say, said in each database's own way.

A practice is a core member of at most one network on a day, as far as is known now.
PostgreSQL excludes overlapping ranges of (practice, day), folded into one whole number so that no
extension is needed. SQLite refuses in triggers; they vanish when Django rebuilds a table, so they
are put back after every migration.
"""

from __future__ import annotations

from typing import Any

NAME = "one_core_network_on_a_day"
TABLE = "registry_relationship"

EXCLUDE = f"""
ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist (
    int8range(
        subject_id * 4000000 + (starts_on - DATE '0001-01-01'),
        subject_id * 4000000 + COALESCE(ends_on - DATE '0001-01-01', 3999999),
        '[]'
    ) WITH &&
) WHERE (known_until IS NULL AND role = 'core_member_of')
"""
"""4,000,000 is more than the days from year 1 to year 9999: practices never share a number."""

TRIGGER = """
CREATE TRIGGER IF NOT EXISTS {name}_{event} BEFORE {event} ON {table}
WHEN NEW.known_until IS NULL AND NEW.role = 'core_member_of' AND EXISTS (
    SELECT 1 FROM {table} AS held
    WHERE held.subject_id = NEW.subject_id AND held.role = 'core_member_of'
      AND held.known_until IS NULL {other}
      AND held.starts_on <= COALESCE(NEW.ends_on, '9999-12-31')
      AND NEW.starts_on <= COALESCE(held.ends_on, '9999-12-31')
)
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""


def ensure(connection: Any) -> None:
    """Put the rule in force where the database has forgotten it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for event, other in (("INSERT", ""), ("UPDATE", "AND held.id <> OLD.id")):
                cursor.execute(TRIGGER.format(name=NAME, table=TABLE, event=event, other=other))
            return
        cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [NAME])
        if cursor.fetchone() is None:
            cursor.execute(EXCLUDE)


def remove(connection: Any) -> None:
    """Take the rule away (to go back before the migration that made it)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for event in ("INSERT", "UPDATE"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{event}")
            return
        cursor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT IF EXISTS {NAME}")


def ensure_after_migration(*, using: str, **_: Any) -> None:
    """Receiver of Django's post_migrate: the one place where a signal is the only way."""
    from django.db import connections

    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        ensure(connection)
