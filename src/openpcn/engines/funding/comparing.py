"""Why two statements differ: line by line, by population, by rate or by rule, to the penny."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from openpcn.engines.funding.amounts import amount_of
from openpcn.engines.funding.statements import NOTHING, RECORDED, Line, Statement
from openpcn.engines.funding.working import times
from openpcn.kernel.wording import plain, pounds


@dataclass(frozen=True, kw_only=True)
class LineDifference:
    """One entitlement in two statements; the three causes sum to the difference."""

    code: str
    title: str
    first: Line | None
    second: Line | None
    by_population: Decimal = NOTHING
    by_rate: Decimal = NOTHING
    by_rule: Decimal = NOTHING
    """A line that only one of the two has, or that counts something else."""
    words: tuple[str, ...] = ()
    is_known: bool = True
    """Whether both amounts are known, so that they can be compared."""

    @property
    def difference(self) -> Decimal:
        """The second less the first."""
        return self.by_population + self.by_rate + self.by_rule


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two statements, every line of either."""

    first: Statement
    second: Statement
    lines: tuple[LineDifference, ...]

    @property
    def difference(self) -> Decimal:
        """The difference of what can be compared; lines sum to it."""
        return sum((line.difference for line in self.lines), NOTHING)

    @property
    def by_population(self) -> Decimal:
        """What more or fewer people and beds make."""
        return sum((line.by_population for line in self.lines), NOTHING)

    @property
    def by_rate(self) -> Decimal:
        """What other rates make."""
        return sum((line.by_rate for line in self.lines), NOTHING)

    @property
    def by_rule(self) -> Decimal:
        """What lines make that begin, end or count something else."""
        return sum((line.by_rule for line in self.lines), NOTHING)

    @property
    def is_complete(self) -> bool:
        """Whether every line could be compared."""
        return all(line.is_known for line in self.lines)


def compare(first: Statement, second: Statement) -> Comparison:
    """Two statements line by line, in the order of the second, then what only the first has."""
    of_first = {line.code: line for line in first.lines}
    of_second = {line.code: line for line in second.lines}
    codes = [*of_second, *(code for code in of_first if code not in of_second)]
    return Comparison(
        first=first,
        second=second,
        lines=tuple(difference(code, of_first.get(code), of_second.get(code)) for code in codes),
    )


def difference(code: str, first: Line | None, second: Line | None) -> LineDifference:
    """One line in both, and why it differs."""
    some = second or first
    title = some.title if some else code
    for line in (first, second):
        if line is not None and line.amount is None:
            words = (f"cannot be compared: {line.working}",)
            return LineDifference(
                code=code, title=title, first=first, second=second, words=words, is_known=False
            )
    if first is not None and second is not None and same_rule(first, second):
        return by_cause(first, second)
    return LineDifference(
        code=code,
        title=title,
        first=first,
        second=second,
        by_rule=money(second) - money(first),
        words=(rule_words(first, second),),
    )


def same_rule(first: Line, second: Line) -> bool:
    """Whether two lines count the same thing, so that count and rate explain the difference."""
    if RECORDED in (first.status, second.status):
        return False
    return first.counts is second.counts and first.is_most == second.is_most


def by_cause(first: Line, second: Line) -> LineDifference:
    """First other people at the first rate, then the other rate: together the whole difference."""
    moved = amount_of(second.count or NOTHING, first.parts) or NOTHING
    by_population = moved - money(first)
    by_rate = money(second) - moved
    return LineDifference(
        code=second.code,
        title=second.title,
        first=first,
        second=second,
        by_population=by_population,
        by_rate=by_rate,
        words=tuple(cause_words(first, second, by_population, by_rate)),
    )


def cause_words(first: Line, second: Line, by_population: Decimal, by_rate: Decimal) -> list[str]:
    """What other people and another rate make, each with its working."""
    words = []
    if by_population:
        counts = f"{plain(first.count or NOTHING)} to {plain(second.count or NOTHING)}"
        words.append(f"population: {signed(by_population)}, {counts} {second.counts.value}")
    if by_rate:
        words.append(f"rate: {signed(by_rate)}, {rates(first)} to {rates(second)}")
    return words or ["the same"]


def rule_words(first: Line | None, second: Line | None) -> str:
    """Which rule is another: a line that begins, ends, or counts something else."""
    if first is None or second is None:
        verb = "only in the second" if first is None else "only in the first"
        return f"rule: {signed(money(second) - money(first))}, {verb}"
    change = signed(money(second) - money(first))
    if RECORDED in (first.status, second.status):
        return f"rule: {change}, agreed locally"
    was, now = told_count(first), told_count(second)
    return f"rule: {change}, counts {now} in place of {was}"


def told_count(line: Line) -> str:
    """What a line counts, and whether that is the most."""
    return f"{line.counts.words}{' at most' if line.is_most else ''}"


def rates(line: Line) -> str:
    """The rates of a line, as its working has them."""
    return " + ".join(times(part) for part in line.parts)


def money(line: Line | None) -> Decimal:
    """The amount of a line; nothing where there is no line."""
    return NOTHING if line is None or line.amount is None else line.amount


def signed(amount: Decimal) -> str:
    """An amount that says whether it is more or less."""
    return f"+{pounds(amount)}" if amount > 0 else pounds(amount)
