"""How networks and areas overlap, both ways: registered patients beside where they live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openpcn.engines.geography.registrations import Registration, patients_by_network
from openpcn.kernel.codes import residence_is_known

NOT_KNOWN = "not known"
"""Patients whose area of residence is not known."""
ELSEWHERE = "elsewhere"
"""Patients who live in a known area that is part of none of the areas asked about."""
NO_NETWORK = "no network"
"""Patients of practices that are in no network."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One part of a whole: a code (or one of the three words above), patients and share."""

    code: str
    patients: int
    share: float


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """Both directions, largest part first, the named remainders last."""

    where_patients_live: dict[str, tuple[Part, ...]]
    """Network to areas: of its registered patients, how many live in each."""
    who_registers_residents: dict[str, tuple[Part, ...]]
    """Area to networks: of its residents who are registered, how many with each."""


def overlap(
    registrations: Iterable[Registration],
    network_of: Mapping[str, str],
    whole_of: Mapping[str, str],
) -> Overlap:
    """Registered patients by network and by neighbourhood, ward or council, both ways.

    `whole_of` says to which neighbourhood (ward, council) an LSOA belongs. "Not known" and
    "elsewhere" are kept apart. Residents of an area are those of the practices in the file.
    """
    by_network: dict[str, dict[str, int]] = {}
    by_whole: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for network, areas in patients_by_network(registrations, network_of).items():
        wholes: dict[str, int] = defaultdict(int)
        for area, patients in areas.items():
            whole = whole_of.get(area, ELSEWHERE) if residence_is_known(area) else NOT_KNOWN
            wholes[whole] += patients
        by_network[network or NO_NETWORK] = wholes
        for whole in wholes.keys() - {NOT_KNOWN, ELSEWHERE}:
            by_whole[whole][network or NO_NETWORK] += wholes[whole]
    by_network.pop(NO_NETWORK, None)
    return Overlap(
        where_patients_live={code: _parts(by_network[code]) for code in sorted(by_network)},
        who_registers_residents={code: _parts(by_whole[code]) for code in sorted(by_whole)},
    )


def _parts(patients_in: Mapping[str, int]) -> tuple[Part, ...]:
    total = sum(patients_in.values())
    remainders = (ELSEWHERE, NOT_KNOWN, NO_NETWORK)
    codes = sorted(patients_in, key=lambda code: (code in remainders, -patients_in[code], code))
    return tuple(
        Part(code=code, patients=patients_in[code], share=patients_in[code] / total)
        for code in codes
        if patients_in[code]
    )
