"""The network with its people, made once for each module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.support.demonstration import _django_db_helper

__all__ = ["_django_db_helper", "prepared", "who"]


@pytest.fixture(scope="module")
def prepared(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """Made once for a module; taken back after it."""
    from tests.web.ledger.world import made

    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


@pytest.fixture
def who(prepared: Any, db: None) -> Any:
    """The people; what a test changes is taken back."""
    return prepared
