"""Every definition that is shipped: its vignettes come out, and it is counted honestly."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from openpcn.kernel.errors import NotFound
from openpcn.rulebook.clusters import clusters
from openpcn.rulebook.phenotypes import (
    Phenotype,
    catalogue,
    failures,
    phenotype_called,
    phenotypes,
)
from openpcn.rulebook.phenotypes.described import FIRST_THREE, FOURTH
from openpcn.rulebook.statuses import Status

WHOLE = {one.name: one for one in phenotypes(vignettes=True)}


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_every_vignette_comes_out_as_a_clinician_expects(name: str) -> None:
    assert list(failures(WHOLE[name], catalogue())) == []


def test_every_definition_has_its_four_kinds_of_vignette_and_its_source() -> None:
    for one in WHOLE.values():
        kinds = {vignette.kind for vignette in one.vignettes}
        assert set(FIRST_THREE) <= kinds, one.name
        assert kinds & set(FOURTH), one.name
        assert len(one.vignettes) >= 4, one.name
        assert one.source.title, one.name
        assert one.source.clause, one.name
        assert one.authority, one.name
        assert one.words.endswith("."), one.name


def test_what_is_not_verified_says_so_in_a_note() -> None:
    for one in WHOLE.values():
        assert one.status == Status.VERIFIED or one.note, one.name


def counted() -> list[Phenotype]:
    return [one for one in WHOLE.values() if one.counted]


def test_no_two_counted_definitions_have_the_same_rule() -> None:
    rules = Counter(one.definition.rule for one in counted())

    assert [rule for rule, many in rules.items() if many > 1] == []


def test_a_look_alike_names_a_definition_that_counts() -> None:
    assert {one.like for one in WHOLE.values() if one.like} <= {one.name for one in counted()}


def test_the_rules_alone_are_the_rules_of_the_whole_files() -> None:
    assert {one.name: one.definition for one in phenotypes()} == {
        name: one.definition for name, one in WHOLE.items()
    }
    assert not any(one.vignettes for one in phenotypes())


def test_a_definition_is_found_by_its_name() -> None:
    assert phenotype_called("qof_diabetes").words.startswith("Aged 17 or over")
    assert phenotype_called("qof_diabetes", vignettes=True).vignettes
    with pytest.raises(NotFound, match="qof_gout"):
        phenotype_called("qof_gout")


def test_at_least_120_definitions_count() -> None:
    assert len(counted()) >= 120


def test_the_families_that_were_promised_are_whole() -> None:
    families = Counter(one.family for one in WHOLE.values())
    deficits = [name for name in WHOLE if name.startswith("efi_")]

    assert len(deficits) == 36 + 2
    assert families["cms"] == 20 + 2
    assert families["charlson"] == 17 + 3
    assert families["hfrs"] == 2
    assert families["qof"] == 21 + 4
    assert {"b2h_segment", "snee_segment", "cohort_high_use", "cohort_rising_risk"} <= set(WHOLE)


def test_every_cluster_is_asked_for_by_a_rule_or_a_vignette() -> None:
    in_vignettes = {
        name
        for one in WHOLE.values()
        for vignette in one.vignettes
        for event in vignette.records.events
        for name in event.clusters
    }

    assert set(clusters()) == set(catalogue().clusters) | in_vignettes


def test_no_definition_holds_a_clinical_code() -> None:
    folder = files("openpcn.rulebook.phenotypes")
    texts = [
        file.read_text(encoding="utf-8")
        for room in folder.iterdir()
        if room.is_dir()
        for file in room.iterdir()
        if file.name.endswith((".toml", ".csv"))
    ]

    assert len(texts) > len(WHOLE)
    assert [found for text in texts for found in re.findall(r"\b\d{6,18}\b", text)] == []
