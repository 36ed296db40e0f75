"""A year's entitlements on the command line, from populations."""

from __future__ import annotations

import json

import pytest

from openpcn.cli.main import main

WHOLE = ["--registered", "30,000", "--adjusted", "53477", "--weighted", "30000", "--beds", "200"]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code: object = 0
    try:
        main(["funding", "statement", *words])
    except SystemExit as left:
        code = left.code
    out, err = capsys.readouterr()
    return f"{code}: {err}" if code else out


def test_a_statement_for_reading(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "--year", "2024/25", *WHOLE)
    assert "Total of what is known" in told
    assert "£1,584,471.03" in told
    assert "Enhanced access: £426,479.08 = 53,477 adjusted × £7.975. Checked." in told
    assert "revised on 26 September 2024 from" in told
    assert "Investment and Impact Fund" in told


def test_a_statement_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, "--year", "2025/26", *WHOLE, "--json"))
    assert told["total"] == 1680725.02
    assert sum(round(line["amount"] * 100) for line in told["lines"]) == 168072502
    line = next(one for one in told["lines"] if one["entitlement"] == "Additional roles")
    assert (line["amount"], line["status"]) == (798930.0, "verified")
    assert line["working"] == "£798,930.00 = 30,000 weighted × £26.631"
    assert "Pulse" in line["source"]


def test_what_is_not_given_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "--year", "2026/27", "--weighted", "30000")
    assert "not known" in told
    assert "rate, neither is held" in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--year", "2018/19"], "4: There are no funding rules for 2018/19. Years we hold: 2019"),
        (["--year", "2025"], "5: “2025” is not a contract year."),
        (["--year", "2025/26", "--registered", "many"], "5: --registered is 'many'."),
        (["--year", "2025/26", "--beds", "-1"], "5: Care home beds cannot be -1."),
    ],
)
def test_trouble_says_what_to_do(
    capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(capsys, *words).startswith(says)
