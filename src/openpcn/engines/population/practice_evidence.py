"""Evidence for everybody in a practice that a definition is true of, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from openpcn.engines.population.answering import answer_practice
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.plan import Codes, day_number, plan_for
from openpcn.engines.population.reading import Partition, read_events, read_people
from openpcn.engines.population.words import unpacked


@dataclass(frozen=True, kw_only=True)
class PersonEvidence:
    """The first and last event of a person that a definition could look at."""

    person_id: int
    events: int
    first_code: int | None
    first_on: date | None
    last_code: int | None
    last_on: date | None


def practice_evidence(
    catalogue: Catalogue, name: str, codes: Codes, as_at: date, partition: Partition
) -> list[PersonEvidence]:
    """Everybody that a flag is true of, with their evidence, by rising number."""
    asked = catalogue.only([name])
    answers = answer_practice(plan_for(asked, codes, as_at), partition)
    true_of = answers.ids[unpacked(answers.answers.flags[name], len(answers.ids))]
    wanted = np.array(sorted(set().union(*(codes[one] for one in asked.clusters))), np.uint32)
    people = read_people(partition, as_at, ())
    born = people.born[np.isin(people.ids, true_of)]
    found: dict[int, PersonEvidence] = {}
    for piece in read_events(partition):
        place = np.minimum(np.searchsorted(true_of, piece["person_id"]), max(0, len(true_of) - 1))
        if not len(true_of):
            break
        kept = (true_of[place] == piece["person_id"]) & np.isin(piece["code_id"], wanted)
        kept &= (piece["on"] <= day_number(as_at)) & (piece["on"] >= born[place])
        rows = np.flatnonzero(kept)
        ids, starts, sizes = np.unique(
            piece["person_id"][rows], return_index=True, return_counts=True
        )
        for person, start, size in zip(ids, starts, sizes, strict=True):
            first, last = rows[start], rows[start + size - 1]
            found[int(person)] = PersonEvidence(
                person_id=int(person),
                events=int(size),
                first_code=int(piece["code_id"][first]),
                first_on=as_day(int(piece["on"][first])),
                last_code=int(piece["code_id"][last]),
                last_on=as_day(int(piece["on"][last])),
            )
    return [found.get(int(person), without_events(int(person))) for person in true_of]


def without_events(person_id: int) -> PersonEvidence:
    """Somebody of whom no code was needed."""
    return PersonEvidence(
        person_id=person_id, events=0, first_code=None, first_on=None, last_code=None, last_on=None
    )


def as_day(number: int) -> date:
    """A day from days since 1970."""
    return date.fromordinal(date(1970, 1, 1).toordinal() + number)
