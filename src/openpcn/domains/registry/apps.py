"""The Django app of this domain."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegistryConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the rule on memberships put back whenever a migration may have rebuilt its table."""
        from openpcn.domains.registry.constraints import ensure_after_migration

        post_migrate.connect(
            ensure_after_migration, sender=self, dispatch_uid="one_core_network_on_a_day"
        )
