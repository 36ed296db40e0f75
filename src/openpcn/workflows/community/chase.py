"""Entries that are due to be checked: what, whom to ask, and when they were asked last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.actions.assets import RECORD
from openpcn.domains.community.queries.assets import AssetAnswer, answers, kept_by_people
from openpcn.domains.community.queries.together import last_asked
from openpcn.domains.registry.permissions import may, require
from openpcn.kernel.when import When
from openpcn.workflows.community.freshness import Freshness, freshness

QUIET = timedelta(days=28)
"""After somebody was asked, nobody asks again for four weeks."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """An entry that is due."""

    asset: AssetAnswer
    fresh: Freshness
    asked_on: date | None
    email: str
    phone: str

    def is_quiet(self, on: date) -> bool:
        """Whether its owner was asked so lately that nobody asks again."""
        return self.asked_on is not None and on - self.asked_on < QUIET


def due_entries(viewer: Account | None, inside: set[int] | None, *, when: When) -> list[Due]:
    """What is due among some assets that the viewer keeps, the longest unchecked first.

    Published lists are made fresh by loading the next one, so nobody is asked about them, unless
    somebody flagged an entry. What is flagged comes first.
    """
    require(viewer, RECORD)
    held = answers(kept_by_people(viewer, inside, when=when), when=when)
    found = [one for one in held if may(viewer, RECORD, one.keeper_id)]
    asked = last_asked([one.id for one in found], when=when)
    due = [entry(one, asked.get(one.id), when.as_at) for one in found]
    due = [one for one in due if one.fresh.is_due]
    return sorted(due, key=in_order)


def in_order(one: Due) -> tuple[bool, date, str]:
    """Flagged entries first, then the longest unchecked."""
    return (not one.fresh.is_flagged, one.asset.checked_on or date.min, one.asset.said.name)


def entry(asset: AssetAnswer, asked_on: date | None, on: date) -> Due:
    """One entry with whom to ask: the asset's own address first, else that of who runs it."""
    provider = asset.said.provider
    return Due(
        asset=asset,
        fresh=freshness(asset, on),
        asked_on=asked_on,
        email=asset.said.email or (provider.email if provider else ""),
        phone=asset.said.phone or (provider.phone if provider else ""),
    )
