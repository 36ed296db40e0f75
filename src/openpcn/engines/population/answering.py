"""A compiled catalogue answered for whole practices, two at a time, in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.population import tree
from openpcn.engines.population.answers import PracticeAnswers
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.encounter_scan import scan_encounters, scan_shares
from openpcn.engines.population.evaluating import evaluate
from openpcn.engines.population.event_scan import SORTED, Memory, scan_events
from openpcn.engines.population.person_leaves import age_bands, column_for, person_flags, sexes
from openpcn.engines.population.plan import SHARE, Actions, Codes, Plan, plan_for
from openpcn.engines.population.reading import (
    Columns,
    Partition,
    People,
    read_encounters,
    read_events,
    read_people,
)
from openpcn.engines.population.words import Words, packed, turned, words_needed

AT_ONCE = 2


def answer_everybody(plan: Plan, partitions: Iterable[Partition]) -> Iterator[PracticeAnswers]:
    """Each practice's answers, in the order of the partitions."""
    waiting: deque[Future[PracticeAnswers]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as workers:
        try:
            for partition in partitions:
                waiting.append(workers.submit(answer_practice, plan, partition))
                if len(waiting) > AT_ONCE:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def answer_practice(plan: Plan, partition: Partition) -> PracticeAnswers:
    """One practice's answers; NotRight where its files are not as the layout says."""
    people = read_people(partition, plan.as_at, {*map(column_for, plan.of_person)})
    flags = person_flags(plan.of_person, people, plan.as_at)
    leaves: dict[tree.Leaf, Words] = dict(zip(plan.of_person, map(packed, flags), strict=True))
    events = event_bits(plan, partition, people)
    leaves |= dict(zip(plan.of_events, events, strict=False))
    encounters = encounter_bits(plan, partition, people)
    leaves |= dict(zip(plan.of_encounters, encounters, strict=False))
    return PracticeAnswers(
        practice=partition.practice,
        ids=people.ids,
        answers=evaluate(plan.catalogue, leaves, len(people)),
        age_band=age_bands(people, plan.as_at),
        sex=sexes(people),
    )


def event_bits(plan: Plan, partition: Partition, people: People) -> NDArray[np.uint64]:
    """A row of bits for each leaf about events."""
    does, rows = plan.events, 0
    memory, bits = Memory.of(does), no_bits(people, plan.of_events)
    for piece in read_events(partition):
        trouble = scan_events(
            piece["person_id"],
            piece["code_id"],
            piece["on"],
            piece["value"],
            people.ids,
            people.born,
            plan.day,
            *(getattr(does, field.name) for field in fields(does)),
            *(getattr(memory, field.name) for field in fields(memory)),
            bits,
        )
        if trouble != SORTED:
            raise out_of_order(partition, "event", rows + trouble)
        rows += len(piece["person_id"])
    return turned(bits)


def encounter_bits(plan: Plan, partition: Partition, people: People) -> NDArray[np.uint64]:
    """A row of bits for each leaf about encounters."""
    does, rows, bits = plan.encounters, 0, no_bits(people, plan.of_encounters)
    if not plan.of_encounters:
        return turned(bits)
    for piece in read_encounters(partition, plan.roles):
        leaves = len(plan.of_encounters)
        trouble = scan_encounters(
            piece["person_id"],
            piece["starts_on"],
            piece["ends_on"],
            piece["kind"],
            people.ids,
            people.born,
            plan.day,
            len(plan.roles) + 1,
            does.start,
            does.op,
            does.leaf,
            does.first,
            does.last,
            does.need,
            np.full(leaves, -1, np.int32),
            np.zeros(leaves, np.int32),
            np.zeros(leaves, np.int64),
            bits,
        )
        if trouble != SORTED:
            raise out_of_order(partition, "encounter", rows + trouble)
        rows += len(piece["person_id"])
        for number, leaf in enumerate(plan.of_encounters):
            if isinstance(leaf, tree.Discontinuous):
                fill_share(piece, number, leaf, does, people, bits)
    return turned(bits)


def no_bits(people: People, leaves: Collection[tree.Leaf]) -> NDArray[np.uint64]:
    """No bit is set: a row for each person, a bit for each leaf."""
    return np.zeros((len(people), words_needed(len(leaves))), np.uint64)


def fill_share(
    piece: Columns,
    number: int,
    leaf: tree.Discontinuous,
    does: Actions,
    people: People,
    bits: NDArray[np.uint64],
) -> None:
    """The bits of one leaf about continuity."""
    sizes = np.diff(does.start)
    mine = (does.leaf == number) & (does.op == SHARE)
    kinds = np.repeat(np.arange(len(sizes)), sizes)[mine]
    on = piece["starts_on"]
    inside = (on >= does.first[number]) & (on <= does.last[number])
    rows = np.flatnonzero(inside & np.isin(piece["kind"], kinds))
    scan_shares(
        piece["person_id"][rows],
        on[rows],
        piece["clinician"][rows],
        people.ids,
        people.born,
        leaf.fewest,
        leaf.below_percent,
        number,
        np.empty(len(rows), np.int32),
        np.empty(len(rows), np.int32),
        bits,
    )


def out_of_order(partition: Partition, table: str, row: int) -> Exception:
    """The trouble with rows that are not sorted."""
    return partition.not_right(
        table, f"is not in the order of people and days: row {row + 1:,} comes too late"
    )


def answer_with_duckdb(
    catalogue: Catalogue, codes: Codes, as_at: date, partitions: Iterable[Partition]
) -> Iterator[PracticeAnswers]:
    """Compile the catalogue and answer it for each practice, in the order of the partitions."""
    yield from answer_everybody(plan_for(catalogue, codes, as_at), partitions)
