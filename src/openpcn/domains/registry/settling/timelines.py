"""What all files together say about one organisation's place: one timeline, and what is odd.

Pure. The order in which statements arrive never matters: dates, publication days and codes decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from openpcn.domains.registry.settling.blocks import blocks_of
from openpcn.domains.registry.settling.oddities import (
    Oddity,
    differs_from_recorded,
    disagrees,
    listed_after_closing,
    two_in_snapshots,
)
from openpcn.domains.registry.settling.statements import Block, Held, Recorded, Statement
from openpcn.kernel.when import day_before

Settled = tuple[tuple[Held, ...], tuple[Oddity, ...]]


def settle(
    subject: str,
    statements: Iterable[Statement],
    *,
    complete_on: Iterable[date] = (),
    closed_on: date | None = None,
    recorded: Sequence[Recorded] = (),
) -> Settled:
    """The timeline of one organisation from everything that files and people say about it.

    `complete_on` are the days of files that list every organisation: a missing one was in none.
    """
    oddities: list[Oddity] = []
    told = in_order(statements)
    blocks = blocks_of(subject, [each for each in told if not each.is_snapshot], oddities)
    seen = snapshots_of(subject, told, complete_on, oddities)
    free = outside(subject, seen, blocks, oddities)
    held = walk(blocks, free)
    held = end_with_closing(subject, held, closed_on, oddities)
    held = give_way(subject, held, recorded, oddities)
    return tuple(held), tuple(dict.fromkeys(oddities))


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """The statements in an order of their own, whatever order they came in."""
    far = date.max
    return sorted(
        set(statements),
        key=lambda each: (
            each.starts_on,
            each.object or "",
            each.published_on or far,
            each.ends_on or far,
            each.is_snapshot,
            each.source,
        ),
    )


def walk(blocks: Sequence[Block], seen: Sequence[Statement]) -> list[Held]:
    """Follow dated blocks and the snapshots outside them, in order of time."""
    held: list[Held] = []
    current: Held | None = None
    last_with: date | None = None
    last_without: date | None = None
    events: list[Block | Statement] = [*blocks, *seen]
    for event in sorted(events, key=lambda each: each.starts_on):
        day = event.starts_on
        if isinstance(event, Block):
            if current:
                held.append(replace(current, ends_on=day_before(day)))
            current, last_with = from_block(event), event.confirmed_on
            if event.ends_on is not None:
                held.append(current)
                current, last_without = None, event.ends_on
        elif current and event.object == current.object:
            last_with = day
        else:
            if current:
                held.append(replace(current, ends_on=day_before(day), ends_before=day))
                last_without = last_with
            current, last_with = None, day
            if event.object is not None:
                current = from_snapshot(event, starts_after=last_without)
            else:
                last_without = day
    return [*held, current] if current else held


def from_block(block: Block) -> Held:
    """A dated block as a relationship."""
    return Held(
        object=block.object,
        starts_on=block.starts_on,
        ends_on=block.ends_on,
        starts_after=None,
        ends_before=None,
        basis="dated",
        source=block.source,
    )


def from_snapshot(each: Statement, *, starts_after: date | None) -> Held:
    """A relationship first seen in a snapshot; it began after the last day seen without it."""
    return Held(
        object=each.object or "",
        starts_on=each.starts_on,
        ends_on=None,
        starts_after=starts_after,
        ends_before=None,
        basis="snapshot",
        source=each.source,
    )


def snapshots_of(
    subject: str,
    told: Sequence[Statement],
    complete_on: Iterable[date],
    oddities: list[Oddity],
) -> list[Statement]:
    """One statement for each day of a snapshot; absence from a complete one says none."""
    by_day: dict[date, Statement] = {}
    for each in told:
        if not each.is_snapshot:
            continue
        before = by_day.get(each.starts_on)
        if before and before.object and each.object and before.object != each.object:
            oddities.append(two_in_snapshots(subject, before, each))
        if before is None or (each.object or "") > (before.object or ""):
            by_day[each.starts_on] = each
    for day in set(complete_on) - set(by_day):
        by_day[day] = Statement(object=None, is_snapshot=True, starts_on=day, source=-1)
    return [by_day[day] for day in sorted(by_day)]


def outside(
    subject: str,
    seen: Sequence[Statement],
    blocks: Sequence[Block],
    oddities: list[Oddity],
) -> list[Statement]:
    """Snapshots that no dated block vouches against; those that disagree with one are named."""
    free = []
    for each in seen:
        block = next((block for block in blocks if vouches(block, each.starts_on)), None)
        if block is None:
            free.append(each)
        elif each.object != block.object and each.source != -1:
            oddities.append(disagrees(subject, each, block))
    return free


def end_with_closing(
    subject: str, held: Sequence[Held], closed_on: date | None, oddities: list[Oddity]
) -> list[Held]:
    """Nothing is held beyond the day an organisation closed."""
    if closed_on is None:
        return list(held)
    kept = []
    for each in held:
        if each.starts_on > closed_on:
            oddities.append(listed_after_closing(subject, each, closed_on))
        elif each.ends_on is None or each.ends_on > closed_on:
            kept.append(replace(each, ends_on=closed_on, ends_before=None))
        else:
            kept.append(each)
    return kept


def give_way(
    subject: str, held: Sequence[Held], recorded: Sequence[Recorded], oddities: list[Oddity]
) -> list[Held]:
    """From the first day that a person has recorded, files say nothing more."""
    if not recorded:
        return list(held)
    first = min(each.starts_on for each in recorded)
    kept = []
    for each in held:
        if each.starts_on < first:
            ends = each.ends_on is None or each.ends_on >= first
            kept.append(
                replace(each, ends_on=day_before(first), ends_before=None) if ends else each
            )
        if (each.ends_on is None or each.ends_on >= first) and not recorded_too(each, recorded):
            oddities.append(differs_from_recorded(subject, each))
    return kept


def recorded_too(each: Held, recorded: Sequence[Recorded]) -> bool:
    """Whether people have recorded what a file says, on its last days at least."""
    newest = max(recorded, key=lambda record: record.starts_on)
    return newest.object == each.object and newest.ends_on == each.ends_on


def vouches(block: Block, day: date) -> bool:
    """Whether a dated block is sure of a day."""
    return block.starts_on <= day <= (block.ends_on or max(block.confirmed_on, block.starts_on))
