"""The files of roles and maxima say what the sources say; a wrong file is refused as a whole."""

from __future__ import annotations

import csv
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.funding import NoRulesForYear, years_held
from openpcn.rulebook.reimbursement import read_reimbursement_rules, reimbursement_rules

GOOD = """
contract_year = "2024/25"

[pharmacist]
title = "Pharmacist"
band = "7"
pot = "arrs"
reimbursed_from = 2024-04-01
reimbursed_until = 2025-03-31
share = 1
status = "verified"
sources = ["S14"]
checked_on = 2026-11-21
note = ""

[pharmacist.most]
posts = 1
status = "recalled"
sources = ["R00"]
checked_on = 2026-11-21
note = ""

[[pharmacist.maxima]]
pounds = 65838.50
starts_on = 2024-04-01
ends_on = 2025-03-31
status = "verified"
sources = ["S43"]
checked_on = 2026-11-21
note = ""
"""


def test_each_year_is_held_and_roles_only_come() -> None:
    counts = [len(reimbursement_rules(year).roles) for year in years_held()]
    assert counts == [2, 12, 15, 17, 19, 21, 25, 26]
    with pytest.raises(NoRulesForYear, match="2018/19"):
        reimbursement_rules(ContractYear(2018))


def test_the_good_file_is_read_exactly() -> None:
    (role,) = read_reimbursement_rules(GOOD, file="x.toml").roles
    assert role.maxima[0].pounds == Decimal("65838.50")
    assert role.most is not None
    assert role.most.allowed(None) == 1
    assert role.maxima[0].sources[0].title.startswith("The Pharmacist")


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('band = "7"\n', "", "band is missing"),
        ('band = "7"', 'band = "7"\ncolour = "red"', "colour is not known"),
        ("pounds = 65838.50", 'pounds = "many"', "pounds is text"),
        ("pounds = 65838.50", "pounds = -1", "pounds is -1, not an amount"),
        ("pounds = 65838.50", "pounds = nan", "pounds is NaN, not an amount"),
        ("pounds = 65838.50", "pounds = 0", "pounds is 0, not an amount"),
        ("pounds = 65838.50", "pounds = 65838.49999999999", "as it was published, in figures"),
        ("pounds = 65838.50\n", "", "pounds is missing, and its status is not not_found"),
        ("share = 1", "share = 1.5", "share is 1.5"),
        ('"S14"', '"S999"', "source 'S999' is not in sources.toml"),
        ('status = "recalled"', 'status = "sure"', "most: status 'sure' is none of"),
        ("posts = 1", "people = 1", "most: people is not known"),
        ("starts_on = 2024-04-01", "starts_on = 2025-04-02", "it ends before it starts"),
        ("starts_on = 2024-04-01", "starts_on = 2024-04-02", "it does not start with a month"),
        ("ends_on = 2025-03-31", 'ends_on = "n/a"', "ends_on is text, not a date"),
        ('contract_year = "2024/25"', "", "contract_year is missing"),
        ("[pharmacist]", "[pharmacist", "cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_fault(was: str, becomes: str, says: str) -> None:
    assert was in GOOD
    with pytest.raises(NotRight, match=r"x\.toml") as found:
        read_reimbursement_rules(GOOD.replace(was, becomes), file="x.toml")
    assert says in str(found.value)


def test_every_held_maximum_is_in_the_contract_tables(published_data: Path) -> None:
    table = published_data.parent / "contract" / "arrs_role_rates.csv"
    if not table.is_file():
        said = "The contract tables are not beside the published data."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    checked = 0
    for row in rows:
        rules = reimbursement_rules(contract_year(row["contract_year"]))
        for code in row["role"].split("|"):
            role = rules.find_role(code)
            assert role is not None, code
            held = role.maximum_on(date.fromisoformat(row["effective_from"]))
            assert held is not None, code
            assert held.status == row["status"], code
            figure = row["max_gbp_per_wte_year"]
            assert held.pounds == (Decimal(figure) if figure else None), code
            checked += 1
    assert checked == 39
    held_here = sum(
        1
        for year in years_held()
        for role in reimbursement_rules(year).roles
        for one in role.maxima
        if one.pounds is not None and role.code != "new_salaried_gp"
    )
    assert held_here == 38
