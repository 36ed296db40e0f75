"""The pages for residents are tested on the invented county, made once for a module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.support.county import _django_db_helper

__all__ = ["_django_db_helper", "prepared"]


@pytest.fixture(scope="module")
def prepared(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The county with its land and postcodes, and two people who write and review."""
    from tests.web.public.county import build

    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
