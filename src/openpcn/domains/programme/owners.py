"""Who answers for a matter, whether that person is still there, and who could."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from openpcn.domains.accounts.models import Account
from openpcn.domains.accounts.permissions import job_roles
from openpcn.domains.programme.belonging import successors
from openpcn.domains.registry.models import Person, RoleHolding
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.registry.queries.people import readable_by
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When, in_words

MOST = 200
"""More people than this are not offered in a list."""


@dataclass(frozen=True, kw_only=True)
class OwnerAnswer:
    """Who answers for something, on the day."""

    person_key: str
    name: str
    """Their name, or their job where the reader may not know who holds it."""
    job: str
    """What they are where it counts for this; what they last were, if they have left."""
    left_on: date | None
    """Their last day, if they hold no role there any more."""
    has_left: bool


def owners(
    wanted: Iterable[tuple[int, int]], *, viewer: Account | None, when: When
) -> Mapping[tuple[int, int], OwnerAnswer]:
    """Of (person, organisation): who that is, and whether they are still there."""
    pairs = set(wanted)
    people = {person for person, _ in pairs}
    held = list(
        RoleHolding.objects.filter(
            counted(when.as_known), person_id__in=people, starts_on__lte=when.as_at
        ).order_by("starts_on", "id")
    )
    seen = set(
        RoleHolding.objects.filter(readable_by(viewer), person_id__in=people).values_list(
            "person_id", flat=True
        )
    )
    named = {one.pk: one for one in Person.objects.filter(id__in=people)}

    @cache
    def near(organisation: int) -> set[int]:
        return around(organisation, when=when)

    return {
        (person, organisation): owner_from(
            named[person],
            [one for one in held if one.person_id == person],
            near(organisation),
            when.as_at,
            is_seen=person in seen,
        )
        for person, organisation in pairs
    }


def owner_from(
    person: Person,
    held: Collection[RoleHolding],
    near: set[int],
    day: date,
    *,
    is_seen: bool,
) -> OwnerAnswer:
    """One owner, from all the roles that they have held."""
    here = [one for one in held if one.organisation_id in near]
    now = [one for one in here if one.ends_on is None or one.ends_on >= day]
    last = (now or here or list(held))[-1:]
    job = job_roles().get(last[0].role, last[0].role) if last else ""
    return OwnerAnswer(
        person_key=person.key.hex,
        name=person.name if is_seen else job or "A person whose contact is not shown to you",
        job=job,
        left_on=None if now or not last else last[0].ends_on,
        has_left=not now,
    )


def around(organisation_id: int, *, when: When) -> set[int]:
    """Where somebody must hold a role to answer for what belongs to an organisation.

    In it, in what lies in it, or in what it lies in; once it was succeeded, in its successor's.
    """
    now = successors(organisation_id, when=when)[-1]
    return beneath(now, when=when) | set(above(now, when=when))


def the_owner(person_key: str, organisation_id: int, *, when: When) -> Person:
    """A person who can answer for something of an organisation, because of a role there today."""
    try:
        person = Person.objects.filter(key=UUID(person_key)).first()
    except ValueError:
        person = None
    if person is None:
        raise NotRight(
            "Nobody is named who answers for it.",
            next_step="Choose somebody; who is missing is recorded under Contacts first.",
        )
    here = around(organisation_id, when=when)
    held = RoleHolding.objects.filter(
        counted(when.as_known), person=person, starts_on__lte=when.as_at
    ).exclude(ends_on__lt=when.as_at)
    if not held.filter(organisation_id__in=here).exists():
        last = person.roles.filter(known_until__isnull=True).order_by("-ends_on").first()
        until = f" since {in_words(last.ends_on)}" if last and last.ends_on else ""
        raise NotPossible(
            f"{person.name} holds no role here{until}.",
            next_step="Choose somebody who does, or record the role under Contacts first.",
        )
    return person


def who_could(
    viewer: Account | None, organisation_ids: Collection[int], *, when: When
) -> list[tuple[str, str]]:
    """People whom a viewer may choose for something of organisations: key, name with role.

    Whoever works in a practice is offered where one network is asked about, not for a whole system.
    """
    near: set[int] = set()
    for one in organisation_ids:
        near |= around(one, when=when)
    held = (
        RoleHolding.objects.filter(
            readable_by(viewer) & counted(when.as_known),
            organisation_id__in=near,
            starts_on__lte=when.as_at,
        )
        .exclude(ends_on__lt=when.as_at)
        .select_related("person")
        .order_by("person__name", "id")
    )
    if held.count() > MOST:
        held = held.exclude(organisation__kind=Kind.PRACTICE)
    rows = list(held[:MOST])
    named = organisations_by_id({row.organisation_id for row in rows}, when=when) if rows else {}
    titles = job_roles()
    found: dict[str, str] = {}
    for row in rows:
        where = as_written(named[row.organisation_id].name)
        job = titles.get(row.role, row.role)
        found.setdefault(row.person.key.hex, f"{row.person.name}, {job.lower()}, {where}")
    return list(found.items())
