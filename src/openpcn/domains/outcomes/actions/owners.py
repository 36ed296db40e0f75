"""Who owns a record: a person who holds a role today."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openpcn.domains.registry.models import Person, RoleHolding
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.queries.dated import holds_on
from openpcn.kernel.errors import NotPossible, NotRight


def owner_of(key: str) -> Person:
    """The person of a key, who holds a role today."""
    try:
        person = Person.objects.filter(key=UUID(key)).first()
    except ValueError:
        person = None
    if person is None:
        raise NotRight("Nobody is named as the owner.", next_step="Choose the owner.")
    holds = CURRENT & holds_on(timezone.localdate()) & Q(person=person)
    if not RoleHolding.objects.filter(holds).exists():
        raise NotPossible(
            f"{person.name} holds no role here any more.",
            next_step="Choose an owner who holds one.",
        )
    return person
