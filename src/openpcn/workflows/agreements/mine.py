"""Which organisation a page is about where the reader named none: one of their own."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.permissions import circle_of, may_everywhere, organisations_held
from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    get_organisation,
    organisations_by_id,
)
from openpcn.domains.registry.queries.structure import systems
from openpcn.kernel.errors import NotRight, Refused
from openpcn.kernel.when import When

KINDS = ("practice", "network", "place", "sub_icb", "icb")
"""Narrowest first."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """An organisation with all that lies beneath it and above it."""

    organisation: OrganisationAnswer
    within: frozenset[int]
    """Itself and what lies beneath."""
    over: frozenset[int]
    """Itself and what it lies in."""

    @property
    def code(self) -> str:
        """Its code."""
        return self.organisation.code


def my_organisations(viewer: Account | None, *, when: When) -> list[OrganisationAnswer]:
    """Where somebody holds a role today, the narrowest first; systems for an administrator."""
    held = organisations_held(viewer)
    named = list(organisations_by_id(held, when=when).values()) if held else []
    found = [one for one in named if one.kind in KINDS]
    if not found and may_everywhere(viewer):
        found = [get_organisation(one.code, when=when) for one in systems(when=when)]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.name, one.code))


def scope_of(viewer: Account | None, code: str, *, when: When) -> Scope:
    """The organisation of a code, else the reader's own; Refused where there is neither."""
    if code:
        organisation = get_organisation(code, when=when)
    else:
        mine = my_organisations(viewer, when=when)
        if not mine:
            raise Refused(
                "No organisation is named, and you hold no role in one.",
                next_step="Name a practice, network or board by its code.",
            )
        organisation = mine[0]
    if organisation.kind not in KINDS:
        raise NotRight(
            f"{organisation.name} is no practice, network, place or board.",
            next_step="Name one by its code.",
        )
    return Scope(
        organisation=organisation,
        within=frozenset(beneath(organisation.id, when=when)),
        over=frozenset(above(organisation.id, when=when)),
    )


def may_read(viewer: Account | None, scope: Scope) -> bool:
    """Whether a reader holds a role in the system of an organisation."""
    return may_everywhere(viewer) or scope.organisation.id in circle_of(viewer)
