"""Who gives a service to the patients of a practice."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from openpcn.domains.registry.actions.naming import whom
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.queries.organisations import existed, organisations_by_id
from openpcn.domains.services.vocabulary import Way
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When

OF_KIND = {Way.PRACTICE: "practice", Way.NETWORK: "network"}
"""What the giver is, where the way says so."""


def who_gives(way: str, giver: str, *, on: date) -> dict[str, object]:
    """Who gives it, by code or by name; nobody else where it is the own practice."""
    if way not in Way.values:
        raise NotRight("No such way is kept.", next_step="Choose one of the list.")
    plain = " ".join(giver.split())
    if way == Way.OWN and plain:
        raise NotPossible(
            f"Patients cannot get it at their own practice and from {plain}.",
            next_step="Leave out who gives it, or choose another way.",
        )
    if way == Way.OWN:
        return {"giver_id": None, "giver_name": ""}
    organisation, name = whom(plain, "Who gives it")
    if organisation is not None:
        refuse_wrong_kind(way, organisation, on)
    return {"giver_id": organisation.pk if organisation else None, "giver_name": name}


def refuse_wrong_kind(way: str, giver: Organisation, on: date) -> None:
    """Refuse a network as another practice, and who was not open on the first day."""
    one = organisations_by_id([giver.pk], when=When(as_at=on))[giver.pk]
    kind = OF_KIND.get(Way(way))
    if kind is not None and giver.kind != kind:
        raise NotPossible(
            f"{as_written(one.name)} ({one.code}) is no {kind}.",
            next_step=f"Name a {kind}, or choose another way.",
        )
    if (why := existed(one, on)) and one.closed_on is not None and on > one.closed_on:
        raise NotPossible(as_written(why), next_step="Choose an earlier day, or another giver.")


def names_of(practices: list[int]) -> list[str]:
    """Names of practices as people read them."""
    named = organisations_by_id(practices, when=When(as_at=timezone.localdate()))
    return [as_written(named[one].name) if one in named else "A practice" for one in practices]
