"""People pages, projections and the recomputed paper: figures, gaps by name, files, bad input."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from tests.support.staff import _django_db_helper, county_with_staff, staffed

__all__ = ["_django_db_helper", "county_with_staff", "staffed"]

pytestmark = pytest.mark.usefixtures("staffed")
ON = "as_at=2024-06-01"
SYSTEM, PLACE, NETWORK = "/systems/Q91/people/", "/places/P91/people/", "/networks/U90001/people/"


def text_of(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_the_system_shows_its_ratios_and_who_does_not_report() -> None:
    page = text_of(f"{SYSTEM}?{ON}")
    assert "fully qualified GPs per 1,000 patients: one for" in page
    assert "Mean of the year to 31 March 2024" in page
    assert "Fully qualified GPs of 2 practices" in page
    assert "of them with a list, on average" in page
    assert "With a list" in page
    assert "Lists and GPs by place" in page
    assert "1 APMS" in page
    assert "4 GMS" in page
    assert "Year to 31 March 2023" in page
    assert "Training practices" in page
    assert page.count("not held") >= 2


def test_a_place_shows_its_networks_and_stands_beside_the_system() -> None:
    page = text_of(f"{PLACE}?{ON}")
    assert "Lists and GPs by network" in page
    assert "System, per 1,000" in page
    assert f'href="{NETWORK}?{ON}"' in page.replace("&amp;", "&")


def test_a_network_shows_its_practices_and_its_skill_mix() -> None:
    page = text_of(f"{NETWORK}?{ON}")
    assert "Lists and GPs by practice" in page
    assert "against the other networks of the system" in page
    assert "not compared" in page
    assert "Published for 31 March 2024" in page


def test_a_practice_has_staff_and_no_parts() -> None:
    page = text_of(f"/practices/Z90001/people/?{ON}")
    assert "Staff by group" in page
    assert "Lists and GPs by" not in page
    assert "1 of 1" in page


def test_an_older_year_is_no_figure_of_the_day_and_the_page_says_when_it_is() -> None:
    page = text_of(f"{SYSTEM}?as_at=2026-06-01")
    assert "Staff of the practices are not held for this date" in page
    assert "The newest held is of a period that ended on 31 March 2024" in page
    assert "as_at=2025-03-31" in page


@pytest.mark.parametrize("of", ["staff", "trend", "parts", "network-staff"])
def test_each_table_can_be_taken_away(of: str) -> None:
    lines = text_of(f"{PLACE}?{ON}&format=csv&of={of}").splitlines()
    assert len(lines) > 1
    assert "Demonstration" in lines[0]
    assert "mean of a financial year" in lines[1]


def test_all_tables_are_sheets_without_formulas() -> None:
    answer = Client().get(f"{NETWORK}?{ON}&format=xlsx")
    assert "demonstration-U90001-people.xlsx" in answer["Content-Disposition"]
    paper = Client().get(f"{NETWORK}?{ON}&format=html")
    assert "demonstration-U90001-people.html" in paper["Content-Disposition"]
    assert "Staff in general practice: " in paper.content.decode()
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert {"About", "staff", "trend", "parts"} <= set(book.sheetnames)
    assert book["About"]["A1"].value.startswith("Demonstration: invented data")
    assert book["staff"]["A2"].value == "Fully qualified GPs"


@pytest.mark.parametrize("query", ["format=csv&of=nothing", "format=odt&of=staff"])
def test_there_is_no_other_table_or_file(query: str) -> None:
    assert Client().get(f"{NETWORK}?{ON}&{query}").status_code == 404


def test_a_projection_shows_interval_sources_and_its_own_error() -> None:
    page = text_of(f"{SYSTEM}projection/?{ON}")
    for words in (
        "95% interval",
        "Institute for Government analysis",
        "To be checked",
        "How well it tells years that it has not seen",
        "published figures lay inside the 95% interval",
        "seed 2016",
        "mean, made by the supplier",
    ):
        assert words in page
    assert "Typed by you" not in page
    assert "a figure of GPs stands in" not in page
    assert "-0.0%" not in page


def test_what_somebody_types_moves_the_line_and_stays_in_the_files() -> None:
    path = f"{SYSTEM}projection/?{ON}&leaving=30&growth-0=5&years=3"
    page = text_of(path)
    assert page.count("Typed by you") == 2
    assert "as you assume" in page
    assert "leaving=30" in page
    lines = text_of(f"{path}&format=csv&of=years").splitlines()
    assert len(lines) == 5
    plain = text_of(f"{SYSTEM}projection/?{ON}&years=3&format=csv&of=years").splitlines()
    told = [float(each[-1].split(",")[4]) for each in (lines, plain)]
    assert told[0] < told[1]


def test_every_field_moves_something() -> None:
    plain = text_of(f"{SYSTEM}projection/?{ON}&years=4&format=csv&of=years")
    for typed in ("joining=9", "retiring=9", "hours=-5", "trained=8&stay=50&fte_each=0.5"):
        assert text_of(f"{SYSTEM}projection/?{ON}&years=4&{typed}&format=csv&of=years") != plain


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("years=99", "Enter a number from 1 to 20"),
        ("leaving=lots", "Enter a number from 0 to 100"),
        ("fte_each=1.6", "Enter a number from 0 to 1.5"),
        ("leaving=-3", "Enter a number from 0 to 100"),
        ("joining=nan", "Enter a number from 0 to 100,000"),
        ("group=wizards", "Choose a staff group"),
        ("leaving=70&retiring=60", "more leave and retire than there are"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_kept(query: str, words: str) -> None:
    page = text_of(f"{SYSTEM}projection/?{ON}&{query}", status=400)
    assert "There is a problem" in page
    assert words in page


def test_a_small_network_takes_the_rates_of_its_system() -> None:
    page = text_of(f"{NETWORK}projection/?{ON}")
    assert "one person is a trend: the rates of the system are used" in page


@pytest.mark.parametrize("group", ["locums", "nurses", "direct", "admin"])
def test_every_staff_group_is_projected(group: str) -> None:
    page = text_of(f"{PLACE}projection/?{ON}&group={group}")
    assert "Not told apart from leaving for this staff group" in page
    assert page.count("None was found for this staff group; a figure of GPs stands in") == 2


def test_nothing_is_projected_from_nothing() -> None:
    page = text_of("/practices/Z90006/people/projection/?as_at=2024-06-01")
    assert "Nothing to project" in page


def test_few_years_are_told_with_england_and_not_tested() -> None:
    page = text_of(f"{SYSTEM}projection/?as_at=2017-06-01")
    assert "Fully qualified GPs who leave general practice in England" in page
    assert "Too few years are held" in page


def test_the_paper_is_shown_with_its_contradictions_and_as_files() -> None:
    page = text_of("/workforce/2016-paper/")
    assert "40 printed figures can be worked out again from others: 21 agree" in page
    assert "128,157 + 108,245 + 90,005 + 65,453 = 391,860" in page
    assert "is not loaded here" in page
    lines = text_of("/workforce/2016-paper/?format=csv&of=paper").splitlines()
    assert len(lines) == 41
    assert Client().get("/workforce/2016-paper/?format=xlsx").status_code == 200
