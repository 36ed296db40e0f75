"""Numbers are written as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from openpcn.kernel.when import in_words
from openpcn.kernel.wording import (
    about_years,
    capitalised,
    counted,
    grouped,
    kilometres,
    listed,
    percent,
    plain,
    pounds,
    signed,
    spelled,
)


def test_numbers_have_commas_days_have_months() -> None:
    assert grouped(47210) == "47,210"
    assert grouped(-181) == "−181"
    assert [plain(Decimal(each)) for each in ("41000.0", "100.50")] == ["41,000", "100.5"]
    assert [pounds(Decimal(each)) for each in ("1234.5", "-0.01")] == ["£1,234.50", "−£0.01"]
    assert [signed(each) for each in (1250, -181, -0.2, 0)] == ["+1,250", "−181", "0", "0"]
    assert [signed(each, 1, "%") for each in (2.25, -2.26, -0.04)] == ["+2.2%", "−2.3%", "0.0%"]
    assert plain(Decimal("-1.50")) == "−1.5"
    assert in_words(date(2025, 3, 31)) == "31 March 2025"


@pytest.mark.parametrize(("number", "word"), [(0, "no"), (3, "three"), (10, "ten"), (11, "11")])
def test_small_numbers_are_words(number: int, word: str) -> None:
    assert spelled(number) == word


def test_a_number_has_its_noun() -> None:
    assert counted(1, "patient") == "1 patient"
    assert counted(47210, "patient") == "47,210 patients"
    assert counted(2, "boundary", "boundaries") == "2 boundaries"


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0%"), (0.001, "under 1%"), (0.37, "37%"), (0.999, "over 99%"), (1, "100%")],
)
def test_a_share_is_per_cent_and_never_rounded_to_all_or_nothing(share: float, words: str) -> None:
    assert percent(share) == words


def test_a_share_can_have_decimals() -> None:
    assert percent(0.1234, 1) == "12.3%"


def test_distances_are_in_kilometres() -> None:
    assert kilometres(6.34) == "6.3 km"


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (0.2, "under a year"),
        (1.1, "about a year"),
        (8.4, "about eight years"),
        (23, "about 23 years"),
        (51, "over 50 years"),
    ],
)
def test_a_length_of_time_is_about_right(years: float, words: str) -> None:
    assert about_years(years) == words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_words_are_listed_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence


def test_only_the_first_letter_is_raised() -> None:
    assert capitalised("the GP") == "The GP"
    assert capitalised("") == ""
