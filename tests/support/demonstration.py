"""Tests inside the demonstration: what each changes is taken back, the demonstration stays.

A folder takes part by importing `_django_db_helper` into its conftest, or a module into itself:
tests marked with `django_db` then run inside the demonstration. They are the last of a run,
because from the first of them on the database holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

__all__ = ["_django_db_helper", "is_in_the_demonstration"]


def is_in_the_demonstration(item: pytest.Item) -> bool:
    """Whether the database of a test is the demonstration's."""
    found = item.session._fixturemanager.getfixturedefs("_django_db_helper", item)
    return bool(found) and found[-1].func.__module__ == __name__


@pytest.fixture
def _django_db_helper(prepared: Any) -> Iterator[None]:
    """In place of pytest-django's: what a test changes is taken back, the demonstration stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
