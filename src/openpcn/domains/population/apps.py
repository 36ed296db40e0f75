"""The Django app of this domain."""

from django.apps import AppConfig


class PopulationConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.population"
    label = "population"
    default_auto_field = "django.db.models.BigAutoField"
