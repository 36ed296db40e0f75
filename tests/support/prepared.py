"""The demonstration, prepared in the test database once for a module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def prepared(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """What was prepared; taken back after the module."""
    from openpcn.workflows.demonstration.preparing import prepare

    with django_db_blocker.unblock(), transaction.atomic():
        yield prepare()
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(prepared: Any, db: None) -> Any:
    """What was prepared."""
    return prepared
