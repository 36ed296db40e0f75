"""The profile of a neighbourhood on its own boundary: residents, and an estimate of illness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpcn.domains.evidence.queries import FigureAnswer, figures
from openpcn.kernel.when import When
from openpcn.rulebook.indicators import Indicator, indicators
from openpcn.workflows.pages.show_neighbourhood import (
    Neighbourhood,
    registrations_in,
    show_neighbourhood,
)
from openpcn.workflows.pages.show_population import RESIDENTS, RESIDENTS_ON
from openpcn.workflows.profiles.counting import Counted
from openpcn.workflows.profiles.deprivation import Tenths
from openpcn.workflows.profiles.everyone import EveryAge, every_age, everyone
from openpcn.workflows.profiles.measuring import measured
from openpcn.workflows.profiles.neighbourhood_ages import AgesHere, ages_here
from openpcn.workflows.profiles.origins import Origin, origins_of, origins_of_figures
from openpcn.workflows.profiles.standings import plain

ETHNIC_GROUP = "census-2021-residents-by-ethnic-group"
DISABILITY = "census-2021-residents-by-disability"
DECILE = "iod2025-decile"
EDITION = "Indices of Deprivation 2025"
ENOUGH = 0.8
"""Share of the registered patients of whose practices an indicator must be held."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """An indicator of the registered patients who live here, from the shares of their practices."""

    indicator: Indicator
    value: float
    everyone: float | None
    everyone_called: str
    covered: float
    """Share of the registered patients whose practice has a figure."""
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class NeighbourhoodProfile:
    """What the population page of a neighbourhood says."""

    answer: Neighbourhood
    ethnic_groups: Mapping[str, int]
    disability: Mapping[str, int]
    tenths: Tenths | None
    estimates: tuple[Estimate, ...]
    origins: Mapping[str, Origin]
    """By indicator."""
    other_origins: tuple[Origin, ...]
    """Of residents and deprivation."""
    ages: AgesHere | None
    """Of the registered patients who live here, worked out."""
    everyone_by_age: EveryAge


def show_neighbourhood_profile(viewer: Any, code: str, *, when: When) -> NeighbourhoodProfile:
    """The profile of one neighbourhood that the viewer may see."""
    answer = show_neighbourhood(viewer, code, when=when)
    areas = {code for kind, code in answer.itself.parts if kind == RESIDENTS_ON}
    is_whole = len(areas) == len(answer.itself.parts)
    system = next((one.code for one in answer.above if one.kind == "icb"), "")
    patients = patients_here(answer, when)
    found = measured(system, patients, when=when) if system and patients else {}
    rows = {
        measure: figures(measure, subject_kind=RESIDENTS_ON, subject_codes=areas, when=when)
        for measure in (RESIDENTS, ETHNIC_GROUP, DISABILITY, DECILE)
        if is_whole
    }
    told = [("Residents", rows[one]) for one in rows if one != DECILE]
    told += [("Deprivation", rows[one]) for one in rows if one == DECILE]
    return NeighbourhoodProfile(
        answer=answer,
        ethnic_groups=grouped(rows.get(ETHNIC_GROUP, []), areas),
        disability=grouped(rows.get(DISABILITY, []), areas),
        tenths=tenths_of_residents(rows.get(RESIDENTS, []), rows.get(DECILE, [])),
        estimates=estimates(found, patients, when),
        origins=origins_of(found, when=when),
        other_origins=origins_of_figures(told, when=when),
        ages=ages_here(patients, when=when),
        everyone_by_age=every_age(when=when),
    )


def patients_here(answer: Neighbourhood, when: When) -> dict[str, int]:
    """By practice: its patients who live here."""
    held: dict[str, int] = defaultdict(int)
    for row in registrations_in(answer.itself, when=when).rows:
        held[row.practice_code] += row.patients
    return dict(held)


def grouped(held: list[FigureAnswer], areas: set[str]) -> dict[str, int]:
    """Residents by group; empty unless every small area is held."""
    if {one.subject_code for one in held} != areas:
        return {}
    total: dict[str, float] = defaultdict(float)
    for one in held:
        total[one.category] += one.value or 0
    return {group: round(n) for group, n in total.items()}


def tenths_of_residents(residents: list[FigureAnswer], ranked: list[FigureAnswer]) -> Tenths | None:
    """Residents by the deprivation of their small area."""
    people: dict[str, float] = defaultdict(float)
    for one in residents:
        people[one.subject_code] += one.value or 0
    tenth_of = {one.subject_code: round(one.value) for one in ranked if one.value}
    if not people or not tenth_of:
        return None
    sums = [0.0] * 10
    for code, number in people.items():
        if code in tenth_of:
            sums[tenth_of[code] - 1] += number
    without = sum(number for code, number in people.items() if code not in tenth_of)
    return Tenths(patients=tuple(round(one) for one in sums), without_rank=round(without))


def estimates(
    found: Mapping[str, Counted], patients: Mapping[str, int], when: When
) -> tuple[Estimate, ...]:
    """The registers, where the practices of enough of the patients have figures."""
    benchmarks = everyone(when=when) if found else {}
    whole = sum(patients.values())
    made = []
    for id_, one in found.items():
        indicator = indicators()[id_]
        known = {code: n for code, n in patients.items() if code in one.counts}
        covered = sum(known.values()) / whole if whole else 0.0
        if indicator.group != "register" or covered < ENOUGH:
            continue
        here = sum(n * plain(indicator, one.counts[code]) for code, n in known.items())
        against = benchmarks.get((id_, one.starts_on, one.ends_on))
        made.append(
            Estimate(
                indicator=indicator,
                value=here / sum(known.values()),
                everyone=plain(indicator, against.count) if against else None,
                everyone_called=against.called if against else "",
                covered=covered,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
            )
        )
    return tuple(made)
