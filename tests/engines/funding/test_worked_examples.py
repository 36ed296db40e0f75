"""Published examples, recomputed or marked with the reason why not."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import reckoned
from openpcn.engines.funding.statements import Statement
from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.rulebook.funding import funding_rules

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "cases/funding/worked_examples.toml").read_text("utf-8"),
    parse_float=Decimal,
)
COMPUTED = [name for name, case in CASES.items() if case["verdict"] == "pass"]
COUNTS = ("registered", "adjusted", "weighted", "beds")


def statement(case: dict[str, Any], year: ContractYear) -> Statement:
    facts = reckoned(**{name: case.get(name) for name in COUNTS})
    return work_out_funding(facts, funding_rules(year), as_known=case.get("as_known"))


def amount(case: dict[str, Any], year: ContractYear) -> Decimal:
    lines = [line for line in statement(case, year).lines if line.code in case["codes"]]
    assert len(lines) == len(case["codes"])
    if case.get("annual"):
        whole = (line.count * rate.pounds for line in lines for rate in line.rates)
        return sum(whole, Decimal(0))
    return sum((line.amount for line in lines), Decimal(0))


@pytest.mark.parametrize("name", COMPUTED)
def test_a_published_example_is_recomputed(name: str) -> None:
    case = CASES[name]
    year = contract_year(case["year"])
    found = amount(case, year)
    if case["kind"] == "per_head":
        found /= case["registered"]
    if case["kind"] == "growth":
        found -= amount(case, year.before)
    assert abs(found - case["expected"]) <= case["tolerance"]


def test_every_example_is_recomputed_or_says_why_not(published_data: Path) -> None:
    reference = published_data.parent / "contract" / "worked_examples.csv"
    with reference.open(encoding="utf-8") as lines:
        held = {row["id"] for row in csv.DictReader(lines)}
    assert held == set(CASES)
    for case in CASES.values():
        assert case["verdict"] in {"pass", "conflicting", "unusable"}
        assert case["verdict"] == "pass" or case["reason"]


def test_the_example_of_the_handbook_of_sentences() -> None:
    said = reckoned(adjusted=41_000)
    told = work_out_funding(said, funding_rules(ContractYear(2024)), as_known=date(2024, 6, 1))
    sentences = [line.sentence for line in told.lines]
    assert "Enhanced access: £314,634.00 = 41,000 adjusted × £7.674" in sentences
