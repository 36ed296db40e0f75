"""Tests inside the demonstration: what each changes is taken back, the demonstration stays.

A folder takes part by importing `_django_db_helper` into its conftest, or a module into itself:
tests marked with `django_db` then run inside the demonstration.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

__all__ = ["_django_db_helper"]


@pytest.fixture
def _django_db_helper(prepared: Any) -> Iterator[None]:
    """In place of pytest-django's: what a test changes is taken back, the demonstration stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
