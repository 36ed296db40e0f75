"""Maps shade networks in classes; curves say what they show."""

from __future__ import annotations

from decimal import Decimal

import pytest

from openpcn.workflows.fairness.pictures import classes, pounds_words


def shaded(*values: str) -> tuple[list[int], list[str]]:
    named = {str(at): Decimal(value) for at, value in enumerate(values)}
    shade_of, words = classes(named, pounds_words)
    return [shade_of[code] for code in named], [each for each in words if each]


@pytest.mark.parametrize(
    ("values", "shades"),
    [
        (("1", "2", "3", "4", "5"), [0, 1, 2, 3, 4]),
        (("0", "0", "0", "0.5", "3"), [0, 0, 0, 3, 4]),
        (("7", "7"), [0, 0]),
        ((), []),
    ],
)
def test_equal_values_stand_in_one_class_and_the_lowest_is_the_lightest(
    values: tuple[str, ...], shades: list[int]
) -> None:
    assert shaded(*values)[0] == shades


def test_each_class_says_its_limits() -> None:
    assert shaded("0", "0", "3", "4")[1] == ["£0.00", "£3.00", "£4.00"]
