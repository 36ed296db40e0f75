"""The Django app of this domain."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
