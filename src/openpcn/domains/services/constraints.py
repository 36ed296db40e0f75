"""An offer of a local service lies in the days of the service, in each database's own way.

It needs two tables, so that no plain constraint can say it. SQLite rebuilds tables to change them:
it loses the triggers of the one, and refuses to rename the other while a trigger reads it. So they
are taken away before changes of tables and put back after them. What was recorded before there was
this rule stays, and is seen and taken back on the page of its service; so do offers of a service
that was taken back. A copy with such offers is put back unchecked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

NAME = "an_offer_lies_in_the_days_of_its_service"
TABLES = {"services_offer", "services_localterms"}
OUTSIDE = """
NEW.known_until IS NULL AND NEW.service LIKE 'local-%' AND NOT EXISTS (
    SELECT 1 FROM services_localterms AS said
    WHERE NEW.service = 'local-' || said.service_id AND said.known_until IS NULL
      AND said.starts_on <= NEW.starts_on
      AND (said.ends_on IS NULL
           OR (NEW.starts_on <= said.ends_on
               AND COALESCE(NEW.ends_on, NEW.starts_on) <= said.ends_on))
)
"""
EVENTS = {"insert": "INSERT", "update": "UPDATE OF service, starts_on, ends_on, known_until"}
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {name}_{called} BEFORE {event} ON services_offer
WHEN {outside} BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
FUNCTION = f"""
CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('openpcn.putting_back', true) IS DISTINCT FROM 'yes' AND {OUTSIDE} THEN
        RAISE EXCEPTION USING MESSAGE = '{NAME}', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""
POSTGRES = f"""
CREATE TRIGGER {NAME} BEFORE {" OR ".join(EVENTS.values())} ON services_offer
FOR EACH ROW EXECUTE FUNCTION {NAME}()
"""


def ensure(connection: Any) -> None:
    """Put the rule in force where the database has forgotten it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for called, event in EVENTS.items():
                words = SQLITE.format(name=NAME, called=called, event=event, outside=OUTSIDE)
                cursor.execute(words)
            return
        cursor.execute(FUNCTION)
        cursor.execute(f"DROP TRIGGER IF EXISTS {NAME} ON services_offer")
        cursor.execute(POSTGRES)


def remove(connection: Any) -> None:
    """Take the rule away (to go back before the migration that made it)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for called in EVENTS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{called}")
        else:
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME} ON services_offer")


def remove_before_migration(*, using: str, plan: Sequence[object] = (), **_: Any) -> None:
    """Receiver of Django's pre_migrate: let SQLite rebuild either table, where any will change."""
    from django.db import connections

    if plan and connections[using].vendor == "sqlite":
        remove(connections[using])


def ensure_after_migration(*, using: str, **_: Any) -> None:
    """Receiver of Django's post_migrate, which comes with any change of tables and without."""
    from django.db import connections

    connection = connections[using]
    if set(connection.introspection.table_names()) >= TABLES:
        ensure(connection)
