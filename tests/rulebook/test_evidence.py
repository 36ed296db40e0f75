"""Published numbers: what the papers print is held, and nothing of the rulebook is left out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.rulebook import published as numbers
from openpcn.rulebook.evidence import WORKINGS, claims, read_claims, read_others, read_workings
from openpcn.rulebook.published import FOLDERS, LEFT, SOURCES, published
from openpcn.rulebook.reading import shipped
from openpcn.workflows.evidence.register import anchor, disputed, register

PAPER = "evidence/westminster-2017.toml"


def test_the_contradictions_of_the_papers_are_found() -> None:
    told = {one.sentence for one in register().disputes}
    assert {
        "Practices, Leicester City CCG, April 2016: 59 or 60 or 63",
        "Registered patients, Leicester City CCG, April 2016: 391,859 or 391,860",
        "Growth of consultations per patient over 13 years, England, to 2008: 11 or 41",
        "Average list, Leicester City CCG, April 2016: 6,531 or 6,642",
        (
            "Last year of the primary care strategy, Leicester, Leicestershire and Rutland, 2019: "
            "2024 or 2034"
        ),
    } <= told
    assert len({anchor(one) for one in register().disputes}) == len(told)


def test_what_papers_agree_about_is_not_disputed() -> None:
    assert "leicester-city-2019/outpatients" not in disputed()
    assert claims()["worked-out/main_sites"].value == claims()["workforce-2016/main-premises"].value
    assert claims()["worked-out/investment_by_years"].written == "2.4"


def test_a_rate_that_two_sources_print_differently_shows_both() -> None:
    found = disputed()["funding/2021-22/clinical_director/rates/0/pounds"]
    assert found.range == "0.722 to 0.736"


def test_every_number_of_the_rulebook_with_a_status_is_in_the_register() -> None:
    held = {one.id for one in published()}
    assert held == set(expected())
    assert len(held) == len(published())


def expected() -> Iterator[str]:
    """Numbers beneath a status, found by another way through the files."""
    root = files("openpcn.rulebook")
    for folder in FOLDERS:
        place = root.joinpath(folder) if folder else root
        for name in (one.name for one in place.iterdir() if one.name.endswith(".toml")):
            path = f"{folder}/{name}".lstrip("/")
            if name != SOURCES and path not in LEFT:
                table = tomllib.loads(place.joinpath(name).read_text(encoding="utf-8"))
                yield from beneath(table, path.removesuffix(".toml"), is_claimed=False)


def beneath(value: Any, at: str, *, is_claimed: bool) -> Iterator[str]:
    if isinstance(value, dict):
        claimed = "status" in value or (is_claimed and at.endswith("/values"))
        for key, each in value.items():
            if key not in ("source", "first_ages", "standard_hours"):
                yield from beneath(each, f"{at}/{key}", is_claimed=claimed)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from beneath(each, f"{at}/{index}", is_claimed=is_claimed)
    elif is_claimed and type(value) in (int, float):
        yield at


def test_a_number_without_a_unit_is_refused_and_not_left_out() -> None:
    with pytest.raises(NotRight, match="what hens is counted in"):
        list(numbers.numbers_in({"status": "verified", "hens": 3}, "farm.toml"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("value = 2020", 'value = "2020"'), "value is text"),
        (('unit = "stages"', ""), "unit is missing"),
        (('status = "verified"', 'status = "sure"'), "'sure' is none of"),
    ],
)
def test_a_paper_that_is_not_as_it_should_be_is_refused(change: tuple[str, str], told: str) -> None:
    text = shipped(*PAPER.split("/")).replace(*change)
    with pytest.raises(NotRight, match=told):
        read_claims(text, file="westminster-2017.toml")


def test_a_working_of_a_claim_that_nobody_made_is_refused() -> None:
    text = shipped("evidence", WORKINGS).replace("workforce-2016/practices", "nowhere/practices")
    with pytest.raises(NotRight, match="nowhere/practices is no claim that is held"):
        read_workings(text, claims())


def test_another_figure_must_say_against_which_number_it_stands() -> None:
    text = shipped("evidence", "other-figures.toml").replace("need/age-sex/male/5", "need/nothing")
    with pytest.raises(NotRight, match="need/nothing is no number that is held"):
        read_others(text, claims())
