"""Where and when a network offers sessions in the evening and on Saturday, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from openpcn.domains.agreements.queries.hours import SessionAnswer, sessions_of
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When

WEEKS = 4


@dataclass(frozen=True, kw_only=True)
class Offered:
    """Sessions at the same time of the week in the same place."""

    weekday: str
    starts_at: time
    ends_at: time
    place: str
    place_code: str
    mode: str
    days: tuple[date, ...]


def offered(network_id: int, *, when: When) -> tuple[Offered, ...]:
    """The sessions planned for the four weeks from the day on, by weekday and time.

    What was delivered, and why not, is not for the public.
    """
    last = when.as_at + timedelta(weeks=WEEKS) - timedelta(days=1)
    held = sessions_of(network_id, first=when.as_at, last=last, when=when)
    groups: dict[tuple[object, ...], list[SessionAnswer]] = {}
    for one in held:
        key = (one.on.weekday(), one.starts_at, one.ends_at, one.held_at_name, one.mode)
        groups.setdefault(key, []).append(one)
    return tuple(together(groups[key]) for key in sorted(groups, key=repr))


def together(same: list[SessionAnswer]) -> Offered:
    """Sessions that differ in their day only."""
    one = same[0]
    return Offered(
        weekday=f"{one.on:%A}",
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        place=as_written(one.held_at_name),
        place_code=one.held_at_code,
        mode=one.mode_words,
        days=tuple(sorted({each.on for each in same})),
    )
