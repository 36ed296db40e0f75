"""The Django app of this domain."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the domain with Django."""

    name = "openpcn.domains.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
