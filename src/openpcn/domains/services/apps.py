"""The Django app of this domain."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.services"
    label = "services"
    default_auto_field = "django.db.models.BigAutoField"
