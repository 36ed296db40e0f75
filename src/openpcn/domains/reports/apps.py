"""The Django app of this domain."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
