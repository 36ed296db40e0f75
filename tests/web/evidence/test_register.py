"""Anybody can read where a number is from, and where sources contradict."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client
from typer.testing import CliRunner

from openpcn.cli.evidence import app
from openpcn.workflows.evidence.register import register

pytestmark = pytest.mark.django_db


def test_contradictions_come_first_each_with_what_its_sources_say() -> None:
    page = Client().get("/evidence/").content.decode()
    assert "59 or 60 or 63" in page
    assert 'id="disputed-workforce-2016-practices"' in page
    assert "128,157 ÷ 6,745" in page


def test_a_disputed_number_leads_to_its_dispute() -> None:
    page = Client().get("/evidence/money-of-networks/?as_at=2025-03-31").content.decode()
    dispute = "disputed-funding-2021-22-clinical-director-rates-0-pounds"
    assert f"/evidence/?as_at=2025-03-31#{dispute}" in page
    assert "Disputed: 0.722 to 0.736" in page


def test_each_origin_has_an_address_of_its_own_that_stays() -> None:
    slugs = [one.slug for one in register().origins]
    assert len(set(slugs)) == len(slugs)
    assert "leicester-city-ccg-primary-care-strategy-12-july-2016" in slugs


def test_every_number_can_be_taken_away_with_its_source() -> None:
    answer = Client().get("/evidence/?format=csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(answer)))
    assert len(rows) == len(register().claims) + 1


def test_an_origin_that_is_not_there_is_not_found() -> None:
    answer = Client().get("/evidence/nowhere/")
    assert answer.status_code == 404


def test_the_command_line_tells_the_same_exactly_as_printed() -> None:
    found = json.loads(CliRunner().invoke(app, ["contradictions", "--json"]).stdout)
    practices = next(one for one in found if one["about"].startswith("Practices,"))
    assert {one["value"] for one in practices["claims"]} == {"59", "60", "63"}
    listed = json.loads(CliRunner().invoke(app, ["list", "--json"]).stdout)
    assert len(listed) == len(register().claims)
    assert "published numbers of" in CliRunner().invoke(app, ["list"]).stdout
    assert "59 or 60 or 63" in CliRunner().invoke(app, ["contradictions"]).stdout
