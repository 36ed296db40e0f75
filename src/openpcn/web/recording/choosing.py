"""Organisations to choose from in a form, instead of a code to type."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.permissions import circle_of, organisations_where_may
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When

MANY = 100
"""More than this are not chosen from a list: their code is typed."""
OWNERS = ("icb", "place", "sub_icb", "network", "federation")
BOUNDS = ("icb", "place", "sub_icb", "network")

Options = list[tuple[str, str]]


def owners(viewer: Account, permission: str, *, when: When) -> Options:
    """Those that an account may act for; none where they are too many for a list."""
    return options(organisations_where_may(viewer, permission), OWNERS, when=when)


def options_that_fit(ids: Collection[int], kinds: tuple[str, ...], *, when: When) -> Options:
    """As `options`; where they are too many for a list, without the narrowest kinds."""
    for number in range(len(kinds), 0, -1):
        if found := options(ids, kinds[:number], when=when):
            return found
    return []


def bounds(viewer: Account, *, when: When) -> Options:
    """The systems of an account, with their places and networks."""
    return options(circle_of(viewer), BOUNDS, when=when)


def options(ids: Collection[int], kinds: tuple[str, ...], *, when: When) -> Options:
    """Code and name, the widest first."""
    if not ids:
        return []
    held = [one for one in organisations_by_id(ids, when=when).values() if one.kind in kinds]
    if len(held) > MANY:
        return []
    held.sort(key=lambda one: (kinds.index(one.kind), one.name, one.code))
    return [
        (one.code, _("%(name)s (%(code)s)") % {"name": as_written(one.name), "code": one.code})
        for one in held
    ]
