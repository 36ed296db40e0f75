"""How what is said of an alliance and of its members changed."""

from __future__ import annotations

from typing import Any

from openpcn.domains.alliances.models import Member, Terms
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.registry.queries.versions import Version, told
from openpcn.kernel.when import When
from openpcn.kernel.wording import pounds


def lead_of(row: Any) -> str:
    """Who leads it."""
    return name_of(row.lead_id, row.lead_name, When(as_at=row.starts_on))


def name_of(organisation_id: int | None, name: str, when: When) -> str:
    """An organisation of the registry, or another by its name."""
    if organisation_id is None:
        return name
    return organisations_by_id([organisation_id], when=when)[organisation_id].name


def cost_of(row: Any) -> str:
    """What it costs a year."""
    return "not recorded" if row.pounds is None else pounds(row.pounds)


WORDS = {"lead_id": lead_of, "lead_name": lead_of, "pounds": cost_of}
NAMES = {
    "kind": "Kind",
    "title": "Title",
    "scope": "Scope",
    "lead_id": "Led by",
    "lead_name": "Led by",
    "contract": "Contract",
    "pounds": "Cost a year",
    "pounds_source": "Source of the cost",
    "starts_on": "From",
    "ends_on": "Until",
}
MEMBER_NAMES = {"does": "What it does there", "ends_on": "Until"}


def versions_of(number: int) -> list[Version]:
    """Every version of the terms of an alliance, the newest first."""
    return told(Terms.objects.filter(alliance_id=number), NAMES, WORDS)


def versions_of_members(number: int) -> list[tuple[str, list[Version]]]:
    """Of each member that was ever recorded its name and versions, in the order of recording."""
    held = Member.objects.filter(alliance_id=number)
    found: dict[tuple[Any, ...], Any] = {}
    for row in held.order_by("id"):
        found.setdefault((row.organisation_id, row.name, row.starts_on), row)
    return [
        (
            name_of(organisation, name, When(as_at=day)),
            told(held.filter(organisation=organisation, name=name, starts_on=day), MEMBER_NAMES),
        )
        for organisation, name, day in found
    ]
