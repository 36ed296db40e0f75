"""Who may do what with community assets."""

from __future__ import annotations

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.actions.assets import PLAN, RECORD
from openpcn.domains.registry.permissions import (
    circle_of,
    may,
    may_everywhere,
    organisations_where_may,
)
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.kernel.when import When


def may_record(viewer: Account | None, keeper: int | None = None) -> bool:
    """Whether somebody may record and check entries that an organisation keeps."""
    return may(viewer, RECORD, keeper)


def may_read_plan(viewer: Account | None, network: int) -> bool:
    """Whether somebody holds a role in the system of a network."""
    return may_everywhere(viewer) or network in circle_of(viewer)


def my_networks(viewer: Account | None, *, when: When) -> list[OrganisationAnswer]:
    """The networks for which somebody may plan."""
    ids = organisations_where_may(viewer, PLAN)
    held = organisations_by_id(ids, when=when).values() if ids else ()
    return sorted((one for one in held if one.kind == "network"), key=lambda one: one.name)
