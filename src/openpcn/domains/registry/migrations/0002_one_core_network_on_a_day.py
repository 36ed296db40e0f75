"""A practice is a core member of at most one network on a day."""

from typing import Any

from django.db import migrations

from openpcn.domains.registry import constraints


def put_in_force(apps: Any, schema_editor: Any) -> None:
    """Add the exclusion (PostgreSQL) or the triggers (SQLite)."""
    constraints.ensure(schema_editor.connection)


def take_away(apps: Any, schema_editor: Any) -> None:
    """Remove it again."""
    constraints.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """The rule that no ordinary constraint can say."""

    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunPython(put_in_force, take_away)]
