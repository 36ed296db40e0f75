"""The people of all vignettes, kept as records: every engine gives the clinician's answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from openpcn.engines.population.answering import answer_with_duckdb
from openpcn.engines.population.on_duckdb import answer_with_sql
from openpcn.engines.population.on_polars import answer_with_polars
from openpcn.engines.population.people import PersonRecords
from openpcn.rulebook.phenotypes import catalogue, phenotypes
from tests.engines.population.invention import Registered, write_partition
from tests.engines.population.test_agreement import as_answers

ENGINES = {"fast": answer_with_duckdb, "sql": answer_with_sql, "polars": answer_with_polars}
FEWEST = {"fast": 1, "polars": 100, "sql": 1000}
"""The slow engines are only asked about days with so many people: each day costs them seconds."""

Answer = bool | int | str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A vignette's person, asked on a day: the definition, and the answer expected."""

    definition: str
    person: PersonRecords
    answer: Answer


@cache
def asked() -> dict[date, list[Asked]]:
    """Everybody by the day asked about; each day's people have numbers from 1."""
    days: dict[date, list[Asked]] = defaultdict(list)
    for one in phenotypes(vignettes=True):
        for vignette in one.vignettes:
            told = ((-1, vignette.day_before), (0, vignette.answer), (1, vignette.day_after))
            for step, answer in told:
                if answer is not None:
                    day = vignette.as_at + timedelta(days=step)
                    person = numbered(vignette.records, len(days[day]) + 1)
                    days[day].append(Asked(definition=one.name, person=person, answer=answer))
    return days


def numbered(records: PersonRecords, number: int) -> PersonRecords:
    """The same person under a number, with codes that records know."""
    return replace(
        records,
        person=replace(records.person, person_id=number),
        events=tuple(
            replace(event, code=code_of(next(iter(event.clusters)), event.code))
            for event in records.events
        ),
    )


NUMBERS: dict[tuple[str, int], int] = {}


def code_of(cluster: str, code: int) -> int:
    """One number for each code of a cluster."""
    return NUMBERS.setdefault((cluster, code), len(NUMBERS))


def codes() -> dict[str, set[int]]:
    """The numbers of each cluster's codes; clusters that no vignette names have none."""
    held: dict[str, set[int]] = {name: set() for name in catalogue().clusters}
    for (cluster, _), number in NUMBERS.items():
        held.setdefault(cluster, set()).add(number)
    return held


def wrong(engine: str, day: date, people: list[Asked], folder: Path) -> Iterator[str]:
    """Those whose answer is another than expected."""
    here: Registered = ("Z1", date(1900, 1, 1), None)
    partition = write_partition(folder, [one.person for one in people], [here] * len(people))
    (found,) = ENGINES[engine](catalogue(), codes(), day, [partition])
    told = as_answers(catalogue(), found)
    for one in people:
        given = told[one.person.person.person_id][one.definition]
        if given != one.answer:
            yield f"{day} {one.definition}: expected {one.answer}, given {given}"


@pytest.mark.parametrize("engine", ENGINES)
def test_every_vignette_comes_out_in_every_engine(engine: str, tmp_path: Path) -> None:
    days = asked()
    assert sum(map(len, days.values())) > 1000

    found = [
        said
        for day, people in sorted(days.items())
        if len(people) >= FEWEST[engine]
        for said in wrong(engine, day, people, tmp_path / day.isoformat())
    ]

    assert found == []
