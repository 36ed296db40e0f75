"""Tests inside the county with its payments: made once for a module, each test on its own.

A folder takes part by importing all three fixtures into its conftest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.support.demonstration import _django_db_helper

__all__ = ["_django_db_helper", "fair_county", "prepared"]


@pytest.fixture(scope="module")
def prepared(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The county with its payments; taken back after the module."""
    from tests.support.fair_county import made

    with django_db_blocker.unblock(), transaction.atomic():
        made()
        yield None
        transaction.set_rollback(True)


@pytest.fixture
def fair_county(prepared: Any, db: None) -> None:
    """The county with its payments."""
