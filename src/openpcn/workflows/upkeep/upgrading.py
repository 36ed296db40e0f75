"""Bring the database to the tables of this version, keeping a copy of an older one first."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from openpcn.workflows.upkeep.copying import keep_present
from openpcn.workflows.upkeep.making import make_whole
from openpcn.workflows.upkeep.versions import in_words, refuse_newer


def upgrade() -> tuple[str, ...]:
    """Make or upgrade the tables; what was done, in sentences, nothing where nothing was due."""
    executor = MigrationExecutor(connection)
    applied = in_words(executor.loader.applied_migrations)
    refuse_newer(applied, in_words(executor.loader.disk_migrations), "The database")
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return ()
    if not connection.introspection.table_names():
        make_whole()
        return ("The database is made.",)
    kept = keep_present("before-upgrade")
    call_command("migrate", verbosity=0, interactive=False)
    return (f"The database as it was is kept in {kept}.", "The database is of this version.")
