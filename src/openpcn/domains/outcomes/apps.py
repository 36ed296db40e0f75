"""The Django app of this domain."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"
