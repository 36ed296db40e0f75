"""Counts of a group by segment, attacked beside what other pages show; ratios age for age."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

from openpcn.kernel.disclosure import regime
from openpcn.workflows.population.group_tables import Areas, as_published
from openpcn.workflows.population.segment_disclosure import Crossed, MayLeave
from openpcn.workflows.population.segment_rates import age_for_age
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
        out = leaves(found, found + others, PRACTICES)
        held = {(p, "x", "yes"): int(n) for p, n in zip(PRACTICES, found.sum(axis=1), strict=True)}
        by_practice = as_published(held, "x", ("yes",), one_network(PRACTICES), RULE).shown
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


def one_network(practices: tuple[str, ...]) -> Areas:
    """A page of one network."""
    return Areas(here=practices, networks=(practices,))


def leaves(
    found: np.ndarray,
    everybody: np.ndarray,
    practices: tuple[str, ...],
    labels: tuple[str, ...] = LABELS,
    areas: Areas | None = None,
) -> MayLeave:
    """What the page of a network, or of other areas, may show."""
    crossed = Crossed(
        found=found, everybody=everybody, practices=practices, labels=labels, rule=RULE
    )
    return crossed.may_leave(areas or one_network(practices))


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
    out = leaves(np.array([[140, 31, 3]]), np.array([[400, 90, 60]]), ("A",))
    assert out.sizes == {"fit": 400, "mild": 90, "severe": 60, "": 550}
    assert out.found == {"fit": 140, "mild": 30, "severe": None, "": 175}


def test_where_no_count_by_segment_can_leave_none_does() -> None:
    few = np.array([[3, 2]])
    out = leaves(few, few, ("A",), labels=("fit", "mild"))
    assert set(out.found.values()) | set(out.sizes.values()) == {None}


def test_few_people_of_a_group_have_no_ratio() -> None:
    found, everybody = np.array([[12, 0], [0, 9]]), np.array([[100, 50], [50, 100]])
    first, second = age_for_age(found, everybody)
    assert first is not None
    assert first.value == pytest.approx(12 / (100 * 12 / 150 + 50 * 9 / 150))
    assert second is None


def test_a_wider_area_is_decided_beside_its_networks() -> None:
    practices, labels = ("A", "B", "C", "D"), ("fit", "frail")
    everybody = np.array([[900, 200], [800, 300], [700, 250], [600, 150]])
    found = np.array([[90, 40], [80, 3], [70, 35], [60, 30]])
    wide = Areas(here=practices, networks=(("A", "B"), ("C", "D")))
    out = leaves(found, everybody, practices, labels, wide)
    assert out.sizes == {"fit": 3000, "frail": 900, "": 3900}
    assert out.found[""] == 410


def test_an_attacker_with_the_pages_of_networks_and_of_a_wider_area_is_left_in_doubt() -> None:
    """Sizes of the wider area are on another page, and narrow a small count a little."""
    practices, labels, attacked = ("A", "B", "C"), ("fit", "frail"), 0
    networks = (("A", "B"), ("C",))
    groups = [f"{p}.{label}.{w}" for p, label, w in product(practices, labels, "yn")]
    for seed in range(6):
        chance = random.Random(seed)
        true = {one: chance.choice([0, 3, 5, 12, 40, 90]) for one in groups}
        found, others = (
            np.array([[true[f"{p}.{label}.{w}"] for label in labels] for p in practices])
            for w in "yn"
        )
        seen = []
        for here in (*networks, practices):
            areas = Areas(here=here, networks=tuple(n for n in networks if {*n} <= {*here}))
            out = leaves(found, found + others, practices, labels, areas)
            for label in ("", *labels):
                inside = those_of(groups, here, label)
                seen.append((inside, out.sizes[label], RULE))
                having = frozenset(one for one in inside if one.endswith("y"))
                seen.append((having, out.found[label], RULE))
        for here, label, word in product((*networks, practices), labels, "yn"):
            inside = frozenset(one for one in those_of(groups, here, label) if one.endswith(word))
            if 1 <= sum(true[one] for one in inside) <= RULE.threshold:
                low, high = bounds_of(inside, seen, groups)
                assert high - low >= RULE.protection - 2, (seed, here, label, word)
                attacked += 1
    assert attacked > 3


def those_of(groups: list[str], practices: tuple[str, ...], label: str) -> frozenset[str]:
    """The pieces of some practices, of one segment or all."""
    return frozenset().union(*(those(groups, practice=one, label=label) for one in practices))
