"""These tests run inside the demonstration; what they change is taken back."""

from tests.support.demonstration import _django_db_helper

__all__ = ["_django_db_helper"]
