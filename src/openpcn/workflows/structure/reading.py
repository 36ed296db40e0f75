"""What a question about a day needs before it is answered: something held, and a day to believe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.datasets import (
    datasets,
    holds_demonstration,
    holds_published_data,
)
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
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.when import When, believable, in_words
from openpcn.rulebook.formation import formation_rules
from openpcn.workflows.facts.displayed import as_displayed
from openpcn.workflows.facts.subject import get_subject


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
    believable(when.as_at, today=today)
    if not (holds_published_data() or holds_demonstration()):
        raise NotPossible(
            "No data are loaded yet.",
            next_step="Load published files with openpcn load FOLDER, "
            "or look at the demonstration with openpcn up --demo.",
        )
    if when.as_known is not None and not datasets(as_known=when.as_known):
        raise NotFound(
            f"Nothing was known here by {in_words(when.as_known.date())}.",
            next_step="Leave out what was known, or ask for a later day.",
        )


def show_network(code: str, *, when: When) -> NetworkShown:
    """One network with its members; NotFound where the code is not a network's."""
    subject = get_subject("networks", code, when=when)
    found = networks(when=when, within=subject.code)
    return NetworkShown(
        network=as_displayed(found, when=when)[0] if found else None,
        organisation=as_displayed([subject.organisation], when=when)[0],
        not_on_the_day=existed(subject.organisation, when.as_at),
        parents=tuple(as_displayed(parents(subject.code, when=when), when=when)),
        members=tuple(as_displayed(practices(when=when, within=subject.code), when=when)),
        memberships=tuple(as_displayed(memberships(when=when, within=subject.code), when=when)),
        rationales=tuple(rationales(subject.code, when=when)),
        history=tuple(as_displayed(history(subject.code, as_known=when.as_known), when=when)),
    )


def show_practice(code: str, *, when: When) -> PracticeShown:
    """One practice with its lists; NotFound where the code is not a practice's."""
    subject = get_subject("practices", code, when=when)
    found = practices(when=when, within=subject.code)
    joined = memberships(when=when, within=subject.code)
    around = way_to(found[0] if found else None, subject.code, when=when)
    lists = lists_over_time([subject.code], as_known=when.as_known)
    return PracticeShown(
        practice=as_displayed(found, when=when)[0] if found else None,
        organisation=as_displayed([subject.organisation], when=when)[0],
        not_on_the_day=existed(subject.organisation, when.as_at),
        parents=tuple(as_displayed(around, when=when)),
        membership=as_displayed(joined, when=when)[0] if joined else None,
        lists=tuple(one for one in lists.get(subject.code, ()) if one.on <= when.as_at),
        history=tuple(as_displayed(history(subject.code, as_known=when.as_known), when=when)),
    )


WIDEST_FIRST = ("region", "icb", "sub_icb", "place", "network")


def way_to(practice: PracticeAnswer | None, code: str, *, when: When) -> list[OrganisationAnswer]:
    """System, place and network of a practice: its own place, not that of its network."""
    around = parents(code, when=when)
    if practice is None:
        return around
    own = {practice.place_code, practice.network_code}
    kept = [one for one in around if one.kind in ("region", "icb") or one.code in own]
    return sorted(kept, key=lambda one: WIDEST_FIRST.index(one.kind))


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
