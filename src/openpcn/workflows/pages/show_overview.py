"""The overview of a system, place, network or practice: facts, attention, members, changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from openpcn.domains.registry.queries.lists import ListAnswer, lists_over_time
from openpcn.domains.registry.queries.people import RationaleAnswer
from openpcn.domains.registry.queries.structure import (
    NetworkAnswer,
    PlaceAnswer,
    PracticeAnswer,
    practices,
)
from openpcn.engines.formation.review import Finding
from openpcn.engines.geography.overlap import Part
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import Facts, SystemFacts, inputs_of, system_facts
from openpcn.workflows.facts.show_homes import parts_together
from openpcn.workflows.facts.show_sources import Source, newest_list_before, sources_of
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.keeping import kept
from openpcn.workflows.reviewing.system import Reviewed, about, review_system
from openpcn.workflows.structure.show_changes import (
    Growth,
    Since,
    changes_since,
    growth_between,
    list_days,
)


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
    lives_in: dict[str, tuple[Part, ...]]
    """Kind of whole (council, ward, neighbourhood) to where the patients live."""
    sources: tuple[Source, ...]
    newest_list_on: date | None
    """Where no list is held for the day: the day of the newest before it."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the review says of the organisation; worked out when it is asked for."""
        return findings_about(self.subject, self.reviewed, self.members)

    @property
    def rationales(self) -> dict[str, RationaleAnswer]:
        """By network, the newest reasons in force."""
        return self.reviewed.rationales

    @cached_property
    def reviewed(self) -> Reviewed:
        """The review of the system, which takes a second or two the first time."""
        return review_system(self.whole)

    @cached_property
    def since(self) -> Since | None:
        """What is different from the day of the lists before; worked out when asked for."""
        return since_of(self.subject, self.growth, self.members, self.whole)


def show_overview(path: str, code: str, *, when: When) -> Overview:
    """The overview of the organisation of a code."""
    subject = get_subject(path, code, when=when)
    system = subject.system.code if subject.system else subject.code
    whole = system_facts(system, when=when)
    members = members_of(subject, whole)
    facts = facts_of(subject, whole, members)
    lists = lists_of(members, whole)
    days = list_days(lists.keys(), lists, when=when)
    growth = growth_between(lists.keys(), lists, days) if days else None
    return Overview(
        subject=subject,
        facts=facts,
        whole=whole,
        whole_facts=whole.of_all(),
        members=members,
        networks=networks_of(subject, whole),
        places=places_of(whole) if subject.kind == "icb" else (),
        growth=growth,
        growth_of=growth_by_code(members, lists, days),
        lives_in=parts_together(whole.ground.residence, [one.code for one in members]),
        sources=sources_of(whole),
        newest_list_on=None if facts.patients is not None else newest_list_before(when),
    )


def members_of(subject: Subject, whole: SystemFacts) -> tuple[PracticeAnswer, ...]:
    """The practices of an organisation; a network can have some in another system."""
    match subject.kind:
        case "icb":
            return whole.practices
        case "practice":
            return tuple(one for one in whole.practices if one.code == subject.code)
        case "network":
            return tuple(practices(when=whole.when, within=subject.code))
        case _:
            return tuple(one for one in whole.practices if one.place_code == subject.code)


def lists_of(
    members: tuple[PracticeAnswer, ...], whole: SystemFacts
) -> Mapping[str, list[ListAnswer]]:
    """Every list of some practices."""
    codes = [one.code for one in members]
    if all(code in whole.lists for code in codes):
        return {code: whole.lists[code] for code in codes}
    return lists_over_time(codes, as_known=whole.when.as_known)


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


def networks_of(subject: Subject, whole: SystemFacts) -> tuple[NetworkAnswer, ...]:
    """The networks at home in a system or place."""
    if subject.kind == "icb":
        return whole.networks
    return tuple(one for one in whole.networks if one.place_code == subject.code)


def places_of(whole: SystemFacts) -> tuple[PlaceAnswer, ...]:
    """The places of a system; its sub-ICB locations where no places are held."""
    groups: dict[str, list[PracticeAnswer]] = defaultdict(list)
    for one in whole.practices:
        if one.place_code:
            groups[one.place_code].append(one)
    return tuple(
        PlaceAnswer(
            code=code,
            name=whole.ground.place_names[code],
            kind="sub_icb" if code == group[0].sub_icb_code else "place",
            practices=len(group),
            networks=sum(1 for one in whole.networks if one.place_code == code),
            patients=sum(one.patients for one in group if one.patients is not None)
            if any(one.patients is not None for one in group)
            else None,
        )
        for code, group in sorted(
            groups.items(), key=lambda held: whole.ground.place_names[held[0]]
        )
    )


def growth_by_code(
    members: Iterable[PracticeAnswer],
    lists: Mapping[str, list[ListAnswer]],
    days: tuple[date, date] | None,
) -> dict[str, Growth]:
    """How each practice's list, and each network's, changed between the same two days."""
    if days is None:
        return {}
    groups: dict[str, list[str]] = defaultdict(list)
    for one in members:
        groups[one.code].append(one.code)
        if one.network_code:
            groups[one.network_code].append(one.code)
    found = {code: growth_between(group, lists, days) for code, group in groups.items()}
    return {code: growth for code, growth in found.items() if growth is not None}


def since_of(
    subject: Subject,
    growth: Growth | None,
    members: tuple[PracticeAnswer, ...],
    whole: SystemFacts,
) -> Since | None:
    """What is different from the day of the lists before."""
    if growth is None or subject.kind == "practice":
        return None
    networks = {one.code for one in networks_of(subject, whole)}
    if subject.kind == "network":
        networks = {subject.code}
    inputs = (subject.code, growth.since, inputs_of(whole.code, when=whole.when))
    return kept(
        "since", inputs, lambda: changes_since(growth.since, members, networks, when=whole.when)
    )
