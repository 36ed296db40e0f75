"""Counts of a group by segment, attacked beside what other pages show; ratios age for age."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

from openpcn.kernel.disclosure import regime
from openpcn.workflows.population.segment_disclosure import what_may_leave
from openpcn.workflows.population.segment_rates import age_for_age
from openpcn.workflows.population.show_groups import published
from tests.kernel.disclosure.attackers import bounds_of

RULE = regime("one_to_seven")
PRACTICES, LABELS = ("A", "B"), ("fit", "mild", "severe")


def test_an_attacker_with_every_page_cannot_tell_a_small_count_in_a_segment() -> None:
    attacked = 0
    groups = [f"{p}.{label}.{w}" for p, label, w in product(PRACTICES, LABELS, "yn")]
    for seed in range(8):
        chance = random.Random(seed)
        true = {one: chance.choice([0, 2, 4, 9, 30, 75]) for one in groups}
        found, others = (
            np.array([[true[f"{p}.{label}.{w}"] for label in LABELS] for p in PRACTICES])
            for w in "yn"
        )
        out = what_may_leave(found, found + others, practices=PRACTICES, labels=LABELS, rule=RULE)
        by_practice = published(
            {(p, "x", "yes"): int(n) for p, n in zip(PRACTICES, found.sum(axis=1), strict=True)},
            "x",
            ("yes",),
            PRACTICES,
            RULE,
        ).shown
        seen = [(those(groups, label=label, word="y"), out.found[label], RULE) for label in LABELS]
        seen += [(those(groups, label=label), out.sizes[label], RULE) for label in LABELS]
        seen += [(those(groups), out.sizes[""], RULE)]
        seen += [(those(groups, practice=p, word="y"), by_practice[f"{p}|yes"], RULE) for p in "AB"]
        seen += [(those(groups, word="y"), by_practice["|yes"], RULE)]
        small = [those(groups, label=label, word=word) for label, word in product(LABELS, "yn")]
        for inside in small + [those(groups, practice=p, word="y") for p in PRACTICES]:
            if 1 <= sum(true[one] for one in inside) <= RULE.threshold:
                low, high = bounds_of(inside, seen, groups)
                assert high - low >= RULE.protection, (seed, inside, seen)
                attacked += 1
    assert attacked > 5


def those(
    groups: list[str], *, practice: str = "", label: str = "", word: str = ""
) -> frozenset[str]:
    """The pieces of a practice, a segment, with or without; each where it is named."""
    wanted = (practice, label, word)
    return frozenset(
        one
        for one in groups
        if all(not want or want == part for want, part in zip(wanted, one.split("."), strict=True))
    )


def test_counts_stand_as_other_pages_show_them() -> None:
    out = what_may_leave(
        np.array([[140, 31, 3]]),
        np.array([[400, 90, 60]]),
        practices=("A",),
        labels=LABELS,
        rule=RULE,
    )
    assert out.sizes == {"fit": 400, "mild": 90, "severe": 60, "": 550}
    assert out.found == {"fit": 140, "mild": 30, "severe": None, "": 175}


def test_where_no_count_by_segment_can_leave_none_does() -> None:
    few = np.array([[3, 2]])
    out = what_may_leave(few, few, practices=("A",), labels=("fit", "mild"), rule=RULE)
    assert set(out.found.values()) | set(out.sizes.values()) == {None}


def test_few_people_of_a_group_have_no_ratio() -> None:
    found, everybody = np.array([[12, 0], [0, 9]]), np.array([[100, 50], [50, 100]])
    first, second = age_for_age(found, everybody)
    assert first is not None
    assert first.value == pytest.approx(12 / (100 * 12 / 150 + 50 * 9 / 150))
    assert second is None
