"""Every definition that is shipped: its vignettes come out, and it is counted honestly."""

from __future__ import annotations

from collections import Counter

import pytest

from openpcn.kernel.errors import NotFound
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
    with pytest.raises(NotFound, match="qof_gout"):
        phenotype_called("qof_gout")
