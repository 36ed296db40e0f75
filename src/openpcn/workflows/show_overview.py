"""The overview of a system, place, network or practice: facts, attention, members, changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.lists import ListAnswer
from openpcn.domains.registry.queries.people import RationaleAnswer
from openpcn.domains.registry.queries.structure import (
    NetworkAnswer,
    PlaceAnswer,
    PracticeAnswer,
    networks,
    places,
    practices,
)
from openpcn.engines.formation.review import Finding
from openpcn.engines.geography.overlap import Part
from openpcn.kernel.when import When
from openpcn.workflows.review_system import Reviewed, about, review_system
from openpcn.workflows.show_changes import Growth, Since, changes_since, growth_of, lists_of
from openpcn.workflows.show_facts import Facts, SystemFacts, system_facts
from openpcn.workflows.show_homes import parts_together
from openpcn.workflows.show_sources import Source, newest_list_before, sources_of
from openpcn.workflows.show_subject import Subject, get_subject


@dataclass(frozen=True, kw_only=True)
class Overview:
    """One organisation on a day, answered as a page asks it."""

    subject: Subject
    facts: Facts
    whole: SystemFacts
    """What the facts are compared with."""
    whole_facts: Facts
    members: tuple[PracticeAnswer, ...]
    networks: tuple[NetworkAnswer, ...]
    places: tuple[PlaceAnswer, ...]
    growth: Growth | None
    growth_of: dict[str, Growth]
    """By practice, and by network."""
    findings: tuple[Finding, ...]
    rationales: dict[str, RationaleAnswer]
    lives_in: dict[str, tuple[Part, ...]]
    """Kind of whole (council, ward, neighbourhood) to where the patients live."""
    since: Since | None
    sources: tuple[Source, ...]
    newest_list_on: date | None
    """Where no list is held for the day: the day of the newest before it."""


def show_overview(path: str, code: str, *, when: When) -> Overview:
    """The overview of the organisation of a code."""
    subject = get_subject(path, code, when=when)
    system = subject.system.code if subject.system else subject.code
    whole = system_facts(system, when=when)
    members = tuple(practices(when=when, within=subject.code))
    facts = facts_of(subject, whole, members)
    reviewed = review_system(whole)
    lists = lists_of([one.code for one in members], when=when)
    growth = growth_of(lists.keys(), lists, when=when)
    return Overview(
        subject=subject,
        facts=facts,
        whole=whole,
        whole_facts=whole.of_all(),
        members=members,
        networks=networks_of(subject, when=when),
        places=tuple(places(subject.code, when=when)) if subject.kind == "icb" else (),
        growth=growth,
        growth_of=growth_by_code(members, lists, when=when),
        findings=findings_about(subject, reviewed, members),
        rationales=reviewed.rationales,
        lives_in=parts_together(whole.ground.residence, [one.code for one in members]),
        since=since_of(subject, growth, members, when=when),
        sources=sources_of(whole),
        newest_list_on=None if facts.patients is not None else newest_list_before(when),
    )


def facts_of(subject: Subject, whole: SystemFacts, members: tuple[PracticeAnswer, ...]) -> Facts:
    """The key facts of an organisation."""
    match subject.kind:
        case "network":
            return whole.of_network(subject.code, members)
        case "practice":
            return whole.of_practice(members[0]) if members else whole.of((), distance=None)
        case "icb":
            return whole.of_all()
        case _:
            return whole.of_place(subject.code)


def findings_about(
    subject: Subject, reviewed: Reviewed, members: tuple[PracticeAnswer, ...]
) -> tuple[Finding, ...]:
    """What the review says of the organisation; of a practice, what is about itself."""
    found = about(reviewed.findings, members)
    if subject.kind == "practice":
        return tuple(one for one in found if not one.network or subject.code in one.practices)
    return found


def networks_of(subject: Subject, *, when: When) -> tuple[NetworkAnswer, ...]:
    """The networks at home in a system or place; the network itself."""
    return () if subject.kind == "practice" else tuple(networks(when=when, within=subject.code))


def growth_by_code(
    members: Iterable[PracticeAnswer], lists: dict[str, list[ListAnswer]], *, when: When
) -> dict[str, Growth]:
    """How each practice's list, and each network's, changed since the vintage before."""
    groups: dict[str, list[str]] = defaultdict(list)
    for one in members:
        groups[one.code].append(one.code)
        if one.network_code:
            groups[one.network_code].append(one.code)
    found = {code: growth_of(group, lists, when=when) for code, group in groups.items()}
    return {code: growth for code, growth in found.items() if growth is not None}


def since_of(
    subject: Subject, growth: Growth | None, members: tuple[PracticeAnswer, ...], *, when: When
) -> Since | None:
    """What is different from the day of the lists before."""
    if growth is None or subject.kind == "practice":
        return None
    return changes_since(subject.code, growth.since, now=members, when=when)
