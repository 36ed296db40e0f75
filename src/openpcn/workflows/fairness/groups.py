"""Practices together: by network, and by how deprived the homes of their patients are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpcn.engines.fairness.facts import NOTHING, PENNY, Practice
from openpcn.workflows.fairness.held import PracticeHeld
from openpcn.workflows.fairness.show_fairness import Fairness

FIFTHS = 5
NO_NETWORK = "In no network"


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """Some practices, their money today and in the last year of the plan."""

    code: str
    name: str
    practices: int
    gain: int
    """How many of them gain."""
    patients: Decimal
    need: Decimal
    today: Decimal
    after: Decimal

    @property
    def extra(self) -> Decimal:
        """Pounds a year beyond today's."""
        return self.after - self.today

    def each(self, amount: Decimal) -> Decimal:
        """Of an amount, for each registered patient."""
        return (amount / self.patients).quantize(PENNY)


def by_network(found: Fairness) -> tuple[GroupLine, ...]:
    """Each network's practices that are compared, by name; those in none last."""
    groups: dict[str, list[Practice]] = defaultdict(list)
    names = {one.network_code: one.network for one in found.held.practices}
    for one in found.practices:
        groups[found.about[one.code].network_code].append(one)
    ordered = sorted(groups, key=lambda code: (not code, names[code], code))
    return tuple(line(found, code, names[code] or NO_NETWORK, groups[code]) for code in ordered)


def by_deprivation(found: Fairness) -> tuple[GroupLine, ...]:
    """Fifths of the patients, the practices with the most deprived homes first.

    Empty where there are fewer than five practices, or where one's homes are not held.
    """
    about = found.about
    if len(found.practices) < FIFTHS or any(not about[one.code].homes for one in found.practices):
        return ()
    score = {one.code: mean_score(about[one.code]) for one in found.practices}
    ordered = sorted(found.practices, key=lambda one: (-score[one.code], one.code))
    groups: dict[int, list[Practice]] = defaultdict(list)
    passed = Decimal(0)
    for one in ordered:
        middle = (passed + one.patients / 2) / found.patients
        groups[min(int(middle * FIFTHS), FIFTHS - 1)].append(one)
        passed += one.patients
    return tuple(line(found, str(at + 1), NAMES[at], groups[at]) for at in sorted(groups))


NAMES = (
    "Most deprived fifth",
    "Second most deprived fifth",
    "Middle fifth",
    "Second least deprived fifth",
    "Least deprived fifth",
)


def mean_score(one: PracticeHeld) -> Decimal:
    """The mean over patients of the health score of where they live; higher is more deprived."""
    weighed = sum((home.score * home.patients for home in one.homes), Decimal(0))
    return weighed / sum(home.patients for home in one.homes)


def line(found: Fairness, code: str, name: str, practices: Iterable[Practice]) -> GroupLine:
    """Some practices together."""
    after = after_of(found)
    group = list(practices)
    return GroupLine(
        code=code,
        name=name,
        practices=len(group),
        gain=sum(1 for one in group if after[one.code] > one.pounds),
        patients=sum((one.patients for one in group), Decimal(0)),
        need=sum((one.need for one in group), Decimal(0)),
        today=sum((one.pounds for one in group), NOTHING),
        after=sum((after[one.code] for one in group), NOTHING),
    )


def after_of(found: Fairness) -> Mapping[str, Decimal]:
    """Money of each practice in the last year of the plan."""
    return {one.code: one.after for one in found.plan.practices}
