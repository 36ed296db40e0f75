"""Why a definition says what it says of a person: each thing that was looked for and found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openpcn.engines.population import tree
from openpcn.engines.population.definitions import Catalogue, clusters_of, leaves_of
from openpcn.engines.population.in_words import in_words
from openpcn.engines.population.people import Event, PersonRecords
from openpcn.engines.population.plainly import Answer, Answers, answer_plainly, is_true


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a definition looks for, whether it is true, and what of it is recorded.

    `first` and `last` are events of the clusters named, up to the day asked about, whether or not
    they lie in a window. `within` is the definition whose rule it is part of.
    """

    within: str
    sentence: str
    is_true: bool
    events: int = 0
    first: Event | None = None
    last: Event | None = None


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A definition's answer for a person, and everything that it rests on."""

    definition: str
    answer: Answer
    findings: tuple[Finding, ...]


def explain(catalogue: Catalogue, name: str, records: PersonRecords, as_at: date) -> Explained:
    """The answer with its reasons; what other definitions look for follows them, each once."""
    asked = catalogue.only([name])
    answers = answer_plainly(asked, records, as_at)
    return Explained(
        definition=name,
        answer=answers[name],
        findings=tuple(findings(asked, name, records, as_at, answers)),
    )


def findings(
    catalogue: Catalogue, name: str, records: PersonRecords, as_at: date, answers: Answers
) -> Iterator[Finding]:
    """What a definition looks for, then what those look for that it uses."""
    waiting, done = [name], {name}
    while waiting:
        here = catalogue.named[waiting.pop(0)]
        for leaf in dict.fromkeys(leaves_of(here.rule)):
            yield found(here.name, leaf, records, as_at, answers)
        for other in sorted(here.uses - done):
            waiting.append(other)
            done.add(other)


def found(
    within: str, leaf: tree.Leaf, records: PersonRecords, as_at: date, answers: Answers
) -> Finding:
    """One leaf with its evidence."""
    looked_for = clusters_of(leaf)
    born = records.person.birth_month
    events = sorted(
        (
            event
            for event in records.events
            if born <= event.on <= as_at and not event.clusters.isdisjoint(looked_for)
        ),
        key=lambda event: event.on,
    )
    return Finding(
        within=within,
        sentence=in_words(leaf, as_at),
        is_true=is_true(leaf, records, as_at, answers),
        events=len(events),
        first=events[0] if events else None,
        last=events[-1] if events else None,
    )
