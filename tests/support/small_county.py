"""The small county, made once for a module; what a test adds is taken back after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def prepared(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Six practices in three networks; taken back after the module."""
    from tests.domains.world import county

    with django_db_blocker.unblock(), transaction.atomic():
        county()
        yield
        transaction.set_rollback(True)
