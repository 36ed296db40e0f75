"""Why somebody is on a list: the codes and days behind a definition, for a person or a practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.duckdb_files import connection
from openpcn.engines.population.evidence import explain
from openpcn.engines.population.one_person import holds_person, read_person
from openpcn.engines.population.people import Event
from openpcn.engines.population.plainly import Answer
from openpcn.engines.population.plan import Codes
from openpcn.engines.population.practice_evidence import practice_evidence
from openpcn.kernel.errors import NotFound, NotRight
from openpcn.workflows.population.codebook import Code, read_codes
from openpcn.workflows.population.keeping import NOT_ASSURED, practices_in
from openpcn.workflows.population.running import held_of, label_of, partition_of


@dataclass(frozen=True, kw_only=True)
class CodeOn:
    """A code as it is recorded, with its day."""

    on: date
    system: str
    code: str
    display: str
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing that was looked for, and the first and last code of it that are recorded."""

    definition: str
    looked_for: str
    is_true: bool
    events: int
    first: CodeOn | None
    last: CodeOn | None


@dataclass(frozen=True, kw_only=True)
class Why:
    """A definition's answer for one person, with its reasons."""

    definition: str
    title: str
    person_id: int
    practice: str
    as_at: date
    answer: Answer
    reasons: tuple[Reason, ...]
    label: str
    not_assured: str = NOT_ASSURED


@dataclass(frozen=True, kw_only=True)
class OneOfPractice:
    """Somebody that a definition is true of."""

    person_id: int
    events: int
    first: CodeOn | None
    last: CodeOn | None


@dataclass(frozen=True, kw_only=True)
class WhyHere:
    """Everybody in a practice that a definition is true of."""

    definition: str
    title: str
    practice: str
    as_at: date
    people: tuple[OneOfPractice, ...]
    label: str
    not_assured: str = NOT_ASSURED


def why_person(
    records: Path,
    catalogue: Catalogue,
    codes: Codes,
    name: str,
    person_id: int,
    *,
    as_at: date,
    practice: str = "",
) -> Why:
    """Why a definition says what it says of a person."""
    asked = catalogue.only([name])
    (held,) = held_of(records, [practice or practice_of(records, person_id)])
    at = partition_of(records, held.practice)
    found = read_person(connection(), at, person_id, codes, asked.clusters)
    if found is None:
        raise nobody(person_id, held.practice)
    told = explain(asked, name, found, as_at)
    book = read_codes(records)
    return Why(
        definition=name,
        title=asked.named[name].title,
        person_id=person_id,
        practice=held.practice,
        as_at=as_at,
        answer=told.answer,
        reasons=tuple(
            Reason(
                definition=one.within,
                looked_for=one.sentence,
                is_true=one.is_true,
                events=one.events,
                first=with_code(one.first, book),
                last=with_code(one.last, book),
            )
            for one in told.findings
        ),
        label=label_of([held]),
    )


def why_practice(
    records: Path, catalogue: Catalogue, codes: Codes, name: str, practice: str, *, as_at: date
) -> WhyHere:
    """Everybody in a practice that a flag is true of, with the first and last code behind it."""
    one = catalogue.only([name]).named[name]
    if one.kind != "flag":
        raise NotRight(
            f"{name} is a {one.kind}, which is not true or false of anybody.",
            next_step="Ask for one person, or for a definition that is a flag.",
        )
    (held,) = held_of(records, [practice])
    found = practice_evidence(catalogue, name, codes, as_at, partition_of(records, practice))
    book = read_codes(records)
    return WhyHere(
        definition=name,
        title=one.title,
        practice=practice,
        as_at=as_at,
        people=tuple(
            OneOfPractice(
                person_id=who.person_id,
                events=who.events,
                first=code_on(who.first_on, who.first_code, None, book),
                last=code_on(who.last_on, who.last_code, None, book),
            )
            for who in found
        ),
        label=label_of([held]),
    )


def practice_of(records: Path, person_id: int) -> str:
    """The first practice, by its code, that holds records of a person."""
    for practice in practices_in(records):
        if holds_person(connection(), partition_of(records, practice), person_id):
            return practice
    raise nobody(person_id, "these records")


def nobody(person_id: int, where: str) -> NotFound:
    """There is no such person."""
    return NotFound(
        f"There is nobody numbered {person_id} in {where}.",
        next_step="Take a number from people.parquet of a run, or name another practice.",
    )


def with_code(event: Event | None, book: list[Code]) -> CodeOn | None:
    """An event with its code as it is written."""
    return None if event is None else code_on(event.on, event.code, event.value, book)


def code_on(
    on: date | None, code: int | None, value: float | None, book: list[Code]
) -> CodeOn | None:
    """A code as it is written, with its day."""
    if on is None or code is None:
        return None
    system, text, display = book[code]
    return CodeOn(on=on, system=system, code=text, display=display, value=value)
