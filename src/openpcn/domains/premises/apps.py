"""The Django app of this domain."""

from django.apps import AppConfig


class PremisesConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.premises"
    label = "premises"
    default_auto_field = "django.db.models.BigAutoField"
