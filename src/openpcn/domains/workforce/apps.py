"""The Django app of this domain."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.workforce"
    label = "workforce"
    default_auto_field = "django.db.models.BigAutoField"
