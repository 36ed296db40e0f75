"""The Django app of this domain."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.engagement"
    label = "engagement"
    default_auto_field = "django.db.models.BigAutoField"
