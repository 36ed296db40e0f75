"""Money compared: years, networks and typed populations, with the reason for each difference."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client

from tests.domains.world import county

pytestmark = pytest.mark.django_db
PAGE = "/networks/U90001/money/compare/"


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


def body(query: str) -> str:
    return Client().get(f"{PAGE}?as_at=2024-06-01&{query}").content.decode()


def test_two_years_of_a_network() -> None:
    text = body("year=2023/24&with_year=2024/25")
    assert "North PCN (U90001), 2023/24" in text
    assert "North PCN (U90001), 2024/25" in text
    assert "Rule: +£67,710.00, only in the second" in text
    assert "Lines that cannot be compared are not in this difference." in text


def test_two_networks_of_a_year() -> None:
    text = body("year=2024/25&with=u90002")
    assert "South PCN (U90002), 2024/25" in text
    assert "Population: +£90,280.00, 30,000 to 70,000 registered" in text


def test_a_scenario_of_typed_populations() -> None:
    text = body("year=2024/25&registered=31,000&adjusted=40000")
    assert "North PCN (U90001), 2024/25, if 31,000 registered and 40,000 adjusted" in text
    assert "Population: +£2,257.00, 30,000 to 31,000 registered" in text
    assert 'value="31,000"' in text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("year=2024/25&registered=many", "registered is &#39;many&#39;"),
        ("year=2024/25&registered=-5", "cannot be -5"),
        ("year=2024/25&with=U99999", "U99999"),
        ("year=2024/25&with_year=2018/19", "There are no funding rules for 2018/19"),
        ("year=2024/25&points=59", "59 points are more than the 58"),
    ],
)
def test_what_cannot_be_compared_is_said(query: str, says: str) -> None:
    answer = Client().get(f"{PAGE}?as_at=2024-06-01&{query}")
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_the_comparison_as_csv() -> None:
    answer = Client().get(
        "/networks/U90001/money/compare.csv?as_at=2024-06-01&year=2023/24&with_year=2024/25"
    )
    rows = list(csv.DictReader(StringIO(answer.content.decode().lstrip("\ufeff"))))
    assert rows[0]["First"] == "North PCN (U90001), 2023/24"
    assert rows[-1]["Entitlement"] == "Total of what is known"
    causes = sum(float(rows[-1][name]) for name in ("By population", "By rate", "By rule"))
    assert causes == pytest.approx(float(rows[-1]["Difference"]))
