"""The check digit of a SNOMED CT identifier: Verhoeff's, which catches every slip of one digit.

Published in J. Verhoeff, Error Detecting Decimal Codes, 1969; the SNOMED CT Release File
Specification (Representing SCTIDs) takes it over unchanged.
"""

from __future__ import annotations

TURN = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)
"""How a digit is changed by its place, counted from the right; the places repeat after eight."""

BACK = "0432156789"
"""The digit that takes another one back to nought."""


def check_digit(payload: str) -> str:
    """The digit to write after the digits of `payload`."""
    return BACK[_sum(payload, first_place=1)]


def check_digit_holds(code: str) -> bool:
    """Whether the last digit of a code of digits is the one that the others ask for."""
    return _sum(code, first_place=0) == 0


def _sum(digits: str, *, first_place: int) -> int:
    total = 0
    for place, digit in enumerate(reversed(digits), start=first_place):
        total = _combined(total, int(TURN[place % 8][int(digit)]))
    return total


def _combined(one: int, other: int) -> int:
    """Two moves of a pentagon after each other: 0 to 4 are turns, 5 to 9 mirrored turns."""
    if one < 5:
        return (one + other) % 5 if other < 5 else 5 + (one + other) % 5
    return 5 + (one - other) % 5 if other < 5 else (one - other) % 5
