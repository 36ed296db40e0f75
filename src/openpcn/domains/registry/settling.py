"""What all files together say about one organisation's place: one timeline, and what is odd.

Pure. The order in which statements arrive never matters: dates, publication days and codes decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from openpcn.domains.registry.oddities import (
    Oddity,
    differs_from_recorded,
    disagrees,
    ends_too_early,
    listed_after_closing,
    overlap,
    repeated,
    two_in_snapshots,
)
from openpcn.domains.registry.statements import Block, Held, Recorded, Statement
from openpcn.kernel.when import Span, day_before

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


def blocks_of(subject: str, dated: Sequence[Statement], oddities: list[Oddity]) -> list[Block]:
    """The dated spans without overlap: on each day the span that started last."""
    spans = merged(subject, newest_of(subject, dated, oddities), oddities)
    name_overlaps(subject, spans, oddities)
    ends = (after(span) for span in spans)
    days = sorted({span.starts_on for span in spans} | {day for day in ends if day})
    blocks: list[Block] = []
    for day, following in zip(days, [*days[1:], None], strict=False):
        inside = [span for span in spans if holds(span, day)]
        if not inside:
            continue
        winner = max(inside, key=lambda span: (span.starts_on, span.confirmed_on, span.object))
        block = replace(
            winner,
            starts_on=day,
            ends_on=day_before(following) if following else winner.ends_on,
        )
        if blocks and continues(blocks[-1], block):
            block = replace(block, starts_on=blocks.pop().starts_on)
        blocks.append(block)
    return blocks


def newest_of(subject: str, dated: Sequence[Statement], oddities: list[Oddity]) -> list[Statement]:
    """Of statements about one object from one day, what was published last."""
    newest: dict[tuple[str, date], Statement] = {}
    for each in dated:
        if each.object is None:
            continue
        if each.ends_on is not None and each.ends_on < each.starts_on:
            oddities.append(ends_too_early(subject, each))
            continue
        key = (each.object, each.starts_on)
        first = newest.get(key)
        if first and first.ends_on == each.ends_on:
            newest[key] = replace(first, published_on=later_of(first.published_on, each))
        elif first is None or weight(first) < weight(each):
            newest[key] = each
    return list(newest.values())


def later_of(published_on: date | None, each: Statement) -> date | None:
    """The later of two days of publication; none is for ever."""
    if published_on is None or each.published_on is None:
        return None
    return max(published_on, each.published_on)


def weight(each: Statement) -> tuple[date, date]:
    """Later publications weigh more; of one publication, the longer span."""
    return each.published_on or date.max, each.ends_on or date.max


def merged(subject: str, dated: Sequence[Statement], oddities: list[Oddity]) -> list[Block]:
    """Spans of one object that share a day, as one."""
    spans: list[Block] = []
    for each in sorted(dated, key=lambda each: (each.object or "", each.starts_on)):
        confirmed = each.ends_on or max(each.published_on or date.max, each.starts_on)
        span = Block(
            object=each.object or "",
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            confirmed_on=confirmed,
            source=each.source,
        )
        last = spans[-1] if spans else None
        if last and last.object == span.object and holds(last, span.starts_on):
            spans[-1] = replace(
                last,
                ends_on=None if None in (last.ends_on, span.ends_on) else later(last, span),
                confirmed_on=max(last.confirmed_on, span.confirmed_on),
            )
            if last.source == span.source:
                oddities.append(repeated(subject, last, span))
        else:
            spans.append(span)
    return spans


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


def holds(span: Block, day: date) -> bool:
    """Whether a day lies in a span."""
    return Span(starts_on=span.starts_on, ends_on=span.ends_on).holds(day)


def vouches(block: Block, day: date) -> bool:
    """Whether a dated block is sure of a day."""
    return block.starts_on <= day <= (block.ends_on or max(block.confirmed_on, block.starts_on))


def after(span: Block) -> date | None:
    """The first day after a span, if it ends."""
    if span.ends_on is None or span.ends_on == date.max:
        return None
    return span.ends_on + timedelta(days=1)


def later(one: Block, other: Block) -> date:
    """The later end of two spans that end."""
    return max(span.ends_on for span in (one, other) if span.ends_on is not None)


def continues(before: Block, block: Block) -> bool:
    """Whether a block is the next piece of the same span."""
    return (before.object, before.source, before.confirmed_on) == (
        block.object,
        block.source,
        block.confirmed_on,
    ) and after(before) == block.starts_on


def name_overlaps(subject: str, spans: Sequence[Block], oddities: list[Oddity]) -> None:
    """Name every two spans of different objects that share a day."""
    by_start = sorted(spans, key=lambda span: (span.starts_on, span.object))
    for number, first in enumerate(by_start):
        for second in by_start[number + 1 :]:
            if first.object == second.object or not holds(first, second.starts_on):
                continue
            if first.ends_on is None and second.starts_on > first.confirmed_on:
                continue
            oddities.append(overlap(subject, first, second))
