"""What a curve is said to show follows from its indices."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from openpcn.workflows.fairness.pictures import says


def found(need: str, money: str, practices: int = 8) -> Any:
    return SimpleNamespace(
        need=SimpleNamespace(index=Decimal(need)),
        today=SimpleNamespace(index=Decimal(money)),
        practices=[None] * practices,
    )


@pytest.mark.parametrize(
    ("need", "money", "words"),
    [
        ("0.0010", "0.0900", "Need is about the same for every patient here"),
        ("0.0500", "0.0490", "Money rises with need about as fast as need does"),
        ("0.0500", "0.0010", "Practices with greater need have no more money for each patient"),
        ("0.0500", "-0.030", "Practices with greater need have no more money for each patient"),
        ("0.0500", "0.0700", "Money rises faster than need along the order of need"),
    ],
)
def test_the_sentence_follows_from_the_indices(need: str, money: str, words: str) -> None:
    assert says(found(need, money)) == words


def test_less_than_need_is_said_to_be_less() -> None:
    assert says(found("0.0500", "0.0300")).endswith("but not as much more")


def test_of_few_practices_nothing_is_said() -> None:
    assert says(found("0.0500", "0.0300", 3)) == "Money and need of 3 practices"
