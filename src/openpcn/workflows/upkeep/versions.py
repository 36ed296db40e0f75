"""Which changes have made the tables what they are, and which ones this version knows."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from openpcn.kernel.errors import NotPossible

OURS = ("accounts", "evidence", "jobs", "registry")


def applied_migrations() -> set[str]:
    """The changes that have been made here: app and name of each."""
    return {f"{app} {name}" for app, name in MigrationRecorder(connection).applied_migrations()}


def refuse_newer(applied: set[str], what: str) -> None:
    """What a newer version has changed is left alone."""
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    known = {f"{app} {name}" for app, name in disk}
    if newer := sorted(name for name in applied - known if name.split()[0] in OURS):
        raise NotPossible(
            f"{what} is of a newer version: this one does not know {', '.join(newer)}.",
            next_step="Install the newer version, or use a copy made by this one.",
        )
