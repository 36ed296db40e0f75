"""One body under several names."""

from __future__ import annotations

from openpcn.kernel.plain_names import plain_name


def test_four_ways_of_writing_a_charity_are_one_name() -> None:
    written = (
        "The St. Anne's Community Café",
        "ST ANNES COMMUNITY CAFE",
        "Saint Anne\N{RIGHT SINGLE QUOTATION MARK}s Community Cafe CIO",
        "St Anne's Community Café (registered charity)",
    )
    assert {plain_name(each) for each in written} == {"annes cafe community st"}


def test_two_charities_stay_two() -> None:
    assert plain_name("Age Well Northfield") != plain_name("Age Well Southfield")


def test_a_name_of_an_emoji_or_of_empty_words_keeps_its_characters() -> None:
    assert plain_name(" 🌻 ") == "🌻"
    assert plain_name("The Trust") == "the trust"
