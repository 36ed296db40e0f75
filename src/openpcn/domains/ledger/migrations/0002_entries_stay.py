"""Entries and movements are added and never changed."""

from typing import Any

from django.db import migrations

from openpcn.domains.ledger import constraints


def put_in_force(apps: Any, schema_editor: Any) -> None:
    """Add the triggers."""
    constraints.ensure(schema_editor.connection)


def take_away(apps: Any, schema_editor: Any) -> None:
    """Remove them again."""
    constraints.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """The rule that no ordinary constraint can say."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(put_in_force, take_away)]
