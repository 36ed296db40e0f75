"""The Django app of this domain."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
