"""The Django app of this domain."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
