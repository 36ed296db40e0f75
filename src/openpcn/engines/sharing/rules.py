"""How a network shares money out: fixed sums first, then slices of what is left."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from openpcn.kernel.errors import NotRight

WHOLE = Decimal(100)
FINEST = Decimal("0.0001")
"""Per cent of a slice are written with four decimals at most."""


class Basis(StrEnum):
    """What a slice goes by."""

    REGISTERED = "registered"
    WEIGHTED = "weighted"
    EQUAL = "equal"
    HOURS = "hours"
    SERVICE = "service"

    @property
    def words(self) -> str:
        """In a sentence."""
        return {
            "registered": "by registered lists",
            "weighted": "by weighted lists",
            "equal": "in equal shares",
            "hours": "by hours delivered",
            "service": "kept for a shared service",
        }[self.value]


@dataclass(frozen=True, kw_only=True)
class FixedSum:
    """Pence that a practice receives before anything else is shared."""

    practice: str
    pence: int


@dataclass(frozen=True, kw_only=True)
class Slice:
    """A part, in per cent, of what is left after the fixed sums."""

    basis: Basis
    per_cent: Decimal
    service: str = ""
    """Of a slice that is kept: the name of the shared service."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A network's own split rule; refused unless its slices are all of what is left."""

    slices: tuple[Slice, ...]
    fixed: tuple[FixedSum, ...] = ()

    def __post_init__(self) -> None:
        wrong = [*wrong_slices(self.slices), *wrong_sums(self.fixed)]
        if wrong:
            raise NotRight(" ".join(wrong), next_step="Put the rule right; nothing was kept.")

    @property
    def sentence(self) -> str:
        """The rule in words."""
        parts = [f"{one.per_cent.normalize():f}% {spoken(one)}" for one in self.slices]
        rest = ", ".join(parts)
        if not self.fixed:
            return capital(rest)
        sums = ", ".join(f"{pounds_of(one.pence)} to {one.practice}" for one in self.fixed)
        return f"First {sums}; of what is left {rest}"


ROUNDING = (
    "Each share is rounded down to the penny; the pennies that are left go one by one to the "
    "shares that lost most by rounding, and where two lost the same, by code in order."
)
"""How a rule rounds; the same for every network."""


def wrong_slices(slices: tuple[Slice, ...]) -> list[str]:
    """What is the matter with slices."""
    found = []
    if not slices or any(one.per_cent <= 0 for one in slices):
        found.append("Every slice is more than nought per cent, and there is at least one.")
    if any(one.per_cent != one.per_cent.quantize(FINEST) for one in slices):
        found.append("Per cent have four decimals at most.")
    total = sum((one.per_cent for one in slices), Decimal(0))
    if slices and total != WHOLE:
        found.append(f"The slices come to {total.normalize():f}%, not to 100%.")
    if len({(one.basis, one.service) for one in slices}) < len(slices):
        found.append("One basis has one slice.")
    if any((one.basis is Basis.SERVICE) != bool(one.service) for one in slices):
        found.append("What is kept names the shared service that it is kept for.")
    return found


def wrong_sums(fixed: tuple[FixedSum, ...]) -> list[str]:
    """What is the matter with fixed sums."""
    found = []
    if any(one.pence <= 0 for one in fixed):
        found.append("A fixed sum is more than nought.")
    if len({one.practice for one in fixed}) < len(fixed):
        found.append("A practice has one fixed sum.")
    return found


def spoken(one: Slice) -> str:
    """What a slice goes by, in a sentence."""
    if one.basis is Basis.SERVICE:
        return f"kept for {one.service}"
    return one.basis.words


def pounds_of(pence: int) -> str:
    """Pence as people write them: £1,234.56."""
    sign = "−" if pence < 0 else ""
    return f"{sign}£{Decimal(abs(pence)) / 100:,.2f}"


def capital(text: str) -> str:
    """A sentence begins with a capital letter, or with its figure."""
    return text[:1].upper() + text[1:]
