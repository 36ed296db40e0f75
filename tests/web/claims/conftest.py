"""The county with staff and claims, made once for each module."""

from __future__ import annotations

from tests.support.county import _django_db_helper, prepared, who

__all__ = ["_django_db_helper", "prepared", "who"]
