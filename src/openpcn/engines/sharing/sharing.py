"""Share an amount out under a rule: every penny once, whatever the order of the practices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from openpcn.engines.sharing.rules import Basis, Rule, Slice, pounds_of, spoken
from openpcn.kernel.errors import NotPossible, NotRight


@dataclass(frozen=True, kw_only=True)
class Member:
    """A practice of the network in the month, with what its share can go by."""

    practice: str
    days: int
    """Days of the month on which it was in the network."""
    of_days: int
    registered: Decimal | None = None
    weighted: Decimal | None = None
    hours: Decimal | None = None

    def counts(self, basis: Basis) -> Decimal | None:
        """What its share goes by; None where that is not held."""
        return {
            Basis.REGISTERED: self.registered,
            Basis.WEIGHTED: self.weighted,
            Basis.HOURS: self.hours,
        }.get(basis, Decimal(1))


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one practice, or one shared service, receives."""

    to: str
    """The code of a practice; the name of a shared service."""
    is_service: bool
    pence: int
    working: str


def share_out(pence: int, rule: Rule, members: Iterable[Member]) -> tuple[Share, ...]:
    """Every penny of an amount, practices by code and then services by name.

    NotPossible names what is in the way: a fixed sum of a practice that is not there, fixed sums
    above the amount, or nothing that a slice could go by.
    """
    if pence <= 0:
        raise NotRight(
            f"{pounds_of(pence)} cannot be shared out.", next_step="Share out more than nought."
        )
    held = sorted(members, key=lambda one: one.practice)
    check(rule, held, pence)
    left = pence - sum(one.pence for one in rule.fixed)
    words: dict[tuple[bool, str], list[str]] = {}
    got: dict[tuple[bool, str], int] = {}
    for each in rule.fixed:
        give(got, words, (False, each.practice), each.pence, f"{pounds_of(each.pence)} fixed")
    cut = apportion(left, {slice_key(one): Fraction(one.per_cent) for one in rule.slices})
    for one in rule.slices:
        amount = cut[slice_key(one)]
        if one.basis is Basis.SERVICE:
            told = f"{pounds_of(amount)} = {per_cent(one)} of {pounds_of(left)}"
            give(got, words, (True, one.service), amount, told)
        else:
            spread(amount, one, held, got, words)
    return tuple(
        Share(to=to, is_service=is_service, pence=got[is_service, to], working="; ".join(told))
        for (is_service, to), told in sorted(words.items())
    )


def check(rule: Rule, members: Sequence[Member], pence: int) -> None:
    """Refuse what cannot be shared, with what would help."""
    if len({one.practice for one in members}) < len(members):
        raise NotRight("A practice is named twice.", next_step="Name each practice once.")
    here = {one.practice for one in members if one.days > 0}
    gone = [one.practice for one in rule.fixed if one.practice not in here]
    if gone:
        raise NotPossible(
            f"The rule has a fixed sum for {', '.join(gone)}, not in the network in this month.",
            next_step="Agree a rule without it from the month in which it left.",
        )
    fixed = sum(one.pence for one in rule.fixed)
    if fixed > pence:
        raise NotPossible(
            f"The fixed sums come to {pounds_of(fixed)}, more than {pounds_of(pence)}.",
            next_step="Agree a rule with smaller sums for this money.",
        )


def spread(
    amount: int,
    one: Slice,
    members: Sequence[Member],
    got: dict[tuple[bool, str], int],
    words: dict[tuple[bool, str], list[str]],
) -> None:
    """Divide a slice among the practices by its basis and their days in the network."""
    weights = weights_of(one, members)
    whole = sum(weights.values(), Fraction(0))
    part_of = {each.practice: part_of_month(each) for each in members}
    for practice, pence in apportion(amount, weights).items():
        told = (
            f"{pounds_of(pence)} = {shown(weights[practice])} ÷ {shown(whole)} × "
            f"{pounds_of(amount)} {spoken(one)}{part_of[practice]}"
        )
        give(got, words, (False, practice), pence, told)


def part_of_month(member: Member) -> str:
    """Of a practice that was in the network for a part of the month: for which part."""
    if member.days == member.of_days:
        return ""
    return f" (in the network on {member.days} of {member.of_days} days)"


def weights_of(one: Slice, members: Sequence[Member]) -> dict[str, Fraction]:
    """What each practice's share goes by, times its part of the month."""
    missing = [each.practice for each in members if each.counts(one.basis) is None]
    if missing:
        raise NotPossible(
            f"What is shared {one.basis.words} needs a figure for {', '.join(missing)}, "
            "and none is held.",
            next_step="Load or record it, or agree a rule that goes by something else.",
        )
    weights = {
        each.practice: Fraction(each.counts(one.basis) or 0) * each.days / each.of_days
        for each in members
    }
    if any(weight < 0 for weight in weights.values()):
        raise NotRight("A share goes by less than nought.", next_step="Correct the figure.")
    if not any(weights.values()):
        raise NotPossible(
            f"Nothing is held that could be shared {one.basis.words}: every figure is nought.",
            next_step="Check the figures of the month, or agree another rule.",
        )
    return weights


def apportion(pence: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole pence in proportion to weights, summing to the amount (largest remainders)."""
    whole = sum(weights.values())
    exact = {name: pence * weight / whole for name, weight in weights.items()}
    floor = {name: int(amount) for name, amount in exact.items()}
    lost = sorted(exact, key=lambda name: (floor[name] - exact[name], name))
    for name in lost[: pence - sum(floor.values())]:
        floor[name] += 1
    return floor


def give(
    got: dict[tuple[bool, str], int],
    words: dict[tuple[bool, str], list[str]],
    to: tuple[bool, str],
    pence: int,
    working: str,
) -> None:
    """Add to what somebody receives."""
    got[to] = got.get(to, 0) + pence
    words.setdefault(to, []).append(working)


def slice_key(one: Slice) -> str:
    """A slice's place in the order in which left pennies are given."""
    return f"{one.basis.value} {one.service}"


def per_cent(one: Slice) -> str:
    """A slice's per cent."""
    return f"{one.per_cent.normalize():f}%"


def shown(weight: Fraction) -> str:
    """A weight as people read it, with two decimals where it is not whole."""
    if weight.denominator == 1:
        return f"{weight.numerator:,}"
    return f"{float(weight):,.2f}"
