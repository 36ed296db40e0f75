"""What every answer of the site carries, and what it logs."""

from __future__ import annotations

import json
import logging
import re
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from openpcn.site import health, settings
from openpcn.site.logs import Lines, each_request
from openpcn.site.security import content_security


def test_a_page_may_load_from_this_site_only() -> None:
    answer = content_security(lambda request: HttpResponse())(RequestFactory().get("/"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self' 'nonce-" in policy
    assert "unsafe" not in policy
    assert "//" not in policy
    assert "frame-ancestors 'none'" in policy


def test_every_answer_has_a_nonce_of_its_own_and_the_page_knows_it() -> None:
    known = []

    def page(request: HttpRequest) -> HttpResponse:
        known.append(request.csp_nonce)  # type: ignore[attr-defined]
        return HttpResponse()

    answer = content_security(page)
    policies = [answer(RequestFactory().get("/"))["Content-Security-Policy"] for _ in range(2)]
    found = [re.search(r"nonce-([^']+)", policy) for policy in policies]
    assert [match[1] for match in found if match] == known
    assert known[0] != known[1]


@pytest.mark.django_db
def test_health_is_well_where_the_database_answers(client: Client) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "well"})


def test_health_names_the_next_step_where_it_does_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_answer(*_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(health, "MigrationExecutor", no_answer)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert "OPENPCN_DATABASE" in answer.json()["next_step"]


def test_a_request_is_logged_by_its_pattern_and_names_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    request = RequestFactory().get("/networks/U99999/?q=sue+smith")
    request.resolver_match = type("Match", (), {"route": "networks/<code>/"})()
    with caplog.at_level(logging.INFO, logger="openpcn.requests"):
        each_request(lambda _: HttpResponse())(request)
    line = Lines().format(caplog.records[-1])
    facts = json.loads(line)
    assert facts["address"] == "networks/<code>/"
    assert (facts["method"], facts["status"]) == ("GET", 200)
    assert "U99999" not in line
    assert "sue" not in line


def test_an_exception_is_logged_by_its_place_and_not_its_message() -> None:
    try:
        raise ValueError("Sue Smith, 1 High Street")
    except ValueError:
        record = logging.LogRecord("x", 40, "x.py", 1, "stopped", None, sys.exc_info())
    line = Lines().format(record)
    assert "Sue" not in line
    assert json.loads(line)["exception"] == "ValueError"
    assert "test_pages.py" in json.loads(line)["places"][0]


def test_a_request_that_breaks_is_logged_as_an_error_with_its_place(
    caplog: pytest.LogCaptureFixture,
) -> None:
    request = RequestFactory().get("/")
    layer = each_request(lambda _: HttpResponse(status=500))
    layer.process_exception(request, KeyError("Sue"))  # type: ignore[attr-defined]
    with caplog.at_level(logging.INFO, logger="openpcn.requests"):
        layer(request)
    assert caplog.records[-1].levelname == "ERROR"
    assert json.loads(Lines().format(caplog.records[-1]))["exception"] == "KeyError"


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    first = settings.secret_key(folder)
    assert len(first) > 50
    assert settings.secret_key(folder) == first
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [item.name for item in folder.iterdir()] == ["secret-key"]


def test_a_key_that_another_process_made_first_counts(tmp_path: Path) -> None:
    place = tmp_path / "secret-key"
    place.write_text("made before")
    settings.make_key(place)
    assert place.read_text() == "made before"


def test_an_address_names_a_postgresql_database(tmp_path: Path) -> None:
    told = settings.database("postgresql://sue:p%40ss@db.example:5433/pcn", tmp_path)
    assert told["ENGINE"] == "django.db.backends.postgresql"
    assert (told["USER"], told["PASSWORD"]) == ("sue", "p@ss")
    assert (told["HOST"], told["PORT"], told["NAME"]) == ("db.example", "5433", "pcn")
