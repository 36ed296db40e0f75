"""The projection against the published files of 2016 to 2025: its error is what is documented."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from openpcn.engines.workforce.flows import StaffYear
from openpcn.engines.workforce.heldout import held_out, scores

OLD = "workforce/gp_workforce_practice_fy2016_fy2024_llr.csv"
NEW = "workforce/gp_workforce_practice_fy2023_fy2025_midlands.csv"


def number(text: str) -> float | None:
    return float(text) if text else None


@pytest.fixture(scope="module")
def rows(published_data: Path) -> list[dict[str, str]]:
    """Leicester, Leicestershire and Rutland; 2025 is in the newer file only."""
    with (published_data / OLD).open(encoding="utf-8") as old:
        held = list(csv.DictReader(old))
    with (published_data / NEW).open(encoding="utf-8") as new:
        later = [row for row in csv.DictReader(new) if "Leicester" in row["ICB_NAME"]]
    return held + [row for row in later if row["FISCAL_YEAR"] == "2025"]


def years_of(rows: list[dict[str, str]], column: str) -> list[StaffYear]:
    return [
        StaffYear(
            year=year,
            fte={r["PRAC_CODE"]: number(r[column]) for r in rows if r["FISCAL_YEAR"] == str(year)},
            patients={
                r["PRAC_CODE"]: number(r["TOTAL_PATIENTS"])
                for r in rows
                if r["FISCAL_YEAR"] == str(year)
            },
        )
        for year in range(2016, 2026)
    ]


def test_gps_are_told_about_as_well_as_by_no_change_at_first_and_better_later(
    rows: list[dict[str, str]],
) -> None:
    found = {one.ahead: one for one in scores(held_out(years_of(rows, "TOTAL_GP_EXTGL_FTE")))}
    assert found[1].error == pytest.approx(0.014, abs=0.001)
    assert found[1].error == pytest.approx(found[1].unchanged_error, abs=0.001)
    assert found[4].error == pytest.approx(0.038, abs=0.002)
    assert found[4].unchanged_error == pytest.approx(0.063, abs=0.002)


def test_no_change_is_nearer_for_nurses_and_that_is_not_hidden(rows: list[dict[str, str]]) -> None:
    found = scores(held_out(years_of(rows, "TOTAL_NURSES_FTE")))
    assert not any(one.is_better for one in found)


def test_growing_groups_are_told_better_at_every_distance(rows: list[dict[str, str]]) -> None:
    for column in ("TOTAL_DPC_FTE", "TOTAL_ADMIN_FTE"):
        assert all(one.is_better for one in scores(held_out(years_of(rows, column))))
