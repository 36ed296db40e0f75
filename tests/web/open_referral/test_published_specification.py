"""The published specification of Open Referral UK 3.0, run against our server by a public tool."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import sampled_from
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests.sources.open_referral.entries import key

pytestmark = pytest.mark.django_db
LISTS = ("/services", "/service_at_locations", "/taxonomies", "/taxonomy_terms")
PATHS = ("/", *LISTS, *(f"{path}/{{id}}" for path in LISTS))
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
EXAMPLES = 10


@pytest.fixture(scope="module")
def specification(published_data: Path) -> dict[str, Any]:
    """The repaired copy; the original is no valid OpenAPI."""
    path = published_data.parent / "specs" / "open-referral-uk" / "oruk-3.0-repaired.json"
    if not path.is_file():
        said = f"There is no specification of Open Referral UK at {path}."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)
    read: dict[str, Any] = json.loads(path.read_text())
    return read | {"servers": [{"url": "/openreferral"}]}


@pytest.fixture(scope="module")
def described(specification: dict[str, Any]) -> Iterator[Any]:
    """The specification with our application behind it, on the test's own connection."""
    from openpcn.site.wsgi import application

    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_dict(specification)
    schema.app = application
    yield schema
    for signal in signals:
        signal.connect(close_old_connections)


def test_the_specification_has_the_paths_that_are_tested(specification: dict[str, Any]) -> None:
    assert set(specification["paths"]) == set(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_the_specification_says(described: Any, path: str) -> None:
    """An entry that does not exist is 404, which the specification leaves out: lists only."""
    documented = [] if "{id}" in path else [status_code_conformance]
    ask(described[path]["GET"], GenerationMode.POSITIVE, [*CHECKS, *documented])


@pytest.mark.parametrize("path", LISTS)
def test_every_entry_that_is_held_answers_the_same_tool_in_full(described: Any, path: str) -> None:
    """With ids that exist, the status has to be as documented too."""
    listed = described[path]["GET"].Case(query={"per_page": 100}).call().json()["contents"]
    operation = described[f"{path}/{{id}}"]["GET"]
    checks = [*CHECKS, status_code_conformance]
    ask(operation, GenerationMode.POSITIVE, checks, ids=[entry["id"] for entry in listed])


@pytest.mark.parametrize("path", LISTS)
def test_what_breaks_the_specification_is_refused(described: Any, path: str) -> None:
    ask(described[path]["GET"], GenerationMode.NEGATIVE, [*CHECKS, negative_data_rejection])


def ask(
    operation: Any, mode: GenerationMode, checks: list[Any], ids: Sequence[str] = ("",)
) -> None:
    """Ask so many questions, about entries of some ids if any are given; look at every answer."""

    @given(case=operation.as_strategy(generation_mode=mode), number=sampled_from(ids))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def one(case: schemathesis.Case, number: str) -> None:
        if number:
            case.path_parameters = {"id": number}
        case.call_and_validate(checks=checks)

    one()


@pytest.mark.parametrize("path", LISTS)
def test_every_entry_that_is_listed_answers_in_full_as_its_schema_says(
    specification: dict[str, Any], path: str
) -> None:
    listed = Client().get(f"/openreferral{path}?per_page=100").json()["contents"]
    assert listed
    content = specification["paths"][f"{path}/{{id}}"]["get"]["responses"]["200"]["content"]
    check = validator(specification, content["application/json"]["schema"])
    for entry in listed:
        answer = Client().get(f"/openreferral{path}/{entry['id']}").json()
        check.validate(answer)
        assert answer["id"] == entry["id"]


def test_an_entry_that_breaks_the_schema_is_noticed(specification: dict[str, Any]) -> None:
    service = Client().get(f"/openreferral/services/{key('Lunch club')}").json()
    check = validator(specification, {"$ref": "#/components/schemas/Service"})
    check.validate(service)
    for broken in ({"status": "open"}, {"email": "lunch"}, {"name": None}):
        with pytest.raises(jsonschema_rs.ValidationError):
            check.validate(service | broken)


def validator(specification: dict[str, Any], schema: dict[str, Any]) -> Any:
    """A validator of one schema of the specification, formats included."""
    return jsonschema_rs.Draft4Validator(
        schema | {"components": specification["components"]}, validate_formats=True, offline=True
    )
