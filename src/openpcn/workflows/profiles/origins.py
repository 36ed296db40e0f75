"""Where the figures of a profile come from: source, period, licence, and when it was loaded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from openpcn.domains.evidence.queries import FigureAnswer, MeasureAnswer, measures
from openpcn.domains.registry.queries.datasets import DatasetAnswer, datasets
from openpcn.kernel.when import When
from openpcn.workflows.profiles.counting import Counted


@dataclass(frozen=True, kw_only=True)
class Origin:
    """One source and period."""

    figure: str
    source: str
    publisher: str
    licence: str
    note: str
    starts_on: date
    ends_on: date
    loaded_at: datetime | None


def origins_of(found: Mapping[str, Counted], *, when: When) -> dict[str, Origin]:
    """The source of each indicator."""
    told = {one.id: one for one in measures(ids={o.way.numerator.measure for o in found.values()})}
    loaded = loaded_at(when)
    return {
        id_: made(
            told[one.way.numerator.measure],
            "Indicators",
            (one.starts_on, one.ends_on),
            (loaded[each] for each in one.datasets if each in loaded),
        )
        for id_, one in found.items()
    }


def origins_of_figures(
    held: Iterable[tuple[str, Collection[FigureAnswer]]], *, when: When
) -> tuple[Origin, ...]:
    """The source of some figures, by what they are called on the page."""
    loaded, made_ = loaded_at(when), []
    for figure, rows in held:
        for told in measures(ids={one.measure for one in rows}):
            own = [one for one in rows if one.measure == told.id]
            days = (min(one.starts_on for one in own), max(one.ends_on for one in own))
            files = {one.dataset_id for one in own}
            made_.append(made(told, figure, days, (loaded[f] for f in files if f in loaded)))
    return tuple(made_)


def loaded_at(when: When) -> dict[int, datetime]:
    """When each file was loaded."""
    return {one.id: one.known_from for one in datasets(as_known=when.as_known)}


def made(
    told: MeasureAnswer, figure: str, days: tuple[date, date], loaded: Iterable[datetime]
) -> Origin:
    """The words of a measure with its period."""
    return Origin(
        figure=figure,
        source=told.source,
        publisher=told.publisher,
        licence=told.licence,
        note=told.note,
        starts_on=days[0],
        ends_on=days[1],
        loaded_at=max(loaded, default=None),
    )


def origin_of_file(one: DatasetAnswer, figure: str) -> Origin:
    """A whole file as the source."""
    day = one.period_on or date.min
    return Origin(
        figure=figure,
        source=one.title,
        publisher=one.publisher,
        licence=one.licence,
        note="",
        starts_on=day,
        ends_on=day,
        loaded_at=one.known_from,
    )


def origins_of_homes(on: date | None, *, when: When) -> tuple[Origin, ...]:
    """The registrations by area that are of a day after the page's, which no other line names."""
    if on is None or on <= when.as_at:
        return ()
    files = (
        one
        for one in datasets(as_known=when.as_known)
        if one.format == "registered-by-area" and one.period_on == on
    )
    return tuple(origin_of_file(one, "Deprivation") for one in files)
