"""The Django app of this domain."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ServicesConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.services"
    label = "services"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the rule on the days of offers put back whenever a migration rebuilt a table."""
        from openpcn.domains.services import constraints

        uid = "days_of_offers"
        pre_migrate.connect(constraints.remove_before_migration, sender=self, dispatch_uid=uid)
        post_migrate.connect(constraints.ensure_after_migration, sender=self, dispatch_uid=uid)
