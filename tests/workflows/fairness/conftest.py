"""The county with its payments, made once for each module."""

from tests.support.fairness import _django_db_helper, fair_county, prepared

__all__ = ["_django_db_helper", "fair_county", "prepared"]
