"""The funding files say what the sources say, and a wrong file is refused with every fault."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import reckoned
from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.funding import (
    NoRulesForYear,
    funding_rules,
    read_funding_rules,
    years_held,
)

GOLDEN = {
    "2019/20": "199922.25",
    "2020/21": "397020.00",
    "2021/22": "556110.00",
    "2022/23": "905057.85",
    "2023/24": "1476891.14",
    "2024/25": "1584471.03",
    "2025/26": "1680725.02",
    "2026/27": "1714304.66",
}
"""Totals of 30,000 registered and weighted, 53,477 adjusted, 200 beds, worked out on 2026-11-22."""

GOOD = """
contract_year = "2024/25"

[thing]
title = "A thing"
counts = "adjusted"
counted_on = 2024-01-01
payee = "nominated_payee"
paid = "monthly"
is_most = false

[[thing.rates]]
pounds = 7.674
per = "year"
starts_on = 2024-04-01
ends_on = 2025-03-31
known_from = 2024-04-01
status = "verified"
sources = ["S14"]
checked_on = 2026-11-21
note = ""
"""


def test_the_years_from_2019_to_2026_are_held() -> None:
    assert list(map(str, years_held())) == list(GOLDEN)


@pytest.mark.parametrize("year", GOLDEN)
def test_a_closed_year_never_changes(year: str) -> None:
    facts = reckoned(registered=30_000, adjusted=53_477, weighted=30_000, beds=200)
    statement = work_out_funding(facts, funding_rules(contract_year(year)))
    assert statement.total == Decimal(GOLDEN[year])


def test_a_year_that_is_not_held_says_which_are() -> None:
    with pytest.raises(NoRulesForYear, match=r"rules for 2018/19\..*Years we hold: 2019"):
        funding_rules(ContractYear(2018))


def test_every_rate_of_the_reference_is_in_the_files(published_data: Path) -> None:
    reference = published_data.parent / "contract" / "funding_rates.csv"
    with reference.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["status"] == "verified"]
    for row in rows:
        if row["unit"].startswith(("per patient", "per bed", "per adjusted")):
            held = {
                rate.pounds
                for each in funding_rules(contract_year(row["contract_year"])).entitlements
                for rate in each.rates
            }
            if "total_revised" in row["stream"]:
                continue  # its two parts are worked out, and say so
            assert Decimal(row["rate_gbp"]) in held, row


def test_figures_are_exact_and_name_their_source() -> None:
    (thing,) = read_funding_rules(GOOD, file="a.toml").entitlements
    (rate,) = thing.rates
    assert rate.pounds == Decimal("7.674")
    assert rate.sources[0].title.startswith("Doncaster LMC")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "A thing"\n', "", r"\[thing\] title is missing"),
        ("is_most = false", "is_most = false\nmost = 1", r"\[thing\] most is not known"),
        ('"adjusted"', '"adapted"', "counts 'adapted' is none of registered"),
        ("pounds = 7.674", 'pounds = "7.674"', "rate 1: pounds is text, not"),
        ("pounds = 7.674", "pounds = nan", "rate 1: pounds is NaN, not an amount"),
        ("pounds = 7.674", "pounds = -1", "rate 1: pounds is -1, not an amount"),
        ("pounds = 7.674\n", "", "pounds is missing, and its status is not not_found"),
        ('per = "year"\n', "", "rate 1: per is missing"),
        ('note = ""', 'note = ""\nnotes = ""', "rate 1: notes is not known"),
        ('status = "verified"', 'status = "sure"', "status 'sure' is none of verified"),
        ('"S14"', '"S999"', "source 'S999' is not in sources.toml"),
        ("ends_on = 2025-03-31", "ends_on = 2024-03-31", "it ends before it starts"),
        ("starts_on = 2024-04-01", 'starts_on = "April"', "starts_on is text, not a date"),
        ('contract_year = "2024/25"\n', "", "contract_year is missing"),
        ('contract_year = "2024/25"', 'contract_year = "2024"', "is not a contract year"),
        ("[[thing.rates]]", "[[thing.rates", "cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_refused(old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(NotRight, match=says):
        read_funding_rules(GOOD.replace(old, new), file="a.toml")


def test_an_entitlement_without_rates_is_refused() -> None:
    without = GOOD[: GOOD.index("[[thing.rates]]")].replace("is_most", "rates = []\nis_most")
    with pytest.raises(NotRight, match="rates is empty"):
        read_funding_rules(without, file="a.toml")


def test_all_faults_are_told_together() -> None:
    wrong = GOOD.replace('per = "year"\n', "").replace("is_most = false", "is_most = 0")
    with pytest.raises(NotRight, match="is_most is a whole number"):
        read_funding_rules(wrong, file="a.toml")
    more = GOOD + '\n[unheld.fund]\ntitle = "A fund"\n'
    with pytest.raises(NotRight, match=r"\[unheld.fund\] words is missing"):
        read_funding_rules(more, file="a.toml")
