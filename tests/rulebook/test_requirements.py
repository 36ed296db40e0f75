"""The national requirements can be read, agree with what was published, and say what is wrong."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.rulebook.reading import shipped
from openpcn.rulebook.requirements import national_requirements, read_requirements

TEXT = shipped("requirements.toml")


def test_each_requirement_has_its_days_and_where_it_can_be_read() -> None:
    held = national_requirements()
    assert len({one.code for one in held}) == len(held) == 14
    for one in held:
        assert one.sources
        assert one.ends_on is None or one.ends_on > one.starts_on
    now = [one.code for one in held if one.starts_on <= date(2026, 11, 1) and one.ends_on is None]
    assert now == ["enhanced-access", "function-1", "function-2", "function-3", "function-4"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "Extended hours access"\n', "", "title is missing"),
        ("starts_on = 2019-07-01", 'starts_on = "July"', "starts_on is text"),
        ('status = "verified"', 'status = "sure"', "status 'sure' is none of"),
        ('sources = ["S41", "S70"]', 'sources = ["S99"]', "source 'S99' is not among"),
        ("ends_on = 2022-09-30", "ends_on = 2018-09-30", "it ends before it starts"),
        ("ends_on = 2022-09-30\n", "", "ends_on and after go together"),
        ("[sources.S10]\ntitle", "[sources.S10]\nname", "name is not known"),
    ],
)
def test_a_wrong_line_is_named(old: str, new: str, says: str) -> None:
    with pytest.raises(NotRight, match=says):
        read_requirements(TEXT.replace(old, new, 1))


def test_sources_that_are_no_table_are_named() -> None:
    with pytest.raises(NotRight, match="is not a table"):
        read_requirements("sources = 1\n")


def test_it_agrees_with_the_published_services(published_data: Path) -> None:
    path = published_data.parent / "contract" / "service_specs.csv"
    if not path.is_file():
        said = "The file of service specifications is not beside the published data."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    by_source = {tuple(sorted(p.code for p in one.sources)) for one in national_requirements()}
    for row in rows:
        assert tuple(sorted(row["source_id"].split("|"))) in by_source, row["service"]
    assert sum(one.ends_on == date(2024, 3, 31) for one in national_requirements()) == sum(
        row["later"].startswith("merged 2024-04-01") for row in rows
    )
