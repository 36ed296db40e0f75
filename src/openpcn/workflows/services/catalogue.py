"""The services of an organisation, national and bought locally, and where they stand on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openpcn.domains.services.actions.days import Offered
from openpcn.domains.services.queries.local import LocalAnswer, local_services
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.rulebook.services import KINDS, TIERS, NationalService, national_services


class Standing(StrEnum):
    """Where something that has days stands on a day."""

    NOW = "now"
    TO_COME = "to come"
    ENDED = "ended"


def standing(starts_on: date, ends_on: date | None, *, day: date) -> Standing:
    """Now, to come or ended."""
    if day < starts_on:
        return Standing.TO_COME
    return Standing.ENDED if ends_on is not None and ends_on < day else Standing.NOW


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

    @property
    def offered(self) -> Offered:
        """What its offers are looked over against."""
        return Offered(
            key=self.key, title=self.title, starts_on=self.starts_on, ends_on=self.ends_on
        )

    def stands(self, day: date) -> Standing:
        """Whether it is in the catalogue on a day, or before or after."""
        return standing(self.starts_on, self.ends_on, day=day)


def catalogue(owner_ids: Collection[int], *, when: When) -> tuple[Listed, ...]:
    """National services in their order, then local ones by title; whatever their days."""
    return (
        *(of_nation(one) for one in national_services()),
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
