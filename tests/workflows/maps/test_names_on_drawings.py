"""Names on maps and diagrams: as people write them, as long as there is room, told apart."""

from __future__ import annotations

import pytest

from openpcn.workflows.drawings.text import (
    balance,
    brief_name,
    cut,
    fitted,
    practice_name,
    short_name,
    told_apart,
    width_of,
    wrap,
)


@pytest.mark.parametrize(
    ("published", "on_a_map"),
    [
        ("NORTH TOWN PCN", "North Town"),
        ("Old Town Primary Care Network", "Old Town"),
        ("G3 PCN", "G3 PCN"),
        ("Old Town neighbourhood", "Old Town"),
    ],
)
def test_a_network_is_named_without_what_every_network_is_called(
    published: str, on_a_map: str
) -> None:
    assert short_name(published) == on_a_map


def test_a_practice_loses_its_brackets_and_then_what_every_practice_is_called() -> None:
    assert practice_name("THE MILLBANK SURGERY (A N OTHER)") == "The Millbank Surgery"
    assert brief_name("THE MILLBANK SURGERY (A N OTHER)") == "Millbank"
    assert brief_name("THE SURGERY") == "Surgery"


def test_a_name_is_as_long_as_there_is_room() -> None:
    name = "THE MILLBANK SURGERY (A N OTHER)"
    assert fitted(name, 13, 400) == "The Millbank Surgery (A N Other)"
    assert fitted(name, 13, 150) == "The Millbank Surgery"
    assert fitted(name, 13, 60) == "Millbank"
    assert fitted(name, 13, 20).endswith("…")


def test_two_practices_that_would_read_alike_keep_their_brackets() -> None:
    names = ["MILLBANK SURGERY (ONE)", "MILLBANK SURGERY (TWO)", "LAKESIDE SURGERY (THREE)"]
    assert told_apart(names, [brief_name(name) for name in names]) == [
        "Millbank (One)",
        "Millbank (Two)",
        "Lakeside",
    ]


def test_words_are_cut_and_wrapped_to_the_room_there_is() -> None:
    text = "North West Example and Somewhere Else"
    assert all(width_of(line, 13) <= 120 for line in wrap(text, 13, 120, lines=2))
    assert width_of(cut(text, 13, 60), 13) <= 60
    assert balance(text, 13, 90) == ["North West Example", "and Somewhere Else"]
    assert balance("North", 13, 5) == ["North"]
