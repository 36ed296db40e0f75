"""The API does what its description says, whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

pytestmark = pytest.mark.django_db
PATHS = (
    "/api/systems",
    "/api/places",
    "/api/networks",
    "/api/networks/{code}",
    "/api/practices",
    "/api/practices/{code}",
    "/api/memberships",
    "/api/structure",
    "/api/changes",
    "/api/neighbourhoods",
    "/api/reviews",
    "/api/futures",
    "/api/futures/{number}",
    "/api/role-holders",
    "/api/datasets",
    "/api/findings",
)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
EXAMPLES = 12


@pytest.fixture(scope="module")
def described() -> Iterator[Any]:
    """The description, read from the application, which keeps the test's connection open."""
    from openpcn.site.wsgi import application

    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    for signal in signals:
        signal.connect(close_old_connections)


def test_the_description_is_complete_and_read_only(described: Any) -> None:
    paths = described.raw_schema["paths"]
    assert set(paths) == set(PATHS)
    assert all(list(operations) == ["get"] for operations in paths.values())


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_described(described: Any, path: str, mode: GenerationMode) -> None:
    operation = described[path]["GET"]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
