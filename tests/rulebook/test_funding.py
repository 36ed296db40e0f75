"""The funding files say what the sources say, and a wrong file is refused with every fault."""

from __future__ import annotations

import csv
import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import reckoned
from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.kernel.errors import NotRight
from openpcn.rulebook import funding
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

CLOSED = tomllib.loads(
    (Path(__file__).parents[1] / "cases/funding/closed_years.toml").read_text("utf-8")
)

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


@pytest.mark.parametrize("year", CLOSED)
def test_no_line_or_month_of_a_closed_year_ever_changes(year: str) -> None:
    facts = reckoned(registered=30_000, adjusted=53_477, weighted=30_000, beds=200)
    statement = work_out_funding(facts, funding_rules(contract_year(year)))
    found = {
        line.code: {
            "amount": "not known" if line.amount is None else str(line.amount),
            "months": len(line.schedule),
            "first": str(line.schedule[0].pounds) if line.schedule else "",
            "last": str(line.schedule[-1].pounds) if line.schedule else "",
            "arrears": str(line.arrears),
        }
        for line in statement.lines
    }
    assert found | {"total": str(statement.total)} == CLOSED[year]


def test_a_year_that_is_not_held_says_which_are() -> None:
    with pytest.raises(NoRulesForYear, match=r"rules for 2018/19\..*Years we hold: 2019"):
        funding_rules(ContractYear(2018))


def test_a_file_that_is_about_another_year_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    funding.funding_rules.cache_clear()
    monkeypatch.setattr(funding, "shipped", lambda *_: GOOD)
    monkeypatch.setattr(funding, "years_held", lambda: (ContractYear(2025),))
    with pytest.raises(NotRight, match=r"2025-26\.toml is about 2024/25"):
        funding.funding_rules(ContractYear(2025))
    funding.funding_rules.cache_clear()


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
        ("pounds = 7.674", "pounds = 7.674000000000001", "as it was published, in figures with at"),
        ("pounds = 7.674", "pounds = 1e3", r"pounds is 1E\+3: write it as it was published"),
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
    with pytest.raises(NotRight, match="this is a whole number, not a table"):
        read_funding_rules("[unheld]\nfund = 5\n" + GOOD, file="a.toml")
    more = GOOD + '\n[unheld.fund]\ntitle = "A fund"\n'
    with pytest.raises(NotRight, match=r"\[unheld.fund\] words is missing"):
        read_funding_rules(more, file="a.toml")


def test_a_fund_has_points_and_their_value_or_neither() -> None:
    fund = (
        '\n[unheld.fund]\ntitle = "A fund"\nwords = "w"\nstatus = "partial"\nsources = ["S14"]\n'
        "known_from = 2024-04-01\nchecked_on = 2026-11-21\npoints = 58\n"
    )
    whole = read_funding_rules(f"{GOOD}{fund}pounds_per_point = 198\n", file="a.toml")
    assert (whole.unheld[0].points, whole.unheld[0].pounds_per_point) == (58, Decimal(198))
    with pytest.raises(NotRight, match="points and pounds_per_point come together"):
        read_funding_rules(GOOD + fund, file="a.toml")


CODE_OF_A_SOURCE = re.compile(r"\b[SRD]\d\d+\b")


@pytest.mark.parametrize("year", GOLDEN)
def test_notes_are_for_readers_and_name_no_code_of_a_source(year: str) -> None:
    rules = funding_rules(contract_year(year))
    notes = [rate.note for each in rules.entitlements for rate in each.rates]
    notes += [f"{each.words} {each.indicators}" for each in rules.unheld]
    assert [note for note in notes if CODE_OF_A_SOURCE.search(note)] == []
    assert [note for note in notes if note and not note.strip().endswith((".", "’"))] == []


def test_only_what_the_reference_says_was_read_is_checked(published_data: Path) -> None:
    folder = published_data.parent / "contract"
    doubtful: dict[tuple[str, Decimal], str] = {}
    for name, key in (
        ("funding_rates.csv", "rate_gbp"),
        ("arrs_sum.csv", "rate_gbp_per_weighted_patient"),
    ):
        with (folder / name).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if row["status"] != "verified" and re.fullmatch(r"[\d.]+", row[key]):
                    doubtful[row["contract_year"], Decimal(row[key])] = row["status"]
    for year in years_held():
        for each in funding_rules(year).entitlements:
            for rate in each.rates:
                if (str(year), rate.pounds) in doubtful:
                    assert rate.status != "verified", (str(year), each.code)


def test_the_sum_for_roles_of_2026_was_read_in_programs_only() -> None:
    rules = funding_rules(ContractYear(2026))
    (rate,) = next(each for each in rules.entitlements if each.code == "arrs").rates
    assert (rate.status, rate.pounds) == ("verified-code", Decimal("27.668"))
