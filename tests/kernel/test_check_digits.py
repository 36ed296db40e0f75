"""The check digit of an identifier catches slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpcn.kernel.check_digits import check_digit, check_digit_holds

# D5 as a table, row after row: the published multiplication of Verhoeff's scheme.
TABLE = (
    "0123456789",
    "1234067895",
    "2340178956",
    "3401289567",
    "4012395678",
    "5987604321",
    "6598710432",
    "7659821043",
    "8765932104",
    "9876543210",
)
DIGITS = st.text("0123456789", min_size=5, max_size=17)


def by_the_table(code: str) -> bool:
    """The slow obvious version: turn every digit by the published table, place after place."""
    turn = "1576283094"
    total = 0
    for place, digit in enumerate(reversed(code)):
        turned = int(digit)
        for _ in range(place % 8):
            turned = int(turn[turned])
        total = int(TABLE[total][turned])
    return total == 0


@pytest.mark.parametrize("payload", ["236", "7352", "12345"])
def test_a_digit_holds_and_every_other_does_not(payload: str) -> None:
    right = check_digit(payload)

    assert [digit for digit in "0123456789" if check_digit_holds(payload + digit)] == [right]


def test_the_published_example_has_its_digit() -> None:
    assert check_digit("236") == "3"


@given(DIGITS)
def test_the_sum_is_that_of_the_published_table(code: str) -> None:
    assert check_digit_holds(code) == by_the_table(code)


@given(DIGITS, st.data())
def test_one_wrong_digit_is_always_caught(payload: str, data: st.DataObject) -> None:
    code = payload + check_digit(payload)
    at = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[at]]))

    assert not check_digit_holds(code[:at] + other + code[at + 1 :])


@given(DIGITS, st.data())
def test_two_neighbours_swapped_are_always_caught(payload: str, data: st.DataObject) -> None:
    code = payload + check_digit(payload)
    at = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]

    assert swapped == code or not check_digit_holds(swapped)
