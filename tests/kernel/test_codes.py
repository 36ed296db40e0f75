"""Codes are told by their shape, postcodes however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.kernel.codes import (
    SHAPES,
    compact_postcode,
    kind_of_code,
    residence_is_known,
    tidy_code,
    tidy_postcode,
)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("Z90001", "practice"),
        (" z90001 ", "practice"),
        ("U90001", "network"),
        ("99Z", "sub_icb"),
        ("Z9Z9Z", "sub_icb"),
        ("QZ9", "icb"),
        ("Y99", "region"),
        ("E01999999", "lsoa"),
        ("E02999999", "msoa"),
        ("E05999999", "ward"),
        ("U", None),
        ("", None),
        ("Z9000", None),
        ("NO2011", None),
    ],
)
def test_a_code_shows_what_it_can_be(code: str, kind: str | None) -> None:
    assert kind_of_code(code) == kind


@settings(deadline=None)
@given(st.from_regex("|".join(shape.pattern for shape in SHAPES.values()), fullmatch=True))
def test_no_code_can_be_two_things(code: str) -> None:
    assert sum(shape.fullmatch(code) is not None for shape in SHAPES.values()) == 1


def test_a_code_is_stored_in_upper_case_without_blanks() -> None:
    assert tidy_code(" z90001\n") == "Z90001"


def test_residence_not_known_is_no_area() -> None:
    assert residence_is_known("E01999999")
    assert not residence_is_known("NO2011")
    assert not residence_is_known("NO2021")


@pytest.mark.parametrize("typed", ["ZZ9 9ZZ", "zz99zz", " z z 99 zz "])
def test_a_postcode_is_read_however_it_is_typed(typed: str) -> None:
    assert tidy_postcode(typed) == "ZZ9 9ZZ"
    assert compact_postcode(typed) == "ZZ99ZZ"


@pytest.mark.parametrize("typed", ["", "ZZ9", "ZZ9 ZZZ", "Riverside", "12345"])
def test_what_is_no_postcode_is_nothing(typed: str) -> None:
    assert tidy_postcode(typed) is None
    assert compact_postcode(typed) is None
