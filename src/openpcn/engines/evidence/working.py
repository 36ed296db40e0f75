"""Numbers that follow from published ones, so that they can be held against what is claimed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from openpcn.engines.evidence.claims import Claim
from openpcn.kernel.wording import plain


class How(StrEnum):
    """How a number follows from others, in the order in which they are named."""

    ADD = "add"
    SUBTRACT = "subtract"
    DIVIDE = "divide"
    DIVIDE_AND_ADD = "divide_and_add"
    GROWTH = "growth"


@dataclass(frozen=True, kw_only=True)
class Working:
    """A number that follows from claims."""

    id: str
    of: str
    about: str
    when: str
    unit: str
    words: str
    how: How
    parts: tuple[str, ...]
    """The claims it follows from, by their names."""
    decimals: int


def worked_out(working: Working, claims: Mapping[str, Claim]) -> Claim:
    """The number, with its working in place of a page."""
    parts = [claims[part] for part in working.parts]
    value, said = HOW[working.how]([one.value for one in parts], working.decimals)
    return Claim(
        id=working.id,
        of=working.of,
        about=working.about,
        when=working.when,
        value=value,
        unit=working.unit,
        words=working.words,
        source="; ".join(dict.fromkeys(one.source for one in parts)),
        place=f"{said} = {plain(value)}",
        status="derived",
        checked_on=max(one.checked_on for one in parts),
        is_worked_out=True,
    )


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as papers round."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


Worked = tuple[Decimal, str]


def added(values: Sequence[Decimal], decimals: int) -> Worked:
    """All of them together."""
    return rounded(sum(values, Decimal(0)), decimals), " + ".join(plain(one) for one in values)


def subtracted(values: Sequence[Decimal], decimals: int) -> Worked:
    """The first less the second."""
    first, second = values
    return rounded(first - second, decimals), f"{plain(first)} − {plain(second)}"


def divided(values: Sequence[Decimal], decimals: int) -> Worked:
    """The first by the second."""
    first, second = values
    return rounded(first / second, decimals), f"{plain(first)} ÷ {plain(second)}"


def divided_and_added(values: Sequence[Decimal], decimals: int) -> Worked:
    """Each first by its second, rounded, and the results together."""
    pairs = list(zip(values[::2], values[1::2], strict=True))
    value = sum((rounded(first / second, decimals) for first, second in pairs), Decimal(0))
    return value, " + ".join(f"{plain(first)} ÷ {plain(second)}" for first, second in pairs)


def grown(values: Sequence[Decimal], decimals: int) -> Worked:
    """From the first to the second, in per cent of the first."""
    first, second = values
    value = rounded((second - first) * 100 / first, decimals)
    return value, f"({plain(second)} − {plain(first)}) ÷ {plain(first)} × 100"


HOW: Mapping[How, Callable[[Sequence[Decimal], int], Worked]] = {
    How.ADD: added,
    How.SUBTRACT: subtracted,
    How.DIVIDE: divided,
    How.DIVIDE_AND_ADD: divided_and_added,
    How.GROWTH: grown,
}
