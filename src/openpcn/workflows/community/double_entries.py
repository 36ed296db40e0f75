"""Entries of the directory that look like one and the same asset."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.actions.assets import RECORD
from openpcn.domains.community.queries.assets import AssetAnswer, Wanted, answers, find_assets
from openpcn.domains.community.queries.together import told_apart
from openpcn.domains.registry.permissions import require
from openpcn.engines.community.duplicates import Entry, find_duplicates
from openpcn.kernel.plain_names import plain_name
from openpcn.kernel.when import When

REGISTERS = ("edispensary", "libraries", "schools")
"""Published lists that name each thing once, under a code of its own."""
MOST = 100
"""Groups that are shown at once."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """Entries that look like one asset, with the reasons of each pair."""

    assets: tuple[AssetAnswer, ...]
    because: tuple[tuple[int, int, tuple[str, ...]], ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """All reasons, each once."""
        return tuple(dict.fromkeys(word for _, _, words in self.because for word in words))


def double_entries(viewer: Account | None, *, when: When) -> list[Look]:
    """Groups of entries that look the same, the largest first."""
    require(viewer, RECORD)
    held = {one.id: one for one in answers(find_assets(viewer, Wanted(), when=when), when=when)}
    groups = find_duplicates([entry(one) for one in held.values()], apart=told_apart())
    return [
        Look(
            assets=tuple(held[number] for number in group.entries),
            because=tuple((pair.one, pair.other, pair.because) for pair in group.pairs),
        )
        for group in groups[:MOST]
    ]


def entry(asset: AssetAnswer) -> Entry:
    """What is compared of an asset."""
    provider = asset.said.provider
    places = asset.said.places
    return Entry(
        id=asset.id,
        plain_name=plain_name(asset.said.name),
        postcode="".join(places[0].postcode.split()).upper() if places else "",
        charity_number=provider.charity_number if provider else "",
        phone=asset.said.phone or (provider.phone if provider else ""),
        register=asset.source if asset.source in REGISTERS else "",
    )
