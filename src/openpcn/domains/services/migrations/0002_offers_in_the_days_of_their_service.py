"""Offers know their first version, and those of local services lie in the days of the service."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from openpcn.domains.services import constraints


def link_versions(apps: Any, schema_editor: Any) -> None:
    """Let versions of the same offer know the first: same service, practice and first day."""
    offers = apps.get_model("services", "Offer").objects
    first: dict[tuple[str, int, Any], int] = {}
    for row in offers.order_by("known_from", "id"):
        number = first.setdefault((row.service, row.practice_id, row.starts_on), row.pk)
        if number != row.pk:
            offers.filter(pk=row.pk).update(first_id=number)


def take_away(apps: Any, schema_editor: Any) -> None:
    """Remove the triggers, which are put in force after all migrations: see `constraints`."""
    constraints.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """What was recorded outside the days of its service stays, and is seen on its page."""

    dependencies = [("services", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="offer",
            name="first",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="services.offer",
            ),
        ),
        migrations.RunPython(link_versions, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("known_until__isnull", True)),
                fields=("first",),
                name="an_offer_has_one_current_later_version",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, take_away),
    ]
