"""Registers held against the published ones by the command that shows a generator's promise."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from openpcn.kernel.errors import NotPossible
from openpcn.rulebook import phenotypes
from openpcn.workflows.population.asking import catalogue_and_codes
from openpcn.workflows.population.generating.assumptions import published
from openpcn.workflows.population.prevalence import Prevalence, beside, prevalence
from tests.workflows.population.generating.conftest import Records
from tests.workflows.population.generating.registers import REGISTERS

DAY = date(2026, 10, 1)
REGION = "East Midlands"
OTHERWISE = {"AST", "OB"}
"""Registers of the rulebook that are newer than 2019/20: from six years, and by background."""


@pytest.fixture(scope="module")
def shown(records: Records) -> Prevalence:
    catalogue, codes = catalogue_and_codes(records.folder)
    return prevalence(records.folder, catalogue, codes, as_at=DAY, region="east midlands")


def test_every_published_register_is_a_definition_of_the_rulebook() -> None:
    assert {one.definition for one in published().values()} <= phenotypes.catalogue().named.keys()


def test_registers_of_invented_people_are_near_the_region_and_none_is_far_in_any_tenth(
    shown: Prevalence,
) -> None:
    assert shown.region == REGION
    assert [one.together.verdict for one in shown.registers] == ["near"] * len(REGISTERS)
    assert sum(one.tenths_far for one in shown.registers) == 0
    assert sum(one.tenths_near == 10 for one in shown.registers) >= 6


def test_shares_are_those_of_a_plain_reading_without_who_opted_out(
    shown: Prevalence, records: Records
) -> None:
    person = records.person
    out = person["optout_national"].to_numpy() | person["optout_local"].to_numpy()
    counts = records.here & ~out
    assert shown.people == counts.sum()
    for one in shown.registers:
        if one.register in OTHERWISE:
            continue
        who = counts & (records.age >= one.from_age)
        on = who & REGISTERS[one.register](records)
        assert one.together.people == pytest.approx(int(who.sum()), rel=0.005)
        assert one.together.found == pytest.approx(int(on.sum()), rel=0.01, abs=3)
        tenth = person["imd_decile"].fill_null(0).to_numpy()
        of_tenth = dict(one.tenths)[1]
        assert of_tenth.people == pytest.approx(int((who & (tenth == 1)).sum()), rel=0.01)


def test_tenths_are_moved_together_so_that_they_make_the_share_of_the_region(
    shown: Prevalence,
) -> None:
    for one in shown.registers:
        people = np.array([tenth.people for _, tenth in one.tenths])
        shares = np.array([tenth.published for _, tenth in one.tenths])
        assert (people @ shares) / people.sum() == pytest.approx(one.together.published)


def test_a_share_is_near_or_far_or_too_few_are_there_to_tell() -> None:
    assert beside(110, 1_000, 0.1).verdict == "near"
    assert beside(150, 1_000, 0.1).verdict == "far"
    assert beside(50, 1_000, 0.1).verdict == "far"
    assert beside(13, 100, 0.1).verdict == "chance"
    assert beside(1, 1, 0.1).verdict == "chance"
    nobody = beside(0, 0, 0.1)
    assert (nobody.verdict, nobody.found, nobody.ratio) == ("chance", None, None)


def test_seven_people_of_a_register_are_judged_and_not_told() -> None:
    few = beside(7, 10_000, 0.1)
    assert (few.verdict, few.found, few.share, few.ratio) == ("far", None, None, None)
    assert beside(8, 10_000, 0.1).found == 8
    assert beside(98, 100, 0.9).found is None


def test_without_lists_of_codes_the_next_step_is_told(records: Records) -> None:
    none = phenotypes.catalogue().only(["cohort_care_home_residents"])
    with pytest.raises(NotPossible, match="has its lists of codes") as refused:
        prevalence(records.folder, none, {}, as_at=DAY, region=REGION)
    assert "codes add" in refused.value.next_step
