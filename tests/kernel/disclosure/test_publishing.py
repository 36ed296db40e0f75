"""No small count leaves: tables, totals, overlapping areas and earlier publications, attacked."""

from __future__ import annotations

import random

import pytest

from openpcn.kernel.disclosure import Cell, Publication, publish, regime, regimes
from openpcn.kernel.errors import NotPossible, NotRight, Refused
from tests.kernel.disclosure.attackers import (
    bounds_of,
    divided,
    everything_possible,
    overlapping_town,
    unions,
)

RULES = sorted(regimes())


def cell(key: str, kind: str, people: dict[str, int], groups: frozenset[str] | set[str]) -> Cell:
    return Cell(
        key=key, kind=kind, count=sum(people[one] for one in groups), groups=frozenset(groups)
    )


def town_cells(chance: random.Random, people: dict[str, int]) -> list[Cell]:
    """Networks, neighbourhoods and the place over the same pieces of a town."""
    pieces = list(people)
    cells = [cell("place", "place", people, set(pieces))]
    for kind in ("network", "neighbourhood"):
        for number, inside in enumerate(divided(chance, pieces, 2 + len(pieces) // 3)):
            cells.append(cell(f"{kind} {number}", kind, people, inside))
    return cells


def grid_cells(people: dict[tuple[int, int], int]) -> list[Cell]:
    """A table of rows and columns with all its totals."""
    named = {f"{row}.{column}": count for (row, column), count in people.items()}
    cells = [cell(name, "inner", named, {name}) for name in named]
    for at, kind in ((0, "row"), (1, "column")):
        for line in sorted({key[at] for key in people}):
            inside = {f"{key[0]}.{key[1]}" for key in people if key[at] == line}
            cells.append(cell(f"{kind} {line}", kind, named, inside))
    return [*cells, cell("all", "all", named, set(named))]


def seen(*publications: Publication) -> list[tuple[frozenset[str], int | None, object]]:
    return [(one.groups, one.shown, each.regime) for each in publications for one in each.cells]


def published(cells: list[Cell], name: str, *beside: Publication) -> Publication | None:
    try:
        return publish(cells, regime(name), beside=beside)
    except Refused:
        return None


@pytest.mark.parametrize("name", RULES)
def test_whoever_lists_every_possible_table_of_overlapping_areas_pins_no_small_count(
    name: str,
) -> None:
    rule, attacked = regime(name), 0
    for seed in range(12):
        chance = random.Random(seed)
        people = overlapping_town(chance, pieces=4, small=0.5)
        people = {piece: count % 19 for piece, count in people.items()}
        found = published(town_cells(chance, dict(people)), name)
        if found is None:
            continue
        pieces = list(people)
        possible = everything_possible(seen(found), pieces, most=26)
        for union in unions(pieces):
            true = sum(people[piece] for piece in union)
            if not 1 <= true <= rule.threshold:
                continue
            attacked += 1
            sums = possible[:, [pieces.index(piece) for piece in union]].sum(axis=1)
            assert sums.min() <= true <= sums.max()
            assert sums.max() - sums.min() >= rule.protection, (seed, union, found.shown)
    assert attacked > 20


@pytest.mark.parametrize("name", RULES)
def test_highs_cannot_narrow_a_withheld_count_in_a_table_with_totals(name: str) -> None:
    rule = regime(name)
    for seed in range(4):
        chance = random.Random(100 + seed)
        people = {
            (row, column): chance.choice([0, 1, 3, 6, 9, 20, 45])
            for row in range(5)
            for column in range(4)
        }
        cells = grid_cells(people)
        found = publish(cells, rule)
        groups = [f"{row}.{column}" for row, column in people]
        for one in cells:
            if 1 <= one.count <= rule.threshold:
                low, high = bounds_of(one.groups, seen(found), groups)
                assert low <= one.count <= high
                assert high - low >= rule.protection, (seed, one.key)


@pytest.mark.parametrize("name", RULES)
def test_highs_cannot_narrow_a_difference_between_network_neighbourhood_and_place(
    name: str,
) -> None:
    rule, attacked = regime(name), 0
    for seed in range(6):
        chance = random.Random(200 + seed)
        people = dict(overlapping_town(chance, pieces=14, small=0.4))
        cells = town_cells(chance, people)
        found = published(cells, name)
        assert found is not None
        sets = [one.groups for one in cells]
        sets += [whole - part for whole in sets for part in sets if part < whole]
        sets += [one & other for one in sets[: len(cells)] for other in sets[: len(cells)]]
        for inside in {one for one in sets if one}:
            if 1 <= sum(people[piece] for piece in inside) <= rule.threshold:
                low, high = bounds_of(inside, seen(found), list(people))
                assert high - low >= rule.protection, (seed, inside)
                attacked += 1
    assert attacked > 10


def test_what_was_published_before_is_part_of_the_attack() -> None:
    people = {"a": 30, "b": 3, "c": 40, "d": 55, "e": 61}
    rule = regime("seven")
    divided_as = {"n1": "ab", "n2": "cd", "n3": "e"}, {"h1": "a", "h2": "bc", "h3": "d", "h4": "e"}
    networks, areas = (
        [cell(key, kind, people, frozenset(inside)) for key, inside in parts.items()]
        for kind, parts in zip(("network", "area"), divided_as, strict=True)
    )
    first = publish(networks, rule)
    assert first.shown == {"n1": 33, "n2": 95, "n3": 61}
    assert publish(areas, rule).shown == {"h1": 30, "h2": 43, "h3": 55, "h4": 61}
    assert bounds_of(frozenset("b"), seen(first, publish(areas, rule)), list(people)) == (3, 3)
    later = publish(areas, rule, beside=[first])
    low, high = bounds_of(frozenset("b"), seen(first, later), list(people))
    assert high - low >= rule.protection
    assert later.shown["h4"] == 61


def test_a_table_next_to_which_a_small_count_is_told_already_is_refused() -> None:
    people = {"a": 30, "b": 3, "c": 50}
    rule = regime("seven")
    careless = [
        publish([cell("whole", "w", people, {"a", "b"})], rule),
        publish([cell("part", "p", people, {"a"})], rule),
    ]
    again = [cell("b again", "x", people, {"b"}), cell("c", "x", people, {"c"})]
    with pytest.raises(Refused, match="With what has been published before"):
        publish(again, rule, beside=careless)


@pytest.mark.parametrize("name", RULES)
def test_areas_that_overlap_in_a_ring_are_attacked_with_whole_people(name: str) -> None:
    rule = regime(name)
    for people in ({"a": 8, "b": 8, "c": 8}, {"a": 3, "b": 9, "c": 11}, {"a": 12, "b": 5, "c": 20}):
        ring = [cell(pair, pair, people, frozenset(pair)) for pair in ("ab", "bc", "ca")]
        found = published(ring, name)
        if found is None:
            continue
        possible = everything_possible(seen(found), list("abc"), most=40)
        for at, piece in enumerate("abc"):
            if 1 <= people[piece] <= rule.threshold:
                assert int(possible[:, at].max() - possible[:, at].min()) >= rule.protection


def test_one_small_count_in_a_row_takes_another_with_it_and_large_ones_stay() -> None:
    people = {"a": 3, "b": 12, "c": 80, "d": 90}
    cells = [cell(name, "area", people, {name}) for name in people]
    found = publish([*cells, cell("all", "all", people, set(people))], regime("seven"))
    assert found.shown == {"a": None, "b": None, "c": 80, "d": 90, "all": 185}
    assert found.sentence == (
        "Counts of one to seven are withheld. 2 of 5 counts are withheld: small ones, "
        "and others from which small ones could be worked out."
    )


def test_large_counts_are_shown_rounded_and_nothing_is_withheld() -> None:
    people = {"a": 52, "b": 48}
    cells = [cell(name, "area", people, {name}) for name in people]
    found = publish([*cells, cell("all", "all", people, {"a", "b"})], regime("seven_and_five"))
    assert found.shown == {"a": 50, "b": 50, "all": 100}
    assert found.sentence == regime("seven_and_five").words


@pytest.mark.parametrize(("name", "shown"), [("one_to_seven", 0), ("seven_and_five", None)])
def test_noughts_are_shown_only_where_the_rule_shows_them(name: str, shown: int | None) -> None:
    people = {"a": 0, "b": 48}
    found = publish([cell(one, "area", people, {one}) for one in people], regime(name))
    assert found.shown["a"] is shown


def test_nearly_everybody_is_as_telling_as_nearly_nobody() -> None:
    people = {"with": 97, "without": 3}
    cells = [
        cell("has it", "answer", people, {"with"}),
        cell("has it not", "answer", people, {"without"}),
        cell("everybody", "all", people, {"with", "without"}),
    ]
    found = publish(cells, regime("seven"))
    assert found.shown["has it not"] is None
    assert sum(number is None for number in found.shown.values()) == 2


def test_a_network_of_three_people_is_refused_and_no_table_needs_no_rule() -> None:
    with pytest.raises(Refused, match="no count of the table can be shown"):
        publish([cell("n", "network", {"a": 3}, {"a"})], regime("one_to_seven"))
    assert publish([], regime("five")).cells == ()


def test_counts_that_contradict_each_other_are_refused() -> None:
    wrong = [
        Cell(key="all", kind="all", count=50, groups=frozenset("ab")),
        Cell(key="a", kind="part", count=70, groups=frozenset("a")),
        Cell(key="b", kind="part", count=2, groups=frozenset("b")),
    ]
    with pytest.raises(NotRight, match="contradict each other"):
        publish(wrong, regime("seven"))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([("a", "k", 1, "x"), ("a", "k", 1, "y")], "a is in the table twice"),
        ([("a", "k", 1, "")], "counts nobody's group"),
        ([("a", "k", -1, "x")], "fewer than nobody"),
        ([("a", "k", 9, "xy"), ("b", "k", 9, "y")], "both of the kind 'k' and both count y"),
    ],
)
def test_tables_that_cannot_be_are_refused(
    cells: list[tuple[str, str, int, str]], said: str
) -> None:
    made = [Cell(key=k, kind=d, count=n, groups=frozenset(g)) for k, d, n, g in cells]
    with pytest.raises(NotRight, match=said):
        publish(made, regime("seven"))


def test_the_same_table_is_always_published_alike() -> None:
    chance = random.Random(1)
    people = {(row, column): chance.randint(0, 40) for row in range(6) for column in range(6)}
    cells = grid_cells(people)
    assert publish(cells, regime("seven")) == publish(cells, regime("seven"))


def test_every_rule_has_its_words_and_source_and_others_are_not_possible() -> None:
    for rule in regimes().values():
        assert rule.words.endswith(".")
        assert rule.source
        assert rule.protection >= 5
        for count in range(60):
            if not rule.withholds(count):
                low, high = rule.known_from(rule.rounded(count))
                assert low <= count <= high
    with pytest.raises(NotPossible, match="no disclosure rule 'none'"):
        regime("none")
