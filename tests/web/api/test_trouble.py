"""Trouble is said as problem JSON, with the next step."""

from __future__ import annotations

from typing import Any

import pytest

from openpcn.domains.registry.models import Dataset

pytestmark = pytest.mark.django_db


def told(ask: Any, address: str, status: int) -> tuple[str, str]:
    said = ask(address, status=status)
    assert said["status"] == status
    assert said["instance"].startswith("/api/")
    return said["detail"], said["next_step"]


def test_a_code_that_nobody_has(ask: Any) -> None:
    assert told(ask, "networks/NOPE", 404) == (
        "No organisation with the code NOPE is held.",
        "Check the code, search by name, or load a file that lists it.",
    )


def test_a_practice_is_no_network(ask: Any) -> None:
    detail, _ = told(ask, "networks/Z90001", 404)
    assert "Z90001" in detail


def test_a_day_in_2099(ask: Any) -> None:
    detail, _ = told(ask, "networks?as_at=2099-01-01", 400)
    assert detail == "1 January 2099 is more than two years from now: nobody can know it."


def test_a_moment_before_anything_was_loaded(ask: Any) -> None:
    for question in ("networks", "networks/ZN0001"):
        detail, _ = told(ask, f"{question}?as_known=2020-01-01", 404)
        assert detail == "Nothing was known here by 1 January 2020."


def test_a_day_before_a_network_existed(ask: Any) -> None:
    detail, next_step = told(ask, "networks/ZN0001?as_at=1950-01-01", 404)
    assert "(ZN0001) did not exist on 1 January 1950, as far as is held." in detail
    assert next_step.startswith("Ask about ")


def test_a_day_that_is_none(ask: Any) -> None:
    assert told(ask, "networks?as_at=2025-02-30", 400) == (
        "2025-02-30 is not a day.",
        "Write it as 2025-03-31.",
    )


def test_a_day_before_the_register(ask: Any) -> None:
    detail, _ = told(ask, "networks?as_at=0001-01-01", 400)
    assert detail == "1 January 1 lies before 1900."


def test_a_question_that_is_written_otherwise(ask: Any) -> None:
    detail, next_step = told(ask, "networks?as_at=tomorrow&size=0", 422)
    assert detail == "These parts of the question are not as described: as_at, size."
    assert "/api/openapi.json" in next_step


def test_days_in_the_wrong_order(ask: Any) -> None:
    detail, _ = told(ask, "changes?from=2025-03-01&to=2022-07-01", 400)
    assert detail == "1 March 2025 is not before 1 July 2022."


def test_catchments_of_no_system(ask: Any) -> None:
    assert told(ask, "catchments.geojson", 400)[1] == "Name it with within=."


def test_an_address_that_is_none(ask: Any) -> None:
    assert told(ask, "nothing/here", 404)[0] == "There is nothing at this address."


def test_writing_is_not_offered(client: Any) -> None:
    assert client.post("/api/networks").status_code == 405


def test_nothing_is_loaded(ask: Any) -> None:
    from django.utils import timezone

    Dataset.objects.update(known_until=timezone.now())
    assert told(ask, "networks", 409)[0] == "No data are loaded yet."
