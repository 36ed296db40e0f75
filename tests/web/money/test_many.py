"""The money of a place or system: every network's lines, and the sum is the networks' sum."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.actions.counts import record_count
from openpcn.domains.registry.queries.organisations import organisations_of_kind
from openpcn.kernel.contract_years import ContractYear
from openpcn.workflows.funding.network_statements import state_code, state_networks
from openpcn.workflows.funding.show_money_of_many import per_patient, show_money_of_many
from tests.domains.world import account, county, day, on

pytestmark = pytest.mark.django_db
SYSTEM = "/systems/Q91/money/"
ASKED = "?as_at=2024-06-01&year=2024/25"
NETWORKS = ("U90001", "U90002", "U90003")


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def manager() -> Account:
    return account("manager", *(("network_manager", code) for code in NETWORKS))


def record(by: Account, network: str, counts: str, number: int) -> None:
    record_count(
        network=network,
        counts=counts,
        number=Decimal(number),
        on=day("2024-01-01"),
        source="Letter",
        by=by,
    )


def test_the_sum_is_the_sum_of_the_networks(manager: Account) -> None:
    record(manager, "U90001", "adjusted", 31_000)
    record(manager, "U90002", "weighted", 71_000)
    found = show_money_of_many("systems", "Q91", year="2024/25", when=on("2024-06-01"))
    alone = [state_code(code, ContractYear(2024), when=on("2024-06-01")) for code in NETWORKS]
    assert [one.network.code for one in found.stated] == ["U90001", "U90002", "U90003"]
    assert found.total == sum(one.statement.total for one in alone) > 0
    assert found.total == sum(line.total for line in found.lines)
    assert [one.code for one in found.outside] == ["Z90006"]
    access = next(line for line in found.lines if line.code == "enhanced_access")
    assert (access.known, access.unknown) == (1, ("South PCN", "West PCN"))
    assert per_patient(found.stated[0]) == (found.stated[0].statement.total / 30_000).quantize(
        Decimal("0.01")
    )


def test_a_place_has_the_networks_at_home_there() -> None:
    answer = Client().get(f"/places/P92/money/{ASKED}").content.decode()
    assert "South PCN" in answer
    assert "West PCN" in answer
    assert "North PCN" not in answer
    assert "one line not known" not in answer
    assert "lines not known" in answer


def test_the_page_names_what_is_not_known_and_leads_on() -> None:
    answer = Client().get(SYSTEM + ASKED).content.decode()
    assert "Known so far for 2024/25, at most" in answer
    assert "/networks/U90001/money/?as_at=2024-06-01&amp;year=2024%2F25" in answer
    assert "PCN adjusted population of 1 January 2024 not held" in answer
    assert "Hazel Surgery" in answer
    assert 'aria-current="page">Money' in answer


def test_amounts_whose_rates_are_not_sure_say_so_and_lead_to_what_each_source_says(
    manager: Account,
) -> None:
    record(manager, "U90001", "weighted", 29_000)
    answer = Client().get(SYSTEM + ASKED).content.decode()
    assert "sources give 0.147 to 1.761" in answer
    assert "/evidence/#disputed-funding-2024-25-network-participation-rates-0-pounds" in answer
    assert "Sources conflict about the rate of: network participation" in answer
    for page in ("money/together/", "money/compare/"):
        beside = Client().get(f"/networks/U90001/{page}{ASKED}").content.decode()
        assert "Sources conflict about the rate of: network participation" in beside, page


def test_the_same_as_files(manager: Account) -> None:
    record(manager, "U90001", "adjusted", 31_000)
    text = Client().get(f"{SYSTEM}statements.csv{ASKED}").content.decode()
    rows = list(csv.reader(StringIO(text.lstrip("\ufeff"))))
    at = rows[0].index("Total of what is known")
    assert rows[-1][1] == "All networks"
    totals = [Decimal(row[at]) for row in rows[1:]]
    assert sum(totals[:-1]) == totals[-1] > 0
    book = openpyxl.load_workbook(BytesIO(Client().get(f"{SYSTEM}statements.xlsx{ASKED}").content))
    assert book.sheetnames == ["Networks", "About"]
    assert book["Networks"].max_row == len(rows)
    assert Client().get(f"{SYSTEM}statements.pdf{ASKED}").content.startswith(b"%PDF")


def test_however_many_networks_there_are_the_questions_are_as_many() -> None:
    networks = organisations_of_kind("network", when=on("2024-06-01"))
    asked = []
    for some in (networks[:1], networks):
        with CaptureQueriesContext(
            connection,
        ) as held:
            state_networks(some, ContractYear(2024), when=on("2024-06-01"))
        asked.append(len(held))
    assert asked[0] == asked[1] <= 8


def test_where_no_network_is_held_the_page_says_what_to_do() -> None:
    answer = Client().get("/places/P91/money/?as_at=2018-06-01").content.decode()
    assert "No network is held for this day" in answer
