"""A group by network, place, practice and deprivation: the same counts, rates by hand, a file."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from django.test import Client

from openpcn.engines.indicators import dsr, esp_2013, sii
from openpcn.workflows.population import anchored
from tests.domains import world
from tests.web.groups.reading import AT, HERE, body, rows, signed_in, write_purpose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_world", "_with_records")]
PLACE = "/places/P91/population/groups/"
SYSTEM = "/systems/Q91/population/groups/"
NAME = "qof_hypertension"


def file(client: Client, base: str, name: str = NAME) -> dict[str, dict[str, str]]:
    """The file of a group, by the code or name of each row."""
    answer = client.get(f"{base}{name}/{AT}&format=csv")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    found = csv.DictReader(StringIO(answer.content.decode()))
    return {row["Code"] or row["Area"]: row for row in found}


def test_a_wider_area_shows_each_network_and_place_as_its_own_page_does() -> None:
    analyst = signed_in("public_health_analyst", "Q91")
    of_network = file(analyst, HERE)["U90001"]
    of_place = file(analyst, PLACE)
    of_system = file(analyst, SYSTEM)
    for found in (of_place, of_system):
        assert found["U90001"]["People"] == of_network["People"]
        assert found["U90001"]["Per 1,000, standardised"] == of_network["Per 1,000, standardised"]
    assert of_system["P91"]["People"] == of_place["P91"]["People"]
    page = body(analyst, f"{PLACE}{NAME}/{AT}")
    table = page.split('id="areas-table"')[1].split("</table>")[0]
    assert f"/networks/U90001/population/groups/{NAME}/" in table
    assert "North PCN" in table
    assert "By network and place" not in body(analyst, f"{HERE}{NAME}/{AT}")


def test_ratios_are_over_what_people_of_the_same_age_and_sex_have_here(state: Path) -> None:
    found = file(signed_in("clinical_director"), HERE)
    people, true = answered(state, NAME)
    group = [f"{a} {s}" for a, s in zip(people["age_band"], people["sex"], strict=True)]
    kinds, at = np.unique(group, return_inverse=True)
    rate = np.bincount(at, weights=true, minlength=len(kinds)) / np.bincount(at)
    for code in ("Z90001", "Z90002"):
        here = np.array(people["practice_code"]) == code
        by_hand = true[here].sum() / rate[at[here]].sum()
        assert float(found[code]["Times expected, age and sex"]) == pytest.approx(by_hand, abs=6e-4)
    assert found["U90001"]["Times expected, age and sex"] == ""


def answered(state: Path, name: str) -> tuple[dict[str, list], np.ndarray]:
    """Everybody's answers as columns, and of whom a flag is true."""
    folder = state / "population" / "answers"
    word, place = json.loads((folder / "answers.json").read_text())["columns"]["flags"]["bit_of"][
        name
    ]
    people = pq.read_table(folder / "people.parquet").to_pydict()
    return people, np.array([flags >> place & 1 for flags in people[f"flags_{word}"]])


def test_the_slope_along_deprivation_is_of_rates_that_are_standardised_by_age(state: Path) -> None:
    director = signed_in("clinical_director")
    found = file(director, HERE)
    people, true = answered(state, NAME)
    tenth = {}
    for code in ("Z90001", "Z90002"):
        held = state / "population" / "records" / f"practice={code}" / "person.parquet"
        table = pq.read_table(held, columns=["person_id", "imd_decile"], partitioning=None)
        tenth |= dict(zip(*table.to_pydict().values(), strict=True))
    fifth = np.array([((tenth[one] or 0) + 1) // 2 for one in people["person_id"]])
    band = np.array([esp_2013().bands.index(one) for one in people["age_band"]])
    rates, sizes = [], []
    for at in range(1, 6):
        here = fifth == at
        counts = [np.bincount(band[here & some], minlength=19) for some in (true == 1, true >= 0)]
        rates.append(dsr(*counts, per=1_000))
        sizes.append(here.sum())
    for said, rate in zip(
        [row for name, row in found.items() if name.startswith("Fifth")], rates, strict=True
    ):
        value = said["Per 1,000, standardised"]
        assert (float(value) if value else None) == (rate.value and round(rate.value, 3))
        assert said["People"] == ""
    text = body(director, f"{HERE}{NAME}/{AT}")
    if any(rate.value is None for rate in rates):
        assert "No slope along deprivation:" in text
        assert "Slope index of inequality" not in found
    else:
        slope = sii(rates, sizes).slope.value
        assert float(
            found["Slope index of inequality"]["Per 1,000, standardised"]
        ) == pytest.approx(slope, abs=6e-4)
        assert "age for age" in text


def test_of_one_practice_of_several_nothing_is_told_by_deprivation() -> None:
    page = "/practices/Z90001/population/groups/"
    director = signed_in("clinical_director")
    assert "By deprivation" in body(director, f"{HERE}{NAME}/{AT}")
    assert "By deprivation" not in body(director, f"{page}{NAME}/{AT}")


def test_where_the_count_is_withheld_no_rate_is_told() -> None:
    director = signed_in("clinical_director")
    found = file(director, HERE, "cohort_homeless")
    assert found["U90001"]["People"] == "withheld"
    assert {row["Per 1,000, standardised"] for row in found.values()} == {""}
    assert not any(name.startswith("Fifth") for name in found)


def test_the_date_of_a_page_does_not_choose_whose_people_are_counted_or_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Beech Surgery left after the answers: no date of a page brings its people back on a list."""
    director = signed_in("clinical_director")
    write_purpose(director, "care", NAME)
    assert {row["Practice"] for row in rows(director, NAME)} == {"Z90001", "Z90002"}
    left = world.File(period_on=date(2026, 11, 1))
    left.dated("Z90002", world.CORE, "U90001", "2019-07-01", "2026-10-15")
    world.load(left)
    monkeypatch.setattr(anchored, "localdate", lambda: date(2026, 11, 20))
    assert {row["Practice"] for row in rows(director, NAME)} == {"Z90001"}
    assert "Z90002" in file(director, HERE)
    assert director.get(f"{HERE}{NAME}/people.csv{AT}&practice=Z90002").status_code == 404
