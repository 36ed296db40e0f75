"""Published examples, recomputed or marked with the reason why not."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from openpcn.engines.calendar.access import Scheme, minutes_between, required_minutes
from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import reckoned
from openpcn.engines.funding.statements import Statement
from openpcn.engines.workforce.tables import PracticeStaff, tabulate
from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.rulebook.access import access_rules
from openpcn.rulebook.funding import funding_rules

FOLDER = Path(__file__).parents[2] / "cases/funding"
CASES = tomllib.loads((FOLDER / "worked_examples.toml").read_text("utf-8"), parse_float=Decimal)
OTHERS = tomllib.loads((FOLDER / "other_examples.toml").read_text("utf-8"), parse_float=Decimal)
ALL = CASES | OTHERS
COUNTS = ("registered", "adjusted", "weighted", "beds", "points")
MONEY = ("line", "per_head", "growth")


def computed(*kinds: str) -> list[str]:
    return [
        name for name, case in ALL.items() if case["verdict"] == "pass" and case["kind"] in kinds
    ]


def scheme(case: dict[str, Any]) -> Scheme:
    return next(one.scheme for one in access_rules() if one.scheme.code == case["scheme"])


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


@pytest.mark.parametrize("name", computed(*MONEY))
def test_a_published_example_is_recomputed(name: str) -> None:
    case = ALL[name]
    year = contract_year(case["year"])
    found = amount(case, year)
    if case["kind"] == "per_head":
        found /= case["registered"]
    if case["kind"] == "growth":
        found -= amount(case, year.before)
    assert abs(found - case["expected"]) <= case["tolerance"]


@pytest.mark.parametrize("name", computed("minutes"))
def test_published_minutes_of_access_are_recomputed(name: str) -> None:
    case = ALL[name]
    assert required_minutes(scheme(case), Decimal(case["population"])) == case["expected"]


@pytest.mark.parametrize("name", computed("standard_hours"))
def test_published_standard_hours_are_recomputed(name: str) -> None:
    windows = scheme(ALL[name]).standard_hours
    minutes = sum(minutes_between(one.starts_at, one.ends_at) for one in windows)
    assert Decimal(minutes) / 60 == ALL[name]["expected"]


@pytest.mark.parametrize("name", computed("ratios"))
def test_published_ratios_of_staff_are_recomputed(name: str) -> None:
    for group in ALL[name]["groups"]:
        row = PracticeStaff(code="A", patients=group["patients"], fte={"GPs": float(group["fte"])})
        staff = tabulate("Group", [row]).staff["GPs"]
        assert staff.patients_each == pytest.approx(group["patients_each"], abs=0.51)
        if "per_thousand" in group:
            assert staff.per_thousand == pytest.approx(float(group["per_thousand"]), abs=0.0051)


def test_every_case_is_of_a_kind_that_is_recomputed() -> None:
    kinds = {case["kind"] for case in ALL.values() if case["verdict"] == "pass"}
    assert kinds == {*MONEY, "minutes", "standard_hours", "ratios"}


def test_every_example_is_recomputed_or_says_why_not(published_data: Path) -> None:
    reference = published_data.parent / "contract" / "worked_examples.csv"
    with reference.open(encoding="utf-8") as lines:
        held = {row["id"] for row in csv.DictReader(lines)}
    assert held == set(CASES)
    for case in ALL.values():
        assert case["verdict"] in {"pass", "conflicting", "unusable"}
        assert case["verdict"] == "pass" or case["reason"]


def test_the_example_of_the_handbook_of_sentences() -> None:
    said = reckoned(adjusted=41_000)
    told = work_out_funding(said, funding_rules(ContractYear(2024)), as_known=date(2024, 6, 1))
    sentences = [line.sentence for line in told.lines]
    assert "Enhanced access: £314,634.00 = 41,000 adjusted × £7.674" in sentences
