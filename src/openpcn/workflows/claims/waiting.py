"""Claims of a system's networks on which somebody has to act, for those who approve them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.permissions import NotAllowed, organisations_where_may
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.workforce.permissions import APPROVE
from openpcn.domains.workforce.queries.claims import claims_waiting
from openpcn.domains.workforce.queries.same_people import FULL_TIME, same_people
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.workflows.claims.roles import titles
from openpcn.workflows.pages.show_overview import Overview, show_overview


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One claim that waits."""

    network_code: str
    network_name: str
    practice_code: str
    """Empty for the network's own claim."""
    month: date
    state_words: str
    amount: Decimal | None


@dataclass(frozen=True, kw_only=True)
class TwoPosts:
    """A name that two networks record on the same days."""

    name: str
    posts: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    fte: Decimal
    is_too_many: bool


@dataclass(frozen=True, kw_only=True)
class ToApprove:
    """What whoever approves the claims of a system has to look at."""

    page: Overview
    waiting: tuple[Waiting, ...]
    """The oldest month first."""
    in_two_networks: tuple[TwoPosts, ...]


def show_waiting(viewer: Account | None, code: str, *, when: When) -> ToApprove:
    """What waits in a system; refused where one approves none of its claims."""
    page = show_overview("systems", code, when=when)
    mine = organisations_where_may(viewer, APPROVE)
    if page.subject.organisation.id not in mine:
        raise NotAllowed(APPROVE)
    networks = networks_among(mine, when=when)
    rows = claims_waiting(viewer, networks)
    ids = {row.network_id for row in rows} | {row.claimant_id for row in rows}
    named = organisations_by_id(ids, when=when) if ids else {}
    waiting = tuple(
        Waiting(
            network_code=named[row.network_id].code,
            network_name=as_written(named[row.network_id].name),
            practice_code=named[row.claimant_id].code if row.claimant_id != row.network_id else "",
            month=row.month,
            state_words=row.state_words,
            amount=row.amount,
        )
        for row in rows
    )
    return ToApprove(
        page=page, waiting=waiting, in_two_networks=in_two_networks(viewer, networks, when=when)
    )


def in_two_networks(
    viewer: Account | None, networks: list[int], *, when: When
) -> tuple[TwoPosts, ...]:
    """Names in post in two networks, with both posts in words."""
    found = same_people(viewer, networks)
    ids = {each.network_id for one in found for each in one.posts}
    named = organisations_by_id(ids, when=when) if ids else {}
    return tuple(
        TwoPosts(
            name=one.name,
            posts=tuple(
                f"{as_written(named[each.network_id].name)}: {titles()[each.role]}, post "
                f"{each.post}, {each.hours.normalize():f} hours"
                for each in one.posts
            ),
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            fte=one.hours / FULL_TIME,
            is_too_many=one.is_too_many,
        )
        for one in found
    )


def networks_among(ids: set[int], *, when: When) -> list[int]:
    """Those of some organisations that are networks."""
    held = organisations_by_id(ids, when=when).values()
    return [one.id for one in held if one.kind == "network"]
