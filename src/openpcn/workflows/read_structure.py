"""What a question about a day needs before it is answered: something held, and a day to believe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from openpcn.domains.registry.queries.datasets import holds_demonstration, holds_published_data
from openpcn.domains.registry.queries.histories import RelationshipAnswer, history
from openpcn.domains.registry.queries.lists import ListAnswer, lists_over_time
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, existed
from openpcn.domains.registry.queries.people import RationaleAnswer, rationales
from openpcn.domains.registry.queries.structure import (
    Membership,
    NetworkAnswer,
    PracticeAnswer,
    memberships,
    networks,
    parents,
    practices,
)
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import When, in_words
from openpcn.rulebook.formation import formation_rules
from openpcn.workflows.show_subject import get_subject

FARTHEST_AHEAD = timedelta(days=731)


@dataclass(frozen=True, kw_only=True)
class NetworkShown:
    """One network on a day: what it is, who belongs to it, and since when."""

    network: NetworkAnswer | None
    """None where it had no members on the day."""
    organisation: OrganisationAnswer
    not_on_the_day: str
    parents: tuple[OrganisationAnswer, ...]
    members: tuple[PracticeAnswer, ...]
    memberships: tuple[Membership, ...]
    rationales: tuple[RationaleAnswer, ...]
    history: tuple[RelationshipAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class PracticeShown:
    """One practice on a day, with its lists and memberships over time."""

    practice: PracticeAnswer | None
    """None where it was not open on the day."""
    organisation: OrganisationAnswer
    not_on_the_day: str
    parents: tuple[OrganisationAnswer, ...]
    membership: Membership | None
    lists: tuple[ListAnswer, ...]
    history: tuple[RelationshipAnswer, ...]


def check_question(when: When, *, today: date) -> None:
    """Nothing can be answered where nothing is held, or about a day that is too far ahead."""
    if when.as_at > today + FARTHEST_AHEAD:
        raise NotRight(
            f"{in_words(when.as_at)} is more than two years from now: nobody can know it.",
            next_step=f"Ask about {in_words(today + FARTHEST_AHEAD)} or earlier.",
        )
    if not (holds_published_data() or holds_demonstration()):
        raise NotPossible(
            "No data are loaded yet.",
            next_step="Load published files with openpcn load FOLDER, "
            "or look at the demonstration with openpcn up --demo.",
        )


def show_network(code: str, *, when: When) -> NetworkShown:
    """One network with its members; NotFound where the code is not a network's."""
    subject = get_subject("networks", code, when=when)
    found = networks(when=when, within=subject.code)
    return NetworkShown(
        network=found[0] if found else None,
        organisation=subject.organisation,
        not_on_the_day=existed(subject.organisation, when.as_at),
        parents=tuple(parents(subject.code, when=when)),
        members=tuple(practices(when=when, within=subject.code)),
        memberships=tuple(memberships(when=when, within=subject.code)),
        rationales=tuple(rationales(subject.code, when=when)),
        history=tuple(history(subject.code, as_known=when.as_known)),
    )


def show_practice(code: str, *, when: When) -> PracticeShown:
    """One practice with its lists; NotFound where the code is not a practice's."""
    subject = get_subject("practices", code, when=when)
    found = practices(when=when, within=subject.code)
    joined = memberships(when=when, within=subject.code)
    lists = lists_over_time([subject.code], as_known=when.as_known)
    return PracticeShown(
        practice=found[0] if found else None,
        organisation=subject.organisation,
        not_on_the_day=existed(subject.organisation, when.as_at),
        parents=tuple(parents(subject.code, when=when)),
        membership=joined[0] if joined else None,
        lists=tuple(one for one in lists.get(subject.code, ()) if one.on <= when.as_at),
        history=tuple(history(subject.code, as_known=when.as_known)),
    )


def against_the_band(patients: int | None) -> str:
    """How a network's list stands to the published range of 30,000 to 50,000, in words."""
    if patients is None:
        return "list not held"
    rules = formation_rules()
    smallest, largest = int(rules.smallest.value), int(rules.largest.value)
    if patients < smallest:
        return f"{smallest - patients:,} below {smallest:,}"
    if patients > largest:
        return f"{patients - largest:,} above {largest:,}"
    return "inside"
