"""The Django app of this domain."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ServicesConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.services"
    label = "services"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the rule on the days of offers put back whenever a migration rebuilt their table."""
        from openpcn.domains.services.constraints import ensure_after_migration

        post_migrate.connect(ensure_after_migration, sender=self, dispatch_uid="days_of_offers")
