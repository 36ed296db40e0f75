"""Which network covers the patients of which practice, on a day and as it was known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from openpcn.domains.agreements.models import PatientCover
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import holds_on
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class CoverAnswer:
    """A network covers a practice's patients from a day to a day."""

    id: int
    practice_code: str
    network_code: str
    network_name: str
    starts_on: date
    ends_on: date | None
    words: str


def cover_of(practice_codes: Collection[str], *, when: When) -> dict[str, CoverAnswer]:
    """The cover of practices on the day, by the practice's code."""
    rows = list(
        PatientCover.objects.filter(
            counted(when.as_known),
            holds_on(when.as_at),
            practice__codes__value__in=practice_codes,
        )
    )
    ids = {row.practice_id for row in rows} | {row.network_id for row in rows}
    named = organisations_by_id(ids, when=when) if ids else {}
    made = [
        CoverAnswer(
            id=row.pk,
            practice_code=named[row.practice_id].code,
            network_code=named[row.network_id].code,
            network_name=named[row.network_id].name,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            words=row.words,
        )
        for row in rows
    ]
    return {one.practice_code: one for one in made}
