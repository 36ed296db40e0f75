"""Owners and wider ambitions to choose from in a form."""

from __future__ import annotations

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.queries.ambitions import ambitions
from openpcn.domains.registry.nesting import above
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.people import role_holders
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When

Options = list[tuple[str, str]]


def owner_options(viewer: Account | None, code: str, *, when: When) -> Options:
    """The people who hold a role in an organisation, or above it, by name."""
    own = get_organisation(code, when=when)
    found: dict[str, str] = {}
    for one in role_holders(viewer, when=when, within=code if own.kind == "network" else None,
                            organisation=None if own.kind == "network" else code):  # fmt: skip
        where = "" if one.organisation_code == code else f", {as_written(one.organisation_name)}"
        found.setdefault(one.person_key, f"{one.name}, {one.role_words.lower()}{where}")
    return sorted(found.items(), key=lambda one: one[1])


def wider_options(code: str, *, when: When, but: int | None = None) -> Options:
    """The ambitions of what an organisation lies in, and its own."""
    own = get_organisation(code, when=when)
    return [
        (str(one.id), f"{one.title} ({as_written(one.organisation_name)})")
        for one in ambitions(set(above(own.id, when=when)), when=when)
        if one.id != but
    ]
