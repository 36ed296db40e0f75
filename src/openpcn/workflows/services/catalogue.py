"""The services that count for an organisation on a day: national ones and those bought locally."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from openpcn.domains.services.queries.offers import LocalAnswer, local_services
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.rulebook.services import KINDS, TIERS, NationalService, national_services


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A service of the catalogue."""

    key: str
    title: str
    words: str
    kind: str
    tier: str
    starts_on: date
    ends_on: date | None
    national: NationalService | None
    local: LocalAnswer | None

    @property
    def kind_words(self) -> str:
        """Core, enhanced, of the network, or local."""
        return KINDS[self.kind]

    @property
    def tier_words(self) -> str:
        """The tier of care."""
        return TIERS[self.tier]

    @property
    def asked_by(self) -> str:
        """Who asks for it."""
        return as_written(self.local.owner_name) if self.local else "National contract"


def catalogue(owner_ids: Collection[int], *, when: When) -> tuple[Listed, ...]:
    """National services in their order, then the local ones of some organisations by title."""
    return (
        *(of_nation(one) for one in national_services() if one.holds(when.as_at)),
        *(of_place(one) for one in local_services(owner_ids, when=when)),
    )


def of_nation(one: NationalService) -> Listed:
    """A national service."""
    return Listed(
        key=one.code,
        title=one.title,
        words=one.words,
        kind=one.kind,
        tier=one.tier,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        national=one,
        local=None,
    )


def of_place(one: LocalAnswer) -> Listed:
    """A service that is bought locally."""
    return Listed(
        key=one.key,
        title=one.title,
        words=one.words,
        kind=one.kind,
        tier=one.tier,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        national=None,
        local=one,
    )
