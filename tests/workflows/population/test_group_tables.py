"""Counts of a definition are alike on every page that counts the same people."""

from __future__ import annotations

import random
from itertools import combinations

from openpcn.kernel.disclosure import regime
from openpcn.workflows.population.group_tables import TOGETHER, Areas, as_published
from tests.kernel.disclosure.attackers import bounds_of

RULE = regime("one_to_seven")
NETWORKS = (("A", "B", "C"), ("D", "E"), ("F",), ("G", "H"))
EVERY = tuple("ABCDEFGH")
PLACES = (tuple("ABCDEF"), tuple("GH"))
PAGES = [
    *(Areas(here=(one,), networks=(network,)) for network in NETWORKS for one in network),
    *(Areas(here=network, networks=(network,)) for network in NETWORKS),
    Areas(here=PLACES[0], networks=NETWORKS[:3]),
    Areas(here=EVERY, networks=NETWORKS, places=PLACES),
]


def shown_on(areas: Areas, people: dict[str, int]) -> dict[str, int | None]:
    """Practice, or together, → people, as a page shows them."""
    counts = {(code, "x", "yes"): n for code, n in people.items()}
    table = as_published(counts, "x", ("yes",), areas, RULE).shown
    return {key.partition("|")[0]: n for key, n in table.items()}


def test_a_practice_has_the_same_count_on_every_page() -> None:
    people = dict(zip(EVERY, (40, 3, 50, 20, 60, 5, 30, 2), strict=True))
    said = {}
    for page in PAGES:
        for code, n in shown_on(page, people).items():
            if code != TOGETHER:
                assert said.setdefault(code, n) == n, (page, code)
    assert said["B"] is None
    alone = shown_on(Areas(here=("A",), networks=(NETWORKS[0],)), people)
    assert alone["A"] == alone[TOGETHER]


def test_the_pages_of_practices_networks_places_and_systems_tell_no_small_count_together() -> None:
    attacked = 0
    for seed in range(5):
        chance = random.Random(seed)
        people = {code: chance.choice([0, 1, 4, 6, 9, 22, 60]) for code in EVERY}
        seen = [
            (frozenset(page.here if code == TOGETHER else code), n, RULE)
            for page in PAGES
            for code, n in shown_on(page, people).items()
        ]
        pieces = [*map(frozenset, EVERY), *(frozenset(one) for one in NETWORKS)]
        pieces += [frozenset(pair) for one in NETWORKS for pair in combinations(one, 2)]
        for inside in pieces:
            if 1 <= sum(people[code] for code in inside) <= RULE.threshold:
                low, high = bounds_of(inside, seen, list(EVERY))
                assert high - low >= RULE.protection, (seed, inside, people)
                attacked += 1
    assert attacked > 8


def test_many_practices_are_counted_together_only() -> None:
    networks = tuple((f"P{at:02}",) for at in range(21))
    every = tuple(code for network in networks for code in network)
    people = dict.fromkeys(every, 50)
    assert shown_on(Areas(here=every, networks=networks), people) == {TOGETHER: 1050}
