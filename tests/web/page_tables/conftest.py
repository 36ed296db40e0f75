"""The files of pages are tested on the demonstration."""

from tests.support.demonstration import _django_db_helper

__all__ = ["_django_db_helper"]
