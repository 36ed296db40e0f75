"""Money against need on the command line."""

from __future__ import annotations

import json

import pytest

from openpcn.cli.main import main
from tests.support.fairness import _django_db_helper, fair_county, prepared

__all__ = ["_django_db_helper", "fair_county", "prepared"]
pytestmark = pytest.mark.usefixtures("fair_county")
AT = ("--as-at", "2024-06-01")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code: object = 0
    try:
        main(["funding", "fairness", *words])
    except SystemExit as left:
        code = left.code
    out, err = capsys.readouterr()
    return f"{code}: {err}" if code else out


def test_who_gains_and_where_it_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "q91", *AT, "--budget", "100,000", "--method", "published")
    assert "1 of 4 practices gain; none loses." in told
    assert "Z90003" in told
    assert "Not compared: Hazel Surgery (Z90006). It has no row in the payments file" in told
    assert "Contractor-weighted patients (Published)" in told


def test_an_answer_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--method", "open", "--budget", "5000", "--told", "Z90001 money=1000000")
    told = json.loads(run(capsys, "U90001", *AT, *words, "--json"))
    assert (told["method"], told["total"]["budget"]) == ("open", 5000.0)
    assert told["practices"][0]["today"] == 1000000.0
    assert told["is_demonstration"] is True


def test_trouble_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "Q91", *AT, "--budget", "-1", "--pace", "200")
    assert told.startswith("5: --budget: The budget is below nought")
    assert "--pace: The pace must lie between 0 and 100" in told
    assert run(capsys, "Z90001", *AT).startswith("4: Z90001 is one practice")
