"""The PostgreSQL of the tests is a real one, on loopback, and what runs there uses it."""

from __future__ import annotations

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_second_run_is_on_postgresql(request: pytest.FixtureRequest) -> None:
    expected = "postgresql" if request.config.getoption("--postgres") else "sqlite"
    assert connection.vendor == expected
    if expected == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT host(inet_server_addr())")
            assert cursor.fetchone() == ("127.0.0.1",)
