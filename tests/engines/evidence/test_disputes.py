"""Claims about one thing are put beside each other and beside what follows from others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from openpcn.engines.evidence.claims import Claim
from openpcn.engines.evidence.disputes import disputes
from openpcn.engines.evidence.working import How, Working, worked_out


def claim(name: str, value: str, *, of: str = "Practices", unit: str = "practices") -> Claim:
    return Claim(
        id=name,
        of=of,
        about="Vellshire",
        when="2016",
        value=Decimal(value),
        unit=unit,
        words=f"{value} {unit}",
        source=f"Paper {name}",
        place="Page 1",
        status="verified",
        checked_on=date(2026, 11, 22),
    )


def working(how: How, *parts: str, decimals: int = 0) -> Working:
    return Working(
        id="worked-out",
        of="Practices",
        about="Vellshire",
        when="2016",
        unit="practices",
        words="Worked out",
        how=how,
        parts=parts,
        decimals=decimals,
    )


HELD = {name: claim(name, value) for name, value in {"a": "128157", "b": "6745", "c": "12"}.items()}


@pytest.mark.parametrize(
    ("how", "parts", "decimals", "value", "said"),
    [
        (How.ADD, "abc", 0, "134914", "128,157 + 6,745 + 12 = 134,914"),
        (How.SUBTRACT, "bc", 0, "6733", "6,745 − 12 = 6,733"),
        (How.DIVIDE, "ab", 2, "19.00", "128,157 ÷ 6,745 = 19"),
        (How.DIVIDE_AND_ADD, "abbc", 0, "581", "128,157 ÷ 6,745 + 6,745 ÷ 12 = 581"),
        (How.GROWTH, "ba", 1, "1800.0", "(128,157 − 6,745) ÷ 6,745 × 100 = 1,800"),
    ],
)
def test_what_follows_says_how(how: How, parts: str, decimals: int, value: str, said: str) -> None:
    found = worked_out(working(how, *parts, decimals=decimals), HELD)
    assert (found.value, found.place) == (Decimal(value), said)
    assert found.is_worked_out
    assert found.status == "derived"
    assert found.source.startswith("Paper ")


def test_two_numbers_of_one_thing_are_disputed_and_told_as_a_range() -> None:
    one, another = claim("text", "59"), claim("table", "63")
    (found,) = disputes([another, one, claim("more", "59")])
    assert found.sentence == "Practices, Vellshire, 2016: 59 or 63"
    assert found.range == "59 to 63"
    assert found.id == "more"
    assert len(found.claims) == 3


def test_a_number_printed_less_exactly_is_no_contradiction() -> None:
    assert disputes([claim("text", "0.39"), claim("table", "0.387")]) == ()
    assert len(disputes([claim("text", "0.39"), claim("table", "0.384")])) == 1


def test_numbers_of_different_things_are_left_alone() -> None:
    assert disputes([claim("text", "59"), claim("table", "63", of="Branches")]) == ()


def test_a_year_is_written_without_a_comma_and_a_number_with_one() -> None:
    years = [claim("title", "2034", unit="year"), claim("text", "2024", unit="year")]
    assert disputes(years)[0].range == "2024 to 2034"
    assert claim("a", "391859").written == "391,859"
