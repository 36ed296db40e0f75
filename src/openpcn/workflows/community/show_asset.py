"""One asset: what it is, where it stands, who looks after it, and what networks do with it."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.queries import together as read
from openpcn.domains.community.queries.assets import (
    AssetAnswer,
    answers,
    readable,
)
from openpcn.domains.community.queries.versions import newest
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.kernel.errors import NotFound
from openpcn.kernel.points import Point
from openpcn.kernel.when import When, in_words
from openpcn.workflows.community.freshness import Freshness, freshness
from openpcn.workflows.community.grounds import NOWHERE, Standing, standing_at
from openpcn.workflows.community.uses import may_read_plan, may_record, my_networks


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """Another asset that is linked to this one, with why."""

    id: int
    name: str
    words: str
    link: int
    """The number of the record that links them."""


@dataclass(frozen=True, kw_only=True)
class OneAsset:
    """An asset with all that belongs to it."""

    asset: AssetAnswer
    standings: tuple[Standing, ...]
    """Where each of its places stands, in their order."""
    fresh: Freshness
    read_at: Neighbour | None
    """The entry at which it is read, where it is the same as another one."""
    merged: tuple[Neighbour, ...]
    became: tuple[Neighbour, ...]
    came_from: tuple[Neighbour, ...]
    custodies: tuple[read.CustodyAnswer, ...]
    engagements: tuple[read.EngagementAnswer, ...]
    steps: tuple[read.EngagementAnswer, ...]
    checks: tuple[read.CheckAnswer, ...]
    changes: tuple[read.Change, ...]
    networks: tuple[OrganisationAnswer, ...]
    """Networks for which the viewer may plan."""
    may_record: bool
    viewer_id: int | None
    may_flag: bool
    """Whether the viewer keeps entries, of whatever organisation."""


def show_asset(viewer: Account | None, number: int, *, when: When) -> OneAsset:
    """One asset that the viewer may read; otherwise it is as if there were none."""
    asset = get_asset(viewer, number, when=when)
    allowed, keeps = may_record(viewer, asset.keeper_id), may_record(viewer)
    into = read.merged_into(number, when=when)
    return OneAsset(
        asset=asset,
        standings=tuple(
            standing_at(
                Point(easting=place.easting, northing=place.northing), viewer=viewer, when=when
            )
            if place.easting is not None and place.northing is not None
            else NOWHERE
            for place in asset.said.places
        ),
        fresh=freshness(asset, when.as_at),
        read_at=neighbours(viewer, [(into, "", 0)], when=when)[0] if into else None,
        merged=neighbours(
            viewer,
            [(one.asset_id, merged(one), 0) for one in read.merged_here(number, when=when)],
            when=when,
        ),
        became=neighbours(
            viewer,
            [(one.successor_id, linked(one), one.id) for one in read.successors(number, when=when)],
            when=when,
        ),
        came_from=neighbours(
            viewer,
            [(one.asset_id, linked(one), one.id) for one in read.predecessors(number, when=when)],
            when=when,
        ),
        custodies=tuple(read.custodies(number, when=when)),
        engagements=tuple(
            one
            for one in read.engagements(when=when, asset=number)
            if may_read_plan(viewer, one.network_id)
        ),
        steps=tuple(
            one for one in read.steps(number, when=when) if may_read_plan(viewer, one.network_id)
        ),
        checks=tuple(read.checks(number, when=when)) if keeps else (),
        changes=tuple(read.changes(number)) if allowed else (),
        networks=tuple(my_networks(viewer, when=when)),
        may_record=allowed,
        viewer_id=viewer.pk if viewer else None,
        may_flag=keeps,
    )


def get_asset(viewer: Account | None, number: int, *, when: When) -> AssetAnswer:
    """An asset as it is on the day."""
    rows = newest(when).filter(readable(viewer), asset_id=number)
    found = answers(rows, when=when)
    if not found:
        raise NotFound(
            "No such entry is in the directory on this day, as far as you may see.",
            next_step="Look it up in the directory, or ask about another day.",
        )
    return found[0]


def linked(one: read.BecameAnswer) -> str:
    """How and when one asset became another, in words."""
    return ", ".join(filter(None, (one.words, f"{one.on:%d %B %Y}".lstrip("0"), one.note)))


def merged(one: read.MergeAnswer) -> str:
    """Why an entry is read at another one, who said so, and when."""
    return f"{one.because} ({one.by}, {in_words(one.on)})"


def neighbours(
    viewer: Account | None, links: list[tuple[int, str, int]], *, when: When
) -> tuple[Neighbour, ...]:
    """Linked assets by name; those that the viewer may not read are left out."""
    rows = newest(when).filter(readable(viewer), asset_id__in=[number for number, _, _ in links])
    named = dict(rows.values_list("asset_id", "name"))
    return tuple(
        Neighbour(id=number, name=named[number], words=words, link=link)
        for number, words, link in links
        if number in named
    )
