"""Sources with dates of their own, as spans that never share a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from openpcn.domains.registry.settling.oddities import Oddity, ends_too_early, overlap, repeated
from openpcn.domains.registry.settling.statements import Block, Statement
from openpcn.kernel.when import Span, day_before


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


def holds(span: Block, day: date) -> bool:
    """Whether a day lies in a span."""
    return Span(starts_on=span.starts_on, ends_on=span.ends_on).holds(day)


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
