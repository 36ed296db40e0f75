"""The Django app of this domain."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"
