"""The fairness page answers by address, says what is wrong beside each field, and gives files."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("fair_county")
AT = "as_at=2024-06-01"
PAGE = "/systems/Q91/money/fairness/"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def get(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return text(response)


def test_the_page_says_who_gains_and_that_nobody_loses(client: Client) -> None:
    page = get(client, f"{PAGE}?{AT}&budget=100000&years=3&pace=2&floor=91")
    assert "97.9% of the £10,200,000 a year stands where need would put it" in page
    assert "1 of 4 practices gain and none loses. The most goes to Cedar Surgery: £100,000.00" in (
        page
    )
    assert "Year 1</th><td" in page
    assert "£54,000.00" in page
    assert "2 of 4 practices have less than £91.00 for each registered patient" in page
    assert "Concentration indices, with their working" in page
    assert '<a href="/data/loads/' in page
    assert "Not compared" in page
    assert page.count('class="pcn-drawing pcn-drawing--wide"') == 3
    assert "Practices that keep what they have (3)" in page


@pytest.mark.parametrize("method", ["carr-hill", "open"])
def test_a_need_that_nobody_published_says_so(client: Client, method: str) -> None:
    page = get(client, f"{PAGE}?{AT}&method={method}")
    assert ("Illustrative" in page) == (method == "carr-hill")
    assert "Change the weights" in page
    assert f'name="{method}-female-6"' in page
    assert "To be checked" in page


def test_a_network_and_a_place_have_their_own(client: Client) -> None:
    page = get(client, f"/networks/U90001/money/fairness/?{AT}")
    assert "Practices that gain" in page
    assert page.count('class="pcn-drawing pcn-drawing--wide"') == 2
    assert "Alder Surgery" in get(client, f"/places/P91/money/fairness/?{AT}")


def test_it_is_reached_from_the_money_pages(client: Client) -> None:
    for address in ("/systems/Q91/money/", "/networks/U90001/money/"):
        assert "money/fairness/" in get(client, f"{address}?{AT}&year=2023/24")


def test_a_budget_of_nought_changes_nothing(client: Client) -> None:
    page = get(client, f"{PAGE}?{AT}&budget=0")
    assert "No practice gains, and none loses." in page
    assert "After the plan</text>" not in page


def test_what_is_wrong_stands_beside_its_field(client: Client) -> None:
    page = get(client, f"{PAGE}?{AT}&budget=-1&pace=120&told=Z90001", 400)
    assert 'href="#budget"' in page
    assert "a level-up takes from nobody" in page
    assert 'id="pace-error"' in page
    assert "cannot be read. Write a line as" in page
    assert "Does money follow need?" not in page


def test_an_answer_that_cannot_be_given_is_said(client: Client) -> None:
    assert "No payments file of 2018/19" in get(client, f"{PAGE}?{AT}&year=2018/19", 400)
    assert "Z99999 is no practice here" in get(client, f"{PAGE}?{AT}&told=Z99999+list%3D5", 400)


def test_without_a_payments_file_the_page_says_what_to_load(client: Client) -> None:
    page = get(client, f"{PAGE}?as_at=2022-01-01")
    assert "Load the payments file of a year" in page
    assert "There is a problem" not in page


def test_the_rows_have_workings_and_reasons(client: Client) -> None:
    response = client.get(f"{PAGE}practices.csv?{AT}&budget=100000&years=1&pace=100")
    assert "demonstration-Q91-fairness-2023-24.csv" in response["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(response.content.decode())))
    cedar = next(row for row in rows if row["Code"] == "Z90003")
    assert cedar["Year 1"] == "2800000.0"
    assert cedar["Working"].startswith("£2,700,000.00 + £100,000.00 = £2,800,000.00")
    assert "land-" not in cedar["Need is"]
    hazel = next(row for row in rows if row["Code"] == "Z90006")
    assert hazel["Not compared because"].startswith("It has no row in the payments file")


def test_the_workbook_has_everything(client: Client) -> None:
    response = client.get(f"{PAGE}fairness.xlsx?{AT}&floor=91")
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["Practices", "Curve", "Floor", "Ingredients", "About"]
    assert book["Floor"]["A2"].value == "Z90001"
    about = [row[0].value for row in book["About"].iter_rows()]
    assert any("nobody's decision" in str(words) for words in about)


def test_the_curves_are_a_file_too(client: Client) -> None:
    rows = list(csv.reader(StringIO(client.get(f"{PAGE}curve.csv?{AT}").content.decode())))
    assert rows[0][:2] == ["Share of patients", "Share of need"]
    assert rows[-1][:4] == ["1.0", "1.0", "1.0", "1.0"]


def test_a_file_of_a_scenario_that_is_wrong_is_refused(client: Client) -> None:
    assert client.get(f"{PAGE}practices.csv?{AT}&budget=-1").status_code == 400
