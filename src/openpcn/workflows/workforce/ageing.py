"""Patients by age, the work that they make, and how their number has grown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from openpcn.domains.registry.queries.lists import ListByAgeAnswer, patients_by_age
from openpcn.engines.workforce.demand import DemandBand
from openpcn.kernel.when import When
from openpcn.rulebook.age_sex import global_sum_weights
from openpcn.workflows.land.residence import years_before
from openpcn.workflows.workforce.gathering import StaffHistory

LOOK_BACK = (4, 3, 2, 1)
"""Years between two lists by age that growth is taken from, the longest first."""
A_YEAR = 365.25


@dataclass(frozen=True, kw_only=True)
class Ageing:
    """Age bands with their growth, and where both come from."""

    bands: tuple[DemandBand, ...]
    words: str
    """Which lists, and how growth was taken from them."""


def ageing_of(codes: Collection[str], history: StaffHistory, *, when: When) -> Ageing:
    """The bands of some practices; all ages as one where no list by age is held."""
    rows = patients_by_age(codes, when=when)
    overall, years = growth_of_all(history)
    of_all = f"growth of all patients, {years}, for every age" if years else "no growth: none held"
    if not rows:
        patients = patients_now(history)
        one = DemandBand(age_from=0, age_to=None, patients=patients, weight=1.0, growth=overall)
        return Ageing(bands=(one,), words=f"No list by age is held for the day; {of_all}.")
    now, on = bands_of(rows), max(row.on for row in rows)
    earlier, before = earlier_lists(codes, on, when=when)
    if before is None:
        grown = tuple(replace(band, growth=overall) for band in now)
        return Ageing(bands=grown, words=f"Patients by age, {on.year}; {of_all}.")
    years_between = (on - before).days / A_YEAR
    then = {band.age_from: band.patients for band in bands_of(earlier)}
    grown = tuple(
        replace(band, growth=yearly(then.get(band.age_from, 0), band.patients, years_between))
        for band in now
    )
    return Ageing(
        bands=grown,
        words=f"Patients by age, {before.year} and {on.year}; each band grows on as between them.",
    )


def earlier_lists(
    codes: Collection[str], on: date, *, when: When
) -> tuple[list[ListByAgeAnswer], date | None]:
    """The lists by age of some years before, of the same practices; nothing where none are."""
    for years in LOOK_BACK:
        rows = patients_by_age(codes, when=years_before(replace(when, as_at=on), years))
        days = [row.on for row in rows]
        same = {row.practice_code for row in rows} == set(codes)
        if days and same and (on - max(days)).days >= A_YEAR - 1:
            return rows, max(days)
    return [], None


def bands_of(rows: Collection[ListByAgeAnswer]) -> tuple[DemandBand, ...]:
    """Patients and mean work of each band of the weights; sex not known takes both halves."""
    weights = global_sum_weights().weights
    patients: dict[int, float] = defaultdict(float)
    work: dict[int, float] = defaultdict(float)
    for row in rows:
        at = weights.place_of(row.age_from)
        patients[at] += row.patients
        work[at] += row.patients * float(weights.of(row.sex, row.age_from))
    return tuple(
        DemandBand(
            age_from=weights.first_ages[at],
            age_to=weights.last_age(at),
            patients=patients[at],
            weight=work[at] / patients[at] if patients[at] else 0.0,
            growth=0.0,
        )
        for at in sorted(patients)
    )


def yearly(before: float, now: float, years: float) -> float:
    """Growth a year, compounded; 0 where nobody was there before."""
    return (now / before) ** (1 / years) - 1 if before > 0 and now > 0 else 0.0


def growth_of_all(history: StaffHistory) -> tuple[float, str]:
    """Yearly growth of all patients of the workforce files over their newest five years."""
    held = sorted(history.years)[-6:]
    totals = {year: patients_in(history, year) for year in held}
    known = [year for year in held if totals[year]]
    if len(known) < 2:
        return 0.0, ""
    first, last = known[0], known[-1]
    return yearly(totals[first], totals[last], last - first), f"{first} to {last}"


def patients_in(history: StaffHistory, year: int) -> float:
    """All patients of a year."""
    return sum(one.patients or 0 for one in history.years[year].values())


def patients_now(history: StaffHistory) -> float:
    """All patients of the newest year."""
    return patients_in(history, history.newest) if history.newest else 0.0
