"""The Django app of this domain."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
