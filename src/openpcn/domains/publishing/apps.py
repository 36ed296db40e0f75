"""The Django app of this domain."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"
