"""Where the figures of a page come from: the file, its period, its licence, when it was loaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from openpcn.domains.registry.queries.datasets import DatasetAnswer, datasets
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import SystemFacts

TOTALS = ("registered-totals",)
AGES = ("registered-by-age",)
HOMES = ("registered-by-area",)
MEMBERS = ("network-map", "epcn", "openpcn-relationships")
STAFF = ("mapped:workforce-network",)


@dataclass(frozen=True, kw_only=True)
class Source:
    """One figure's file."""

    figure: str
    """members, lists, aged, residence, deprivation, staff."""
    title: str
    publisher: str
    licence: str
    period_on: date | None
    loaded_at: datetime


def sources_of(facts: SystemFacts) -> tuple[Source, ...]:
    """The files behind the pages of a system."""
    held = datasets(as_known=facts.when.as_known)
    ground = facts.ground
    list_on = max((one.list_on for one in facts.practices if one.list_on), default=None)
    wanted = [
        ("members", newest(held, MEMBERS, facts.when.as_at)),
        ("lists", of_day(held, TOTALS, list_on)),
        ("aged", of_day(held, AGES, ground.aged_on)),
        ("residence", of_day(held, HOMES, ground.residence.on)),
    ]
    if edition := ground.residence.deprivation:
        wanted.append(("deprivation", newest(held, (edition.format,), facts.when.as_at)))
    if facts.staff_on:
        wanted.append(("staff", newest(held, STAFF, facts.when.as_at)))
    return tuple(source_from(figure, found) for figure, found in wanted if found is not None)


def newest(
    held: Iterable[DatasetAnswer], formats: tuple[str, ...], day: date
) -> DatasetAnswer | None:
    """The newest file of some formats that is not about a later day; else the earliest."""
    known = [one for one in held if one.format in formats and one.period_on]
    before = [one for one in known if one.period_on is not None and one.period_on <= day]
    return max(before, key=period, default=min(known, key=period, default=None))


def of_day(
    held: Iterable[DatasetAnswer], formats: tuple[str, ...], day: date | None
) -> DatasetAnswer | None:
    """The file of some formats about a day."""
    return next((one for one in held if one.format in formats and one.period_on == day), None)


def period(one: DatasetAnswer) -> date:
    """The day that a file is about."""
    return one.period_on or date.min


def source_from(figure: str, found: DatasetAnswer) -> Source:
    """A file as the source of a figure."""
    return Source(
        figure=figure,
        title=found.title,
        publisher=found.publisher,
        licence=found.licence,
        period_on=found.period_on,
        loaded_at=found.known_from,
    )


def newest_list_before(when: When) -> date | None:
    """The day of the newest lists that are not about a later day."""
    found = newest(datasets(as_known=when.as_known), TOTALS, when.as_at)
    return found.period_on if found else None
