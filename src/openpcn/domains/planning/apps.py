"""The Django app of this domain."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
