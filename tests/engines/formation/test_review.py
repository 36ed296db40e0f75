"""Any grouping is judged by each rule, and each finding says what, where and by how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from openpcn.engines.formation.review import (
    Brief,
    CatchmentPiece,
    Finding,
    Growth,
    Practice,
    Rationale,
    review,
)
from openpcn.engines.formation.review.findings import CONSEQUENCE
from openpcn.kernel.errors import NotRight
from openpcn.kernel.points import Point

BRIEF = Brief(
    smallest=30_000,
    largest=50_000,
    neighbour_rule="Practices side by side are neighbours.",
    names={"N1": "Riverside", "N2": "Hillside", "P1": "Vale", "P2": "Moor", "S1": "North"},
)


def practice(
    code: str,
    patients: int | None,
    *,
    km: float | None = None,
    place: str | None = None,
    system: str | None = None,
) -> Practice:
    point = None if km is None else Point(easting=km * 1000, northing=0)
    return Practice(
        code=code,
        name=f"Surgery {code}",
        registered_patients=patients,
        point=point,
        place=place,
        system=system,
    )


def line(codes: str) -> dict[str, set[str]]:
    """Practices side by side in a row."""
    return {
        code: {codes[i] for i in (place - 1, place + 1) if 0 <= i < len(codes)}
        for place, code in enumerate(codes)
    }


def the(findings: tuple[Finding, ...], code: str) -> Finding:
    found = [finding for finding in findings if finding.code == code]
    assert len(found) == 1, findings
    return found[0]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def sentence(finding: Finding) -> str:
    assert finding.mend is not None
    return finding.mend.sentence


def test_a_map_in_order_has_no_findings() -> None:
    practices = [practice("a", 20_000), practice("b", 15_000), practice("c", 40_000)]
    brief = replace(BRIEF, neighbours=line("abc"))
    assert review(practices, {"a": "N1", "b": "N1", "c": "N2"}, brief) == ()


def test_nothing_at_all_has_no_findings() -> None:
    assert review([], {}, BRIEF) == ()


def test_every_practice_is_in_a_network_or_a_finding() -> None:
    practices = [practice("a", 30_000), practice("b", 8_123, place="P1", system="S1")]
    found = the(review(practices, {"a": "N1"}, replace(BRIEF, neighbours=line("ab"))), "unplaced")
    assert found.title == "Surgery b is in no network"
    assert (found.practices, found.areas, found.amount) == (("b",), ("P1", "S1"), 8_123)
    assert sentence(found) == (
        "The smallest change that would mend it: Surgery b (8,123 patients) joins Riverside."
    )


def test_an_unplaced_practice_large_enough_can_stand_alone() -> None:
    found = the(review([practice("a", 31_000)], {}, BRIEF), "unplaced")
    assert sentence(found).endswith("Surgery a (31,000 patients) forms a network of its own.")


def test_an_unplaced_practice_joins_the_nearest_that_can_take_it() -> None:
    practices = [
        practice("a", 30_000, km=0),
        practice("b", 5_000, km=4),
        practice("c", 30_000, km=5),
        practice("d", 49_000, km=4),
    ]
    network_of = {"a": "N1", "c": "N2", "d": "N3"}
    brief = replace(BRIEF, neighbours={"b": {"a", "c", "d"}, "a": (), "c": (), "d": ()})
    found = the(review(practices, network_of, brief), "unplaced")
    assert sentence(found).endswith("joins Hillside.")


def test_an_unplaced_practice_that_nobody_can_take_is_left_to_the_commissioner() -> None:
    practices = [practice("a", 49_000), practice("b", 5_000)]
    found = the(review(practices, {"a": "N1"}, replace(BRIEF, neighbours=line("ab"))), "unplaced")
    assert "the commissioner arranges cover" in sentence(found)


def test_an_unplaced_practice_whose_list_is_not_held_has_no_size_and_no_change() -> None:
    practices = [practice("a", 30_000), practice("b", None, place="P1", system="S1")]
    found = review(practices, {"a": "N1"}, replace(BRIEF, neighbours=line("ab")))
    assert codes(found) == ["unplaced_unlisted"]
    assert found[0].title == "Surgery b is in no network: list not held"
    assert found[0].detail == (
        "Its list is not held, so how many patients are in no network is not known."
    )
    assert (found[0].amount, found[0].unit, found[0].areas) == (1, "practices", ("P1", "S1"))
    assert found[0].mend is not None
    assert found[0].mend.moves == ()
    assert sentence(found[0]).startswith("Load a list for the day")


def test_many_unplaced_practices_without_lists_are_one_finding() -> None:
    practices = [practice(code, None, place="P1") for code in "abcde"]
    (found,) = review(practices, {}, BRIEF)
    assert found.practices == tuple("abcde")
    assert found.title == "Five practices are in no network: lists not held"
    assert found.detail.startswith("The lists are not held, so how many")
    (few,) = review(practices[:2], {}, BRIEF)
    assert few.detail.startswith("The lists of Surgery a and Surgery b are not held")
    placed = review([*practices, practice("f", 900)], {}, BRIEF)
    assert [(f.code, len(f.practices)) for f in placed] == [
        ("unplaced", 1),
        ("unplaced_unlisted", 5),
    ]


def test_a_practice_whose_list_is_not_held_is_cut_off_but_not_moved() -> None:
    brief = replace(BRIEF, neighbours={"a": "b", "b": "a", "c": "d", "d": "c"})
    practices = [practice("a", 20_000), practice("b", 11_000), practice("c", None)]
    found = the(
        review(
            [*practices, practice("d", 31_000)], dict.fromkeys("abc", "N1") | {"d": "N2"}, brief
        ),
        "not_contiguous",
    )
    assert found.detail == "Surgery c (list not held) does not neighbour the others."
    assert found.mend is not None
    assert found.mend.moves == ()
    two = the(
        review([*practices, practice("d", 1_000)], dict.fromkeys("abcd", "N1"), brief),
        "not_contiguous",
    )
    assert "(not every list held)" in two.detail


def test_a_practice_that_is_not_known_is_named() -> None:
    found = the(review([practice("a", 30_000)], {"a": "N1", "x": "N1"}, BRIEF), "unknown_practice")
    assert found.title == "x has a network but is not among the practices"
    assert "Add the practice" in sentence(found)


def test_a_practice_twice_among_the_practices_is_refused() -> None:
    with pytest.raises(NotRight, match="b stands in the practices more than once"):
        review([practice("a", 1), practice("b", 1), practice("b", 2)], {}, BRIEF)


def test_a_network_below_the_band_says_by_how_much_and_when_it_reaches_it() -> None:
    brief = replace(
        BRIEF,
        growth={"N1": Growth(patients=426, since=date(2022, 7, 1), until=date(2025, 3, 1))},
    )
    found = the(review([practice("a", 28_655)], {"a": "N1"}, brief), "below_smallest")
    assert found.title == "1,345 patients below 30,000"
    assert (found.amount, found.unit, found.network, found.explained) == (
        1_345,
        "patients",
        "N1",
        False,
    )
    assert found.detail == (
        "No written rationale is held. The list grew by 426 since July 2022; "
        "at that pace it reaches 30,000 in about eight years."
    )
    assert sentence(found) == (
        "No change of one or two practices would mend it without breaking another network: "
        "write a rationale, or look for a larger change."
    )


@pytest.mark.parametrize(
    ("patients", "changed", "words"),
    [
        (28_000, -300, "The list fell by 300 since July 2022."),
        (28_000, 0, ""),
        (52_000, 900, "The list grew by 900 since July 2022."),
        (
            52_000,
            -900,
            (
                "The list fell by 900 since July 2022; "
                "at that pace it is down to 50,000 in about six years."
            ),
        ),
    ],
)
def test_growth_is_told_as_it_is(patients: int, changed: int, words: str) -> None:
    growth = Growth(patients=changed, since=date(2022, 7, 1), until=date(2025, 3, 1))
    brief = replace(BRIEF, growth={"N1": growth})
    (found,) = review([practice("a", patients)], {"a": "N1"}, brief)
    assert found.detail == f"No written rationale is held. {words}".strip()


def test_growth_within_one_day_has_no_pace() -> None:
    growth = Growth(patients=10, since=date(2022, 7, 1), until=date(2022, 7, 1))
    (found,) = review([practice("a", 28_000)], {"a": "N1"}, replace(BRIEF, growth={"N1": growth}))
    assert found.detail.endswith("The list grew by 10 since July 2022.")


def test_a_written_rationale_explains_a_size() -> None:
    rationale = Rationale(text="Moors.", signed_by="A. Person", signed_on=date(2025, 3, 31))
    brief = replace(BRIEF, rationales={"N1": rationale})
    (found,) = review([practice("a", 28_000)], {"a": "N1"}, brief)
    assert found.explained
    assert found.detail == "A written rationale is held, signed by A. Person on 31 March 2025."


def test_a_network_above_the_band_says_by_how_much() -> None:
    practices = [practice("a", 40_000), practice("b", 12_000), practice("c", 31_000)]
    brief = replace(BRIEF, neighbours=line("abc"))
    found = the(review(practices, {"a": "N1", "b": "N1", "c": "N2"}, brief), "above_largest")
    assert found.title == "2,000 patients above 50,000"
    assert sentence(found).endswith("Surgery b (12,000 patients) joins Hillside.")


def test_one_practice_above_the_band_stands_alone_and_comes_last() -> None:
    practices = [practice("a", 62_000), practice("b", 20_000)]
    found = review(practices, {"a": "N1", "b": "N2"}, BRIEF)
    assert codes(found) == ["below_smallest", "single_practice_above"]
    assert found[1].title == "12,000 patients above 50,000, in one practice"
    assert "cannot be divided" in sentence(found[1])


def test_a_list_that_is_not_held_is_said_and_no_size_below_is_guessed() -> None:
    practices = [practice("a", None), practice("b", 20_000)]
    found = review(practices, {"a": "N1", "b": "N1"}, BRIEF)
    assert codes(found) == ["list_not_held"]
    assert found[0].title == "1 list not held"
    assert "without Surgery a" in found[0].detail


def test_a_network_in_two_places_says_who_lies_where() -> None:
    practices = [
        practice("a", 10_000, place="P1"),
        practice("b", 10_000, place="P2"),
        practice("c", 10_000, place="P2"),
        practice("d", 10_000),
    ]
    found = the(review(practices, dict.fromkeys("abcd", "N1"), BRIEF), "crosses_place")
    assert found.title == "Its practices lie in two places"
    assert found.detail == "Surgery a is in Vale and Surgery b and Surgery c in Moor."
    assert (found.areas, found.amount, found.unit) == (("P1", "P2"), 2, "places")


def test_many_practices_are_counted_not_named() -> None:
    practices = [practice(c, 8_000, place="P1") for c in "abcd"] + [practice("e", 1, place="P2")]
    found = the(review(practices, dict.fromkeys("abcde", "N1"), BRIEF), "crosses_place")
    assert found.detail == "Surgery e is in Moor and four practices in Vale."


def test_a_network_in_two_systems_is_graver_than_in_two_places() -> None:
    practices = [
        practice("a", 20_000, place="P1", system="S1"),
        practice("b", 20_000, place="P2", system="S2"),
    ]
    found = review(practices, {"a": "N1", "b": "N1"}, BRIEF)
    assert codes(found) == ["crosses_system", "crosses_place"]
    assert found[0].detail == "Surgery a is in North and Surgery b in S2."


def test_practices_that_are_not_neighbours_make_groups() -> None:
    practices = [practice("a", 20_000), practice("b", 40_000), practice("c", 11_083)]
    brief = replace(BRIEF, neighbours=line("abc"))
    found = the(review(practices, {"a": "N1", "b": "N2", "c": "N1"}, brief), "not_contiguous")
    assert found.title == "Its practices form two groups that are not neighbours"
    assert found.detail == "Surgery c (11,083 patients) does not neighbour the others."
    assert found.rule == "Practices side by side are neighbours."
    assert found.practices == ("c",)


def test_several_that_are_cut_off_are_told_together() -> None:
    practices = [practice("a", 20_000), practice("b", 40_000), practice("c", 9_000)]
    practices += [practice("d", 40_000), practice("e", 2_000)]
    network_of = {"a": "N1", "b": "N2", "c": "N1", "d": "N3", "e": "N1"}
    brief = replace(BRIEF, neighbours=line("abcde"))
    found = the(review(practices, network_of, brief), "not_contiguous")
    assert (found.amount, found.unit) == (3, "groups")
    assert found.detail == "Surgery c and Surgery e (11,000 patients) do not neighbour the others."


def test_practices_without_known_neighbours_are_not_judged() -> None:
    practices = [practice("a", 20_000), practice("b", 20_000)]
    assert review(practices, {"a": "N1", "b": "N1"}, replace(BRIEF, neighbours={"a": ()})) == ()


def test_neighbours_hold_both_ways_and_strangers_are_no_neighbours() -> None:
    practices = [practice("a", 20_000), practice("b", 20_000)]
    brief = replace(BRIEF, neighbours={"a": {"b", "x", "a"}, "b": ()})
    assert review(practices, {"a": "N1", "b": "N1"}, brief) == ()


@pytest.mark.parametrize(
    ("pieces", "detail"),
    [
        (
            [CatchmentPiece(area_km2=9), CatchmentPiece(area_km2=2.1, practices=("a", "x"))],
            (
                "The smaller piece, 2 square kilometres, around Surgery a, "
                "is cut off by neighbouring catchments."
            ),
        ),
        (
            [CatchmentPiece(area_km2=9), CatchmentPiece(area_km2=1)],
            "The smaller piece, 1 square kilometre, is cut off by neighbouring catchments.",
        ),
        (
            [CatchmentPiece(area_km2=a) for a in (9, 0.97)],
            "The smaller piece, 1 square kilometre, is cut off by neighbouring catchments.",
        ),
        (
            [CatchmentPiece(area_km2=a) for a in (9, 0.04)],
            "The smaller piece, 4 hectares, is cut off by neighbouring catchments.",
        ),
        (
            [CatchmentPiece(area_km2=a) for a in (9, 0.004)],
            "The smaller piece, under 1 hectare, is cut off by neighbouring catchments.",
        ),
        (
            [CatchmentPiece(area_km2=a) for a in (9, 0.3, 0.2)],
            (
                "The smaller pieces, 0.5 square kilometres together, "
                "are cut off by neighbouring catchments."
            ),
        ),
    ],
)
def test_a_catchment_in_pieces_says_how_large_they_are(
    pieces: list[CatchmentPiece], detail: str
) -> None:
    brief = replace(BRIEF, pieces={"N1": tuple(pieces)})
    found = the(review([practice("a", 30_000)], {"a": "N1"}, brief), "catchment_in_pieces")
    assert found.detail == detail
    assert found.title.startswith("Its catchment is in ")
    assert "Compare options" in sentence(found)


def test_a_catchment_in_one_piece_is_no_finding() -> None:
    brief = replace(BRIEF, pieces={"N1": (CatchmentPiece(area_km2=9),)})
    assert review([practice("a", 30_000)], {"a": "N1"}, brief) == ()


def test_a_practice_far_from_the_central_one_is_named_with_its_distance() -> None:
    practices = [practice("a", 20_000, km=0), practice("b", 9_000, km=20), practice("c", 9_000)]
    brief = replace(BRIEF, farthest_practice_km=22.0)
    found = the(review(practices, dict.fromkeys("abc", "N1"), brief), "practice_far")
    assert found.title == "Surgery b more than 22 km from the central practice"
    assert found.detail == (
        "From Surgery a, the central practice (used for measuring): "
        "Surgery b 26.0 km, straight line × 1.3."
    )
    assert (found.amount, found.unit, found.practices) == (4.0, "km", ("b",))


def test_without_a_limit_or_points_nothing_is_far() -> None:
    practices = [practice("a", 30_000), practice("b", 9_000)]
    brief = replace(BRIEF, farthest_practice_km=1.0)
    assert review(practices, dict.fromkeys("ab", "N1"), brief) == ()
    far = [practice("a", 30_000, km=0), practice("b", 9_000, km=90)]
    assert review(far, dict.fromkeys("ab", "N1"), BRIEF) == ()


def test_patients_who_live_far_are_a_finding_where_a_limit_is_set() -> None:
    brief = replace(BRIEF, farthest_patients_km=5.0, patients_km={"N1": 6.34})
    found = the(review([practice("a", 30_000)], {"a": "N1"}, brief), "patients_far")
    assert found.title == "Patients live 6.3 km on average from its nearest practice"
    assert found.detail == "That is 1.3 km more than 5 km."
    assert review([practice("a", 30_000)], {"a": "N1"}, replace(brief, patients_km={})) == ()


def test_findings_come_gravest_first_then_by_how_much() -> None:
    practices = [practice("a", 10_000), practice("b", 5_000), practice("c", 60_000)]
    practices += [practice("d", 100)]
    found = review(practices, {"a": "N1", "b": "N2", "c": "N3", "x": "N3"}, BRIEF)
    assert [(f.code, f.network) for f in found] == [
        ("unknown_practice", None),
        ("unplaced", None),
        ("below_smallest", "N2"),
        ("below_smallest", "N1"),
        ("single_practice_above", "N3"),
    ]
    assert [f.order for f in found] == sorted(f.order for f in found)
    assert {f.code for f in found} <= set(CONSEQUENCE)


def test_the_order_of_the_practices_does_not_matter() -> None:
    practices = [practice(c, 9_000 + i, km=i, place=f"P{i % 2}") for i, c in enumerate("abcdefgh")]
    network_of = {c: f"N{i % 3}" for i, c in enumerate("abcdefgh")}
    brief = replace(BRIEF, neighbours=line("abcdefgh"), farthest_practice_km=3.0)
    turned = dict(reversed(network_of.items()))
    assert review(practices, network_of, brief) == review(practices[::-1], turned, brief)
