"""The small county, made once for a module; each test on its own."""

from __future__ import annotations

from tests.support.demonstration import _django_db_helper
from tests.support.small_county import prepared

__all__ = ["_django_db_helper", "prepared"]
