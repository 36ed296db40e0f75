"""Who lives where: patients of a practice by area of residence, and what they are summed to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from openpcn.kernel.codes import residence_is_known


class Registration(NamedTuple):
    """Patients of one practice who live in one area (a tuple, for there are 866,000 of them)."""

    practice_code: str
    area_code: str
    """An LSOA, or NO2011 / NO2021 where the residence is not known."""
    patients: int


def patients_by_network(
    registrations: Iterable[Registration], network_of: Mapping[str, str]
) -> dict[str | None, dict[str, int]]:
    """Patients by network and area; practices without a network are summed under None."""
    total: dict[str | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for practice_code, area_code, patients in registrations:
        total[network_of.get(practice_code)][area_code] += patients
    return {network: dict(areas) for network, areas in total.items()}


def patients_by_area(registrations: Iterable[Registration]) -> dict[str, dict[str, int]]:
    """Patients by known area and practice; residence not known is left out."""
    total: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for practice_code, area_code, patients in registrations:
        if residence_is_known(area_code):
            total[area_code][practice_code] += patients
    return {area: dict(practices) for area, practices in total.items()}
