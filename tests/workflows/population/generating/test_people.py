"""Invented people belong to the demonstration, and nothing about them is impossible."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from openpcn.kernel.clinical_codes import trouble_with
from openpcn.kernel.errors import NotPossible
from openpcn.rulebook.clusters import clusters
from openpcn.workflows.demonstration.invention import invent
from openpcn.workflows.population.codebook import read_codes
from openpcn.workflows.population.generate import generate
from openpcn.workflows.population.generating.assumptions import rules, settings
from openpcn.workflows.population.generating.places import Places, lists_for, places_of
from openpcn.workflows.population.keeping import SYNTHETIC, held_in
from tests.workflows.population.generating.conftest import NEVER, PEOPLE, Records


@cache
def places() -> Places:
    return places_of(invent())


def test_as_many_are_registered_as_were_asked_for_in_every_open_practice(records: Records) -> None:
    assert records.here.sum() == PEOPLE
    held = held_in(records.folder)
    assert tuple(each.practice for each in held.practices) == tuple(sorted(places().codes))
    lists = places().lists / places().lists.sum()
    for each in held.practices:
        wanted = lists[places().codes.index(each.practice)] * PEOPLE
        assert each.people == pytest.approx(wanted * 1.06, abs=6 * np.sqrt(wanted) * 0.25 + 3)


def test_all_of_it_is_labelled_synthetic(records: Records) -> None:
    held = held_in(records.folder)
    assert (held.is_synthetic, held.label) == (True, SYNTHETIC)
    assert all(display.startswith("Synthetic") for _, _, display in read_codes(records.folder))


def test_every_code_could_be_one_of_its_system(records: Records) -> None:
    assert not [code for code in read_codes(records.folder) if trouble_with(*code[:2])]


def test_people_live_in_small_areas_of_the_demonstration_with_their_tenth(records: Records) -> None:
    areas = dict(zip(places().areas, places().tenth + 1, strict=True))
    found = {
        (area, tenth)
        for area, tenth in zip(
            records.person["lsoa21"].to_pylist(),
            records.person["imd_decile"].to_pylist(),
            strict=True,
        )
        if area is not None
    }
    assert all(areas[area] == tenth for area, tenth in found)
    assert len(found) > 600


def test_nothing_is_before_birth_or_arrival_or_after_leaving_or_today(records: Records) -> None:
    first = np.maximum(
        records.day(records.person, "birth_month"), records.day(records.person, "arrived_on")
    )
    ends = np.full(len(first), records.today)
    whose = records.position(records.registration)
    left = records.day(records.registration, "ends_on")
    ends[whose[left > NEVER]] = left[left > NEVER]
    person, on = records.position(records.event), records.day(records.event, "on")
    assert (on >= first[person]).all()
    assert (on <= ends[person]).all()
    person, on = records.position(records.encounter), records.day(records.encounter, "starts_on")
    starts = np.zeros(len(first), dtype=np.int64)
    starts[whose] = records.day(records.registration, "starts_on")
    assert (on >= starts[person]).all()
    assert (on <= ends[person]).all()
    died = records.day(records.person, "death_on")
    assert (died[died > NEVER] == ends[died > NEVER]).all()


def test_every_cluster_of_the_rulebook_has_somebody(records: Records) -> None:
    assert not [name for name in clusters() if not (records.last(name) > NEVER).any()]


def test_every_rule_is_of_a_cluster_that_is_known() -> None:
    assert {rule.cluster for rule in rules()} <= set(clusters())


def test_values_keep_to_what_is_possible(records: Records) -> None:
    for rule in rules():
        if rule.mean is not None and rule.cluster in clusters():
            values = records.values(rule.cluster)
            assert len(values) > 0
            assert np.isfinite(values).all(), rule.cluster
    assert 30 < records.values("BMIVAL_COD").max() <= 60


def test_frailty_of_people_of_65_and_over_is_as_the_index_found_it(records: Records) -> None:
    """Clegg and others, 2016: half fit, a third mild, an eighth moderate, some severe."""
    medicines = {"EFI_MEDICINES"}
    measured = {
        name for name, each in clusters().items() if name.startswith("EFI_") and each.unit
    } | medicines
    deficits = np.sum(
        [
            records.last(name) > NEVER
            for name in clusters()
            if name.startswith("EFI_") and name not in measured
        ],
        axis=0,
    )
    old = deficits[records.here & (records.age >= 65)]
    share = [(old <= 4).mean(), (old >= 13).mean()]
    assert share[0] == pytest.approx(0.55, abs=0.1)
    assert 0.01 < share[1] < 0.06


def test_contacts_are_as_many_as_published(records: Records) -> None:
    recent = records.day(records.encounter, "starts_on") > records.today - 60
    counts = records.encounter["setting"].filter(recent).value_counts().to_pylist()
    for each in counts:
        yearly = each["counts"] * 365.25 / 60 / PEOPLE
        assert yearly == pytest.approx(settings()[each["values"]].a_year, rel=0.12)


def test_the_ill_have_more_contacts_and_high_use_lasts_only_in_part(records: Records) -> None:
    person = records.position(records.encounter)
    year = (records.today - records.day(records.encounter, "starts_on")) // 365
    counts = np.zeros((3, len(records.person)))
    np.add.at(counts, (np.clip(year, 0, 2), person), 1)
    whole = records.here & (records.day(records.registration, "starts_on") < records.today - 1_200)
    ill = (records.last("B2H_LONG_TERM_CONDITION") > NEVER) & whole
    assert counts[0][ill].mean() > 1.5 * counts[0][whole & ~ill].mean()
    top = whole & (counts[1] >= np.quantile(counts[1][whole], 0.98))
    before, after = counts[1][top].mean(), counts[0][top].mean()
    assert counts[0][whole].mean() * 1.5 < after < before * 0.9


def test_people_see_their_usual_doctor_about_half_of_the_time(records: Records) -> None:
    with_gp = records.encounter.filter(records.encounter["role"].to_numpy() == "gp")
    person, clinician = records.position(with_gp), with_gp["clinician"].to_numpy()
    pairs, seen = np.unique(np.stack([person, clinician]), axis=1, return_counts=True)
    most = np.zeros(len(records.person))
    np.maximum.at(most, pairs[0], seen)
    total = np.bincount(person, minlength=len(records.person))
    assert (most / np.maximum(total, 1))[total >= 6].mean() == pytest.approx(0.66, abs=0.12)


def test_a_practice_is_the_same_whichever_others_are_made_and_another_with_another_seed(
    tmp_path: Path,
) -> None:
    alone = {"people": 300, "only": ("Z90001",), "years": 1}
    generate(out=tmp_path / "one", **alone)  # type: ignore[arg-type]
    generate(out=tmp_path / "same", **alone)  # type: ignore[arg-type]
    generate(out=tmp_path / "seed", seed=7, **alone)  # type: ignore[arg-type]
    one, same, seed = (
        held_in(tmp_path / name).practices[0].fingerprint for name in ("one", "same", "seed")
    )
    assert one == same != seed


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    with pytest.raises(NotPossible, match="is not an empty folder"):
        generate(people=300, out=tmp_path)


def test_lists_are_shared_out_to_whole_people_and_more_practices_follow() -> None:
    whole = int(places().lists.sum())
    assert [each.people for each in lists_for(places(), whole)] == places().lists.tolist()
    twice = lists_for(places(), 2 * whole)
    assert sum(each.people for each in twice) == 2 * whole
    assert len({each.code for each in twice}) == 2 * len(places().codes)
    assert {each.code[:2] for each in twice} == {"Z9", "Z8"}
    assert sum(each.people for each in lists_for(places(), 1_001)) == 1_001


def test_one_network_can_be_made_alone() -> None:
    made = lists_for(places(), 20_000, ("ZN0002",))
    assert {places().network_codes[each.like] for each in made} == {"ZN0002"}


def test_too_few_too_many_and_unknown_practices_are_said() -> None:
    with pytest.raises(NotPossible, match="0 people cannot be made"):
        lists_for(places(), 0)
    with pytest.raises(NotPossible, match="cannot be made"):
        lists_for(places(), 100_000_000)
    with pytest.raises(NotPossible, match="No open practice or network of the demonstration is A1"):
        lists_for(places(), 100, ("A1",))


def test_hospitals_code_dementia_only_of_people_who_have_it(records: Records) -> None:
    hospital = records.last("ICD10_F00", "ICD10_F01", "ICD10_F03", "ICD10_G30") > NEVER
    coded = records.last("DEM_COD") > NEVER
    everyone = int((coded & records.here).sum())
    only_there = int((hospital & ~coded & records.here).sum())

    assert (hospital & coded).any()
    assert 0 < only_there < 0.5 * everyone
