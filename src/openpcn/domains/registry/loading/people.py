"""Role-holders from files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from openpcn.domains.registry.loading.files import Landing
from openpcn.domains.registry.models import Person, RoleHolding


class RoleHolder(NamedTuple):
    """Someone holds a job role in an organisation; `covers_for` names who is covered there."""

    organisation_id: int
    role: str
    person_name: str
    email: str
    phone: str
    covers_for: str | None
    is_published: bool
    starts_on: date
    ends_on: date | None


def record_role_holders(landing: Landing, rows: Iterable[RoleHolder]) -> int:
    """Keep role-holders; the same name with the same address for mail is one person."""
    told = list(rows)
    person_of: dict[tuple[str, str], Person] = {}
    for row in told:
        key = (row.person_name, row.email.casefold())
        if key not in person_of:
            held = RoleHolding.objects.filter(
                person__name=row.person_name, email__iexact=row.email
            ).select_related("person")
            earlier = held.exclude(email="").first()
            person_of[key] = earlier.person if earlier else Person(name=row.person_name)
    Person.objects.bulk_create([person for person in person_of.values() if person.pk is None])
    kept = RoleHolding.objects.bulk_create(holding(landing, row, person_of) for row in told)
    first = {(each.organisation_id, each.person.name): each for each in reversed(kept)}
    covering = []
    for row, each in zip(told, kept, strict=True):
        covered = first.get((row.organisation_id, row.covers_for or ""))
        if covered is not None and covered is not each:
            each.covers_for = covered
            covering.append(each)
    RoleHolding.objects.bulk_update(covering, ["covers_for"])
    return len(kept)


def holding(
    landing: Landing, row: RoleHolder, person_of: dict[tuple[str, str], Person]
) -> RoleHolding:
    """One row as it is kept."""
    return RoleHolding(
        person=person_of[row.person_name, row.email.casefold()],
        organisation_id=row.organisation_id,
        role=row.role,
        email=row.email,
        phone=row.phone,
        is_published=row.is_published,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        known_from=landing.at,
        dataset_id=landing.dataset_id,
    )
