"""The API does what its description says, whatever it is asked."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

pytestmark = pytest.mark.django_db
EXAMPLES = 12


@pytest.fixture
def described(db: None) -> Any:
    """The description, read from the running application in this process."""
    from openpcn.site.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
            negative_data_rejection,
            unsupported_method,
        ]
    )


def test_the_description_is_open_and_complete(client: Any) -> None:
    described = client.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/systems", "/api/places", "/api/networks", "/api/networks/{code}", "/api/practices",
        "/api/practices/{code}", "/api/memberships", "/api/structure", "/api/changes",
        "/api/neighbourhoods", "/api/reviews", "/api/futures", "/api/futures/{number}",
        "/api/role-holders", "/api/datasets", "/api/findings",
    }  # fmt: skip
    assert all(list(operations) == ["get"] for operations in described["paths"].values())
