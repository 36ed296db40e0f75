"""All practices of the files together: England where the files hold England."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.evidence.queries import every_figure, totals
from openpcn.domains.registry.queries.lists import everyone_by_age, lists_by_age_held
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.kernel.when import When
from openpcn.kernel.wording import grouped
from openpcn.rulebook.indicators import Indicator, Measured, indicators
from openpcn.workflows.keeping import kept
from openpcn.workflows.profiles.counting import Count, count_of, counted, together

FEWEST_OF_ENGLAND = 5_500
"""Practices; England had 6,571 in 2020/21 and 6,242 in March 2025."""


@dataclass(frozen=True, kw_only=True)
class Everyone:
    """An indicator over all practices of a file, with how many they are."""

    count: Count
    practices: int

    @property
    def called(self) -> str:
        """England, or what else the file holds."""
        return called(self.practices)


def called(practices: int) -> str:
    """What so many practices together are called."""
    if practices >= FEWEST_OF_ENGLAND:
        return "England"
    return f"all {grouped(practices)} practices held"


Key = tuple[str, date, date]
"""Indicator with first and last day of the period."""


def everyone(*, when: When) -> Mapping[Key, Everyone]:
    """Every indicator over all practices held, in every period that counts on the day."""
    return kept("everyone", (when, stamp()), lambda: work_out(when))


def work_out(when: When) -> dict[Key, Everyone]:
    """The sums of the files, and for what is published as a share, the sum over practices."""
    held = list(indicators().values())
    summed = {
        part.measure
        for one in held
        for way in one.measured
        if way.kind == "counts"
        for part in (way.numerator, way.denominator)
    }
    figures: dict[tuple[date, date], dict[tuple[str, str], float]] = defaultdict(dict)
    practices: dict[tuple[date, date, str, str], int] = {}
    for row in totals(sorted(summed), subject_kind="practice", when=when):
        days = (row.starts_on, row.ends_on)
        figures[days][row.measure, row.category] = row.value
        practices[(*days, row.measure, row.category)] = row.subjects
    found: dict[Key, Everyone] = {}
    for one in held:
        for way in reversed(one.measured):
            if way.kind == "counts":
                found |= from_totals(one, way, figures, practices)
            else:
                found |= from_practices(one, way, when)
    return found


def from_totals(
    one: Indicator,
    way: Measured,
    figures: Mapping[tuple[date, date], Mapping[tuple[str, str], float]],
    practices: Mapping[tuple[date, date, str, str], int],
) -> dict[Key, Everyone]:
    """Of an indicator that is published in counts."""
    found: dict[Key, Everyone] = {}
    for days, held in figures.items():
        if count := count_of(way, held):
            of = [
                practices.get((*days, way.denominator.measure, each), 0)
                for each in way.denominator.categories
            ]
            found[one.id, *days] = Everyone(count=count, practices=max(of))
    return found


def from_practices(one: Indicator, way: Measured, when: When) -> dict[Key, Everyone]:
    """Of an indicator that is published as shares or rates."""
    rows = every_figure(
        (way.numerator.measure, way.denominator.measure),
        categories=(*way.numerator.categories, *way.denominator.categories),
        subject_kind="practice",
        when=when,
    )
    if not rows:
        return {}
    latest = max((row.ends_on, row.starts_on) for row in rows)
    newest = [row for row in rows if (row.ends_on, row.starts_on) == latest]
    done = counted(one, newest)
    total = together(done.counts.values()) if done else None
    if done is None or total is None:
        return {}
    return {
        (one.id, done.starts_on, done.ends_on): Everyone(count=total, practices=len(done.counts))
    }


@dataclass(frozen=True, kw_only=True)
class EveryAge:
    """All patients held by sex and first age of the band."""

    patients: Mapping[tuple[str, int], int]
    on: date | None
    practices: int


def every_age(*, when: When) -> EveryAge:
    """All lists by age held for the day, together."""
    return kept("every-age", (when, stamp()), lambda: ages_of_all(when))


def ages_of_all(when: When) -> EveryAge:
    """The sums over all practices."""
    patients: dict[tuple[str, int], int] = {}
    on: date | None = None
    for row in everyone_by_age(when=when):
        patients[row.sex, row.age_from] = row.patients
        on = row.on if on is None else max(on, row.on)
    return EveryAge(patients=patients, on=on, practices=lists_by_age_held(when=when))
