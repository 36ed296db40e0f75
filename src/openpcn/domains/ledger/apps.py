"""The Django app of this domain."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the rule that entries stay put back whenever a migration rebuilt their tables."""
        from openpcn.domains.ledger.constraints import ensure_after_migration

        post_migrate.connect(ensure_after_migration, sender=self, dispatch_uid="entries_stay")
