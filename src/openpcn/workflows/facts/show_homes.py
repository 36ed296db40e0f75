"""Where the patients of a group of practices live: councils, wards, neighbourhoods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from openpcn.engines.geography.overlap import ELSEWHERE, NOT_KNOWN, Part
from openpcn.workflows.land.residence import Residence

REMAINDERS = (ELSEWHERE, NOT_KNOWN)


def parts_together(residence: Residence, practices: Collection[str]) -> dict[str, tuple[Part, ...]]:
    """By kind of whole: where the patients of some practices live, the most first."""
    return {
        whole: parts
        for whole, by_practice in residence.lives_in.items()
        if (parts := summed(part for code in practices for part in by_practice.get(code, ())))
    }


def summed(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts of the same areas added up, the largest first, the remainders last."""
    patients: dict[str, int] = defaultdict(int)
    for part in parts:
        patients[part.code] += part.patients
    total = sum(patients.values())
    order = sorted(patients, key=lambda code: (code in REMAINDERS, -patients[code], code))
    return tuple(
        Part(code=code, patients=patients[code], share=patients[code] / total) for code in order
    )
