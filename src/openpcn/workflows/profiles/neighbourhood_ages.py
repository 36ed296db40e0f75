"""Ages of the registered patients who live in a neighbourhood, worked out from their practices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.lists import patients_by_age
from openpcn.kernel.when import When
from openpcn.workflows.pages.show_population import AgeBand

ENOUGH = 0.8
"""Share of the registered patients of whose practices a list by age must be held."""


@dataclass(frozen=True, kw_only=True)
class AgesHere:
    """About how many patients of each age and sex live here, by lists of a day."""

    bands: tuple[AgeBand, ...]
    on: date


def ages_here(patients: Mapping[str, int], *, when: When) -> AgesHere | None:
    """Each practice counts by its patients who live here, as if ages were spread evenly.

    None where lists by age are not held of enough of them.
    """
    held: dict[str, dict[tuple[int, str], int]] = defaultdict(lambda: defaultdict(int))
    days = set()
    for row in patients_by_age(sorted(patients), when=when):
        sex = row.sex if row.sex in ("F", "M") else ""
        held[row.practice_code][row.age_from, sex] += row.patients
        days.add(row.on)
    sizes = {code: sum(bands.values()) for code, bands in held.items()}
    known = {code: n for code, n in patients.items() if sizes.get(code)}
    if not known or sum(known.values()) < ENOUGH * sum(patients.values()):
        return None
    people: dict[tuple[int, str], float] = defaultdict(float)
    for code, here in known.items():
        for key, n in held[code].items():
            people[key] += here * n / sizes[code]
    bands = tuple(
        AgeBand(
            age_from=age,
            female=round(people[age, "F"]),
            male=round(people[age, "M"]),
            other=round(people[age, ""]),
        )
        for age in sorted({age for age, _ in people})
    )
    return AgesHere(bands=bands, on=max(days))
