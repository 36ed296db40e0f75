"""The Django app of this domain."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.staffing"
    label = "staffing"
    default_auto_field = "django.db.models.BigAutoField"
