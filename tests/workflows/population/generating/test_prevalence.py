"""Invented people have what the published registers say, overall, by region and by deprivation."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from openpcn.kernel.errors import NotPossible
from openpcn.workflows.demonstration.invention import invent
from openpcn.workflows.population.generating.assumptions import (
    conditions,
    known_region,
    published,
    table,
)
from openpcn.workflows.population.generating.likelihood import likelihood
from openpcn.workflows.population.generating.places import AGES, Places, places_of
from tests.workflows.population.generating.conftest import Records
from tests.workflows.population.generating.registers import REGISTERS

REGION = "East Midlands"


@cache
def places() -> Places:
    return places_of(invent())


def counted(records: Records, group: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who is counted, who of these is on the register, and each one's tenth of deprivation."""
    who = records.here & (records.age >= published()[group].from_age)
    tenth = records.person["imd_decile"].fill_null(0).to_numpy()
    return who, who & REGISTERS[group](records), tenth


@pytest.mark.parametrize("group", REGISTERS)
def test_each_register_is_within_a_fifth_of_the_published_share_of_the_region(
    records: Records, group: str
) -> None:
    who, on, _ = counted(records, group)
    share = on.sum() / who.sum()
    assert share == pytest.approx(published()[group].by_region[REGION], rel=0.2)


def test_most_registers_are_within_a_fifth_of_englands_share_too(records: Records) -> None:
    near = []
    for group in REGISTERS:
        who, on, _ = counted(records, group)
        ratio = on.sum() / who.sum() / published()[group].by_region["England"]
        near.append(0.8 <= ratio <= 1.2)
    assert sum(near) >= 16


COMMON = ("AF", "AST", "CAN", "CHD", "COPD", "DEP", "DM", "HYP", "OB", "STIA")


@pytest.mark.parametrize("fifth", range(5))
@pytest.mark.parametrize("group", COMMON)
def test_common_registers_are_within_a_fifth_of_the_published_share_in_each_fifth_of_deprivation(
    records: Records, group: str, fifth: int
) -> None:
    who, on, tenth = counted(records, group)
    these = who & np.isin(tenth, (2 * fifth + 1, 2 * fifth + 2))
    of_tenth = np.array([0.0, *published()[group].by_tenth])
    expected = of_tenth[tenth[these]].mean()
    found = on[these].mean()
    chance = 3 * np.sqrt(expected / these.sum())
    assert 0.8 * expected - chance < found < 1.2 * expected + chance


@pytest.mark.parametrize("region", table("prevalence")["regions"])
def test_likelihood_meets_the_published_share_of_every_region_for_every_register(
    region: str,
) -> None:
    for name, condition in conditions().items():
        if condition.qof:
            figures = published()[condition.qof]
            people = places().people * (np.arange(AGES) >= figures.from_age)
            likely = likelihood(condition, places(), region)
            share = (likely * people).sum() / people.sum()
            assert share == pytest.approx(figures.by_region[region], rel=0.002), name


def test_likelihood_meets_englands_share_of_every_tenth_for_every_register() -> None:
    for name, condition in conditions().items():
        if condition.qof:
            figures = published()[condition.qof]
            people = places().people * (np.arange(AGES) >= figures.from_age)
            likely = likelihood(condition, places(), "England")
            share = (likely * people).sum(axis=(1, 2)) / people.sum(axis=(1, 2))
            np.testing.assert_allclose(share, figures.by_tenth, rtol=0.06, err_msg=name)


def test_published_figures_are_those_of_the_files(published_data: Path) -> None:
    folder = published_data.parent / "population-facts"
    with (folder / "qof2019_20_by_region_hoclibrary.csv").open() as file:
        regions = {(r["group_code"], r["region"]): r for r in csv.DictReader(file)}
    with (folder / "qof2019_20_by_imd_decile_hoclibrary.csv").open() as file:
        tenths = {(r["group_code"], r["imd_overall"]): r for r in csv.DictReader(file)}
    with (folder / "qof_registers_prevalence_2019_20.csv").open() as file:
        for row in csv.DictReader(file):
            regions[row["qof_group"], "England"] = row
    for group, figures in published().items():
        for region, share in figures.by_region.items():
            assert share == pytest.approx(float(regions[group, region]["prevalence"]), abs=6e-6)
        for at, share in enumerate(figures.by_tenth, start=1):
            assert share == pytest.approx(float(tenths[group, str(at)]["prevalence"]), abs=6e-6)


def test_a_region_is_known_in_any_case_and_others_are_named() -> None:
    assert known_region("east midlands") == "East Midlands"
    with pytest.raises(NotPossible, match="no published figures for the region 'Wales'") as refused:
        known_region("Wales")
    assert "England, East Midlands" in refused.value.next_step


def test_what_is_not_published_says_whether_it_is_recalled_or_assumed() -> None:
    known = set(table("conditions")["sources"])
    assert {condition.status for condition in conditions().values()} == known
    assert all(
        (condition.status == "published") == bool(condition.qof)
        for condition in conditions().values()
    )
