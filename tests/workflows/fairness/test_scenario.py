"""A scenario is read kindly, and what is the matter stands beside its field."""

from __future__ import annotations

from decimal import Decimal

import pytest

from openpcn.workflows.fairness.scenario import Method, read_scenario


def test_a_scenario_begins_somewhere() -> None:
    scenario, wrong = read_scenario({})
    assert not wrong
    assert (scenario.method, scenario.money.code) == (Method.PUBLISHED, "core")
    assert (scenario.budget, scenario.pace, scenario.years) == (None, Decimal("0.05"), 5)


def test_numbers_are_read_as_people_type_them() -> None:
    said = {"budget": "£2,850,000.50", "pace": "7.5%", "years": "3", "floor": "0"}
    scenario, wrong = read_scenario(said)
    assert not wrong
    assert scenario.budget == Decimal("2850000.50")
    assert (scenario.pace, scenario.years, scenario.floor) == (Decimal("0.075"), 3, 0)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("budget", "-1", "The budget is below nought, and a level-up takes from nobody."),
        ("budget", "much", "“much” is not a number with 2 decimals at most"),
        ("budget", "NaN", "“NaN” is not a number"),
        ("budget", "1.005", "“1.005” is not a number with 2 decimals at most"),
        ("pace", "101", "The pace must lie between 0 and 100 per cent a year"),
        ("pace", "-3", "The pace must lie between 0 and 100 per cent a year"),
        ("years", "0", "“0” is not a number of years from 1 to 20"),
        ("years", "two", "“two” is not a number of years from 1 to 20"),
        ("floor", "-1", "The floor is below nought."),
        ("method", "guess", "“guess” is none of: published, carr-hill, open"),
        ("money", "some", "“some” is none of: core, all"),
        ("per_point", "3", "A point of deprivation weighs 0.5 to 2"),
        ("told", "Z90001", "“Z90001” cannot be read. Write a line as: Z90001 weighted=5120.5"),
        ("told", "Z90001 weight=1", "“Z90001 weight=1” cannot be read."),
        ("told", "Z90001 list=-1", "“Z90001 list=-1” cannot be read."),
        ("told", "Z90001 list=x", "“Z90001 list=x” cannot be read."),
        ("told", "Z90001 list=1 list=2", "“Z90001 list=1 list=2” cannot be read."),
        ("told", "Z90001 list=1\nZ90001 new=2", "“Z90001 new=2” cannot be read."),
        ("told", "Z" * 6001, "Shorten this to 6,000 signs"),
    ],
)
def test_what_cannot_be_meant_is_said_beside_its_field(name: str, text: str, words: str) -> None:
    _, wrong = read_scenario({name: text})
    assert wrong[name].startswith(words)


@pytest.mark.parametrize("text", ["0", "101", "heavy"])
def test_a_weight_that_is_none_is_said_beside_its_field(text: str) -> None:
    scenario, wrong = read_scenario({"method": "open", "open-male-0": text})
    assert wrong == {"open-male-0": "A weight is a number above 0, up to 100"}
    assert scenario.edited is None
