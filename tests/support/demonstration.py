"""The demonstration in the test database: prepared once for a module, each test on its own.

A folder takes part by importing `_django_db_helper`, `demonstration` and `prepared` into its
conftest, or a module into itself: tests marked with `django_db` then run inside the demonstration.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

__all__ = ["_django_db_helper", "demonstration", "prepared"]


@pytest.fixture(scope="module")
def prepared(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """What was prepared; taken back after the module."""
    from openpcn.workflows.demonstration.preparing import prepare

    with django_db_blocker.unblock(), transaction.atomic():
        yield prepare()
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(prepared: Any) -> Iterator[None]:
    """In place of pytest-django's: what a test changes is taken back, the demonstration stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(prepared: Any, db: None) -> Any:
    """What was prepared."""
    return prepared
