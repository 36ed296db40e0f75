"""Which changes have made the tables what they are, and which ones this version knows."""

from __future__ import annotations

from collections.abc import Collection

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from openpcn.kernel.errors import NotPossible


def in_words(migrations: Collection[tuple[str, str]]) -> set[str]:
    """App and name of each change."""
    return {f"{app} {name}" for app, name in migrations}


def applied_migrations() -> set[str]:
    """The changes that have been made here."""
    return in_words(MigrationRecorder(connection).applied_migrations())


def known_migrations() -> set[str]:
    """The changes that this version knows."""
    return in_words(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def refuse_newer(applied: set[str], known: set[str], what: str) -> None:
    """What a newer version has changed is left alone."""
    ours = {one.label for one in apps.get_app_configs() if one.name.startswith("openpcn.")}
    if newer := sorted(name for name in applied - known if name.split()[0] in ours):
        raise NotPossible(
            f"{what} is of a newer version: this one does not know {', '.join(newer)}.",
            next_step="Install the newer version, or use a copy made by this one.",
        )
