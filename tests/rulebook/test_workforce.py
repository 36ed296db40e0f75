"""The assumptions and papers of staff: shapes that are wrong are refused by name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.rulebook.reading import shipped
from openpcn.rulebook.workforce import workforce_rules
from openpcn.rulebook.workforce_paper import LEICESTER_2016, leicester_2016, read_paper


def test_assumptions_have_values_and_sources() -> None:
    rules = workforce_rules()
    assert rules.retiring == Decimal("2.128")
    assert rules.stay.source.url.startswith("https://doi.org/")


def test_the_paper_is_read_as_printed() -> None:
    paper = leicester_2016()
    assert paper.count("practices").number == 59
    assert paper.groups[0].per_thousand == Decimal("0.39")
    assert paper.total.average_list is None
    assert paper.vacancies[0].rows[0] == ("Partner GP", 3, 14)
    assert paper.vacancies[0].rows[6] == ("Health Care Assistants", 0, None)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title =", "name =", "title is missing"),
        ("title =", "title", "cannot be read as TOML"),
        ("average_list = 6531", "average = 6531", "average is not known"),
        ("fte = 49.61", 'fte = "49.61"', "fte is text"),
        ("fte = 49.61", "fte = 0", "Central has a number that is not above 0"),
        ("average_list = 6531", "average_list = 0", "the average list is not above 0"),
        ('of = "practices"', 'of = "surgeries"', "counts of practices are missing"),
        ("number = 59", "number = 0", "there are no practices"),
        ("numbers = [3, 8,", "numbers = [8,", "LCCCG lacks a number"),
        ("[3, 8, 2, 4, 1, 1, 0, 2,", "[0, 0, 0, 0, 0, 0, 0, 0,", "LCCCG has no vacancies"),
    ],
)
def test_a_paper_of_another_shape_is_refused_by_name(old: str, new: str, words: str) -> None:
    with pytest.raises(NotRight, match=words):
        read_paper(shipped(LEICESTER_2016).replace(old, new, 1), file="paper.toml")
