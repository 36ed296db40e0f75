"""The API answers from the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.support.demonstration import _django_db_helper

__all__ = ["_django_db_helper"]

Ask = Callable[..., Any]


@pytest.fixture
def ask(db: None) -> Ask:
    """Ask the API as the public, or as the demonstration account named."""
    from openpcn.workflows.demonstration.recording import PASSWORD

    def answer(address: str, *, visitor: str = "", status: int = 200) -> Any:
        client = Client()
        if visitor:
            assert client.login(username=visitor, password=PASSWORD)
        response = client.get(f"/api/{address}")
        assert response.status_code == status, response.content
        return response.json()

    return answer
