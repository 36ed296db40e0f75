"""What one test had the product keep reaches another only where neither could tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.signals import connection_created

CHANGES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|TRUNCATE|CREATE|ALTER|DROP)\b", re.I)
SIGNING_IN = re.compile(r'"django_session"|UPDATE "\w+" SET "last_login"')
ALONE = {"transactional_db", "live_server", "settings"}
"""Fixtures of a test that answers in a way of its own, or changes what we do not see."""

changed: list[str] = []
additions: list[str] = []
"""The module whose own fixtures added to the demonstration; that is taken back after it."""


def notice(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Remember that a statement may have changed what answers are made from."""
    is_composed = not isinstance(sql, str)  # of psycopg's parts: none of them is a question
    if is_composed or (CHANGES.match(sql) and not SIGNING_IN.search(sql)):
        changed[:] = [str(sql)]
    return execute(sql, params, many, context)


def watch(*, connection: Any, **_: Any) -> None:
    """Notice what is changed through a connection."""
    if notice not in connection.execute_wrappers:
        connection.execute_wrappers.append(notice)


connection_created.connect(watch)


@pytest.fixture(autouse=True)
def _kept_answers(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Answers about the demonstration outlast a test that only read it; all others are cleared."""
    asked = set(request.fixturenames)
    if not request.node.get_closest_marker("django_db") and "db" not in asked:
        yield
        return
    module = request.node.nodeid.partition("::")[0]
    if changed or additions not in ([], [module]):
        additions[:] = [module] if changed else []
        clear()
    yield
    only_read = "prepared" in asked and not asked & ALONE
    patched = any(vars(monkeypatch).values())
    if changed or patched or not only_read:
        clear()


def clear() -> None:
    """Forget every kept answer."""
    from django.core.cache import cache

    cache.clear()
    changed.clear()
