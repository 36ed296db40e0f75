"""Indicators are read whole, and every mistake in them is named."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from openpcn.kernel.errors import NotFound, NotRight
from openpcn.rulebook.indicators import get_indicator, indicators, read_indicators, shipped_texts

GOOD = """
title = "Diabetes"
group = "register"
shown_as = "per cent"
statistic = "share"
direction = "neither"
why_it_matters = "Common."
smallest_denominator = 100
owner = "Analyst"
reviewed_on = 2026-01-01
review_by = 2027-01-01

[[measured]]
kind = "counts"
numerator = {name = "Patients on it", measure = "register", categories = ["DM"]}
denominator = {name = "All patients", measure = "list", categories = ["DM"]}

[source]
title = "QOF"
clause = "DM"
url = "https://example.org"
checked_on = 2026-01-01
"""


def mistakes(text: str) -> str:
    with pytest.raises(NotRight) as refused:
        read_indicators({"it.toml": text})
    return refused.value.message


def test_a_right_file_becomes_an_indicator_named_after_it() -> None:
    one = read_indicators({"it.toml": GOOD})["it"]
    assert (one.id, one.title, one.per) == ("it", "Diabetes", 100)
    assert one.measured[0].numerator.categories == ("DM",)


def test_a_rate_is_shown_per_thousand() -> None:
    rate = GOOD.replace('"share"', '"rate"').replace('"per cent"', '"per 1,000"')
    assert read_indicators({"it.toml": rate})["it"].per == 1000


def test_all_mistakes_of_all_files_are_said_together() -> None:
    wrong = GOOD.replace('owner = "Analyst"', 'keeper = "Analyst"').replace('"share"', '"average"')
    with pytest.raises(NotRight) as refused:
        read_indicators({"a.toml": wrong, "b.toml": "not = = toml", "c.toml": GOOD})
    said = refused.value.message
    assert "a.toml: keeper is not known" in said
    assert "a.toml: owner is missing" in said
    assert "a.toml: statistic 'average' is none of share, rate" in said
    assert "b.toml is not TOML" in said
    assert "c.toml" not in said


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("2027-01-01", "2025-01-01", "review_by is not after reviewed_on"),
        ("smallest_denominator = 100", "smallest_denominator = 0", "below 1"),
        ('"Common."', '""', "why_it_matters is empty"),
        ("reviewed_on = 2026-01-01", 'reviewed_on = "n/a"', "reviewed_on is text, not a date"),
        ('kind = "counts"', 'kind = "guess"', "measured 1.kind 'guess' is none of counts"),
        ('categories = ["DM"]}\nden', "categories = []}\nden", "numerator.categories are one text"),
        ('{name = "All patients", measure', "{measure", "measured 1.denominator.name is missing"),
        ('clause = "DM"\n', "", "source.clause is missing"),
    ],
)
def test_each_mistake_is_named(right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    assert said in mistakes(GOOD.replace(right, wrong))


def test_an_indicator_that_is_measured_in_no_way_is_refused() -> None:
    start, end = GOOD.index("[[measured]]"), GOOD.index("[source]")
    assert "measured is empty" in mistakes("measured = []\n" + GOOD[:start] + GOOD[end:])
    assert "measured 1 is not a table" in mistakes("measured = [1]\n" + GOOD[:start] + GOOD[end:])
    assert "measured is missing" in mistakes(GOOD[:start] + GOOD[end:])


def test_a_source_or_numerator_that_is_no_table_is_refused() -> None:
    start = GOOD.index("[source]")
    assert "source is text, not a table" in mistakes('source = "QOF"\n' + GOOD[:start])
    numerator = GOOD[GOOD.index("numerator = {") : GOOD.index("denominator = {")]
    assert "numerator is text" in mistakes(GOOD.replace(numerator, 'numerator = "patients"\n'))


def test_every_shipped_indicator_has_an_owner_a_reason_and_a_next_review() -> None:
    held = indicators()
    assert len(held) >= 30
    assert set(held) == {name.removesuffix(".toml") for name in shipped_texts()}
    for one in held.values():
        assert one.owner
        assert one.why_it_matters.endswith(".")
        assert one.review_by > one.reviewed_on


def test_an_indicator_that_is_not_there_is_not_found() -> None:
    assert get_indicator("diabetes").title == "Diabetes"
    with pytest.raises(NotFound, match="There is no indicator wealth"):
        get_indicator("wealth")


def test_each_register_says_the_list_by_which_it_is_published(published_data: Path) -> None:
    with (published_data / "qof" / "PREVALENCE_2021_v2.csv").open(encoding="utf-8") as stream:
        rows = csv.DictReader(stream)
        first = next(rows)
        of_one = [first]
        for row in rows:
            if row["PRACTICE_CODE"] != first["PRACTICE_CODE"]:
                break
            of_one.append(row)
    published = {row["GROUP_CODE"]: row["PATIENT_LIST_TYPE"] for row in of_one}
    said = {}
    for one in indicators().values():
        if found := re.fullmatch(r"Group (\w+), list (\w+)", one.source.clause):
            said[found[1]] = found[2]
            age = found[2].removesuffix("OV").lstrip("0")
            name = one.measured[0].denominator.name
            assert ("aged" in name) == age.isdigit()
            assert not age.isdigit() or f"aged {age} " in name
    assert published.items() <= said.items()
    assert len(published) == 21


def test_every_indicator_is_listed_in_the_documents() -> None:
    page = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text(encoding="utf-8")
    for one in indicators().values():
        assert f"| `{one.id}` | {one.title} |" in page


def test_ways_by_area_are_read_and_their_mistakes_are_named() -> None:
    by_area = GOOD.split("[[measured]]")[1].split("[source]")[0]
    one = read_indicators({"it.toml": GOOD.replace("[source]", f"[[by_area]]{by_area}[source]")})
    assert one["it"].by_area == one["it"].measured
    assert get_indicator("copd").by_area == ()
    wrong = mistakes(GOOD.replace("[source]", '[[by_area]]\nkind = "guesses"\n[source]'))
    assert "by_area 1.kind 'guesses' is none of" in wrong
    assert "by_area 1.numerator is missing" in wrong
