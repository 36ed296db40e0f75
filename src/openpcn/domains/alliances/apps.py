"""The Django app of this domain."""

from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.alliances"
    label = "alliances"
    default_auto_field = "django.db.models.BigAutoField"
