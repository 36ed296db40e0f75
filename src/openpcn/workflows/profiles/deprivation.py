"""How deprived the areas are in which patients live, and the order of practices by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.lists import patients_by_area
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import inputs_of
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.residence import EDITIONS, newest_registrations, ranks_of

AREAS_RANKED = {"lsoa11": 32_844, "lsoa21": 33_755}
"""LSOAs of England that each edition ranks."""


@dataclass(frozen=True, kw_only=True)
class Homes:
    """By practice: patients by tenth of deprivation of where they live, 1 the most deprived."""

    tenths: Mapping[str, Mapping[int, int]]
    all_patients: Mapping[str, int]
    """All patients in the registrations, with or without a rank."""
    place_in_order: Mapping[str, float]
    """The mean over patients of the national rank of their area, 0 most deprived to 1 least."""
    on: date | None
    edition: str
    """Title of the Indices used; empty where none fits."""


@dataclass(frozen=True, kw_only=True)
class Tenths:
    """Patients of some practices by tenth."""

    patients: tuple[int, ...]
    """Ten numbers, the most deprived tenth first."""
    without_rank: int

    @property
    def known(self) -> int:
        """Patients whose area has a rank."""
        return sum(self.patients)


def homes_of(system: str, *, when: When) -> Homes:
    """Where the patients of a system's practices live, in the order of deprivation."""
    return kept("homes", inputs_of(system, when=when), lambda: work_out(system, when))


def work_out(system: str, when: When) -> Homes:
    """From registrations by LSOA and the Indices that rank those LSOAs."""
    held = newest_registrations(system, when=when)
    if not held.rows:
        held = patients_by_area(when=year_after(when), within=system)
    kind = next((row.area_kind for row in held.rows if row.area_kind), "")
    edition = next((one for one in EDITIONS if one.area_kind == kind), None)
    codes = {row.area_code for row in held.rows}
    ranks = ranks_of(codes, edition, when=when) if edition else {}
    deciles = tenths_of_areas(edition.measure, kind, codes, when) if edition and ranks else {}
    tenths: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    everyone: dict[str, int] = defaultdict(int)
    weight: dict[str, float] = defaultdict(float)
    known: dict[str, int] = defaultdict(int)
    for row in held.rows:
        everyone[row.practice_code] += row.patients
        if row.area_code in ranks and row.area_code in deciles:
            tenths[row.practice_code][deciles[row.area_code]] += row.patients
            share = (ranks[row.area_code] - 0.5) / AREAS_RANKED[kind]
            weight[row.practice_code] += share * row.patients
            known[row.practice_code] += row.patients
    whole = {code for code in tenths if code not in held.held_in_part}
    return Homes(
        tenths={code: dict(tenths[code]) for code in tenths},
        all_patients=dict(everyone),
        place_in_order={code: weight[code] / known[code] for code in whole if known[code]},
        on=held.on,
        edition=edition.title if edition and ranks else "",
    )


def year_after(when: When) -> When:
    """The same question a year later.

    Where people live changes slowly: where no registrations before a day are held, practices are
    ordered by those of soon after it, and the page says so.
    """
    day = when.as_at
    later = day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)
    return When(as_at=later, as_known=when.as_known)


def tenths_of_areas(measure: str, kind: str, codes: Collection[str], when: When) -> dict[str, int]:
    """The national tenth of each area, 1 the most deprived."""
    found = figures(
        measure.replace("-rank", "-decile"), subject_kind=kind, subject_codes=codes, when=when
    )
    return {one.subject_code: round(one.value) for one in found if one.value}


def tenths_of(homes: Homes, practices: Collection[str]) -> Tenths | None:
    """The patients of some practices by tenth; None where none of them is held."""
    held = [code for code in practices if code in homes.tenths]
    if not held:
        return None
    patients = tuple(
        sum(homes.tenths[code].get(tenth, 0) for code in held) for tenth in range(1, 11)
    )
    everyone = sum(homes.all_patients[code] for code in held)
    return Tenths(patients=patients, without_rank=everyone - sum(patients))


def like(homes: Homes, code: str, *, groups: int = 5) -> tuple[str, ...]:
    """The practices in the same fifth of the system by deprivation of patients, itself left out.

    Empty where the place of the practice is not held.
    """
    order = sorted(homes.place_in_order, key=lambda one: (homes.place_in_order[one], one))
    if code not in homes.place_in_order:
        return ()
    group = order.index(code) * groups // len(order)
    return tuple(
        one for at, one in enumerate(order) if at * groups // len(order) == group and one != code
    )
