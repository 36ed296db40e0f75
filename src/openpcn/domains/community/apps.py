"""The Django app of this domain."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.community"
    label = "community"
    default_auto_field = "django.db.models.BigAutoField"
