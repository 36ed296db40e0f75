"""The invented county with its staff and claimants: made once for a module, each test on its own.

A folder takes part by importing `_django_db_helper`, `prepared` and `who` into its conftest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

__all__ = ["_django_db_helper", "prepared", "who"]


@pytest.fixture(scope="module")
def prepared(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The county with its people; taken back after the module."""
    from tests.domains.workforce.world import people

    with django_db_blocker.unblock(), transaction.atomic():
        yield people()
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(prepared: Any) -> Iterator[None]:
    """In place of pytest-django's: what a test changes is taken back, the county stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def who(prepared: Any, db: None) -> Any:
    """Everybody who looks at staff and claims."""
    return prepared
