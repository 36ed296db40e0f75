"""Where the patients of an area get each service, and where nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.dated import TakenBack
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_of_kind
from openpcn.domains.registry.queries.structure import practices
from openpcn.domains.services.queries.offers import (
    GoneOffer,
    OfferAnswer,
    local_taken_back,
    offers_taken_back,
    offers_to,
)
from openpcn.domains.services.vocabulary import RECORD, Way
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When
from openpcn.workflows.services.catalogue import Listed, catalogue
from openpcn.workflows.show_subject import Subject, get_subject


@dataclass(frozen=True, kw_only=True)
class Member:
    """A practice of the area, with its network."""

    practice: OrganisationAnswer
    network_code: str
    network_name: str


@dataclass(frozen=True, kw_only=True)
class Services:
    """The catalogue for an organisation, and the offers to its practices."""

    subject: Subject
    path: str
    listed: tuple[Listed, ...]
    members: tuple[Member, ...]
    offers: Mapping[tuple[str, int], OfferAnswer]
    taken_back: tuple[TakenBack, ...]
    may_record: bool
    when: When

    def offer(self, key: str, member: Member) -> OfferAnswer | None:
        """Where the patients of a practice get a service; None where nothing is recorded."""
        return self.offers.get((key, member.practice.id))

    def without(self, key: str, among: Iterable[Member] | None = None) -> tuple[Member, ...]:
        """Practices for whose patients nothing is recorded."""
        some = self.members if among is None else among
        return tuple(one for one in some if self.offer(key, one) is None)

    def elsewhere(self, key: str) -> int:
        """How many practices' patients get it somewhere else than at their own practice."""
        held = (self.offer(key, one) for one in self.members)
        return sum(one is not None and one.way != Way.OWN for one in held)

    @property
    def groups(self) -> dict[str, tuple[Member, ...]]:
        """Practices by the name of their network; those of none last."""
        found: dict[str, tuple[Member, ...]] = {}
        for one in sorted(
            self.members, key=lambda each: (not each.network_code, each.network_name)
        ):
            found[one.network_name] = (*found.get(one.network_name, ()), one)
        return found


@dataclass(frozen=True, kw_only=True)
class OneService:
    """One service in an area."""

    services: Services
    listed: Listed
    taken_back: tuple[GoneOffer, ...]

    @property
    def without(self) -> tuple[Member, ...]:
        """Practices for whose patients nothing is recorded."""
        return self.services.without(self.listed.key)


def show_services(viewer: Account | None, path: str, code: str, *, when: When) -> Services:
    """The services of an organisation; what is offered where is public."""
    subject = get_subject(path, code, when=when)
    one = subject.organisation
    around = {one.id, *above(one.id, when=when), *beneath(one.id, when=when)}
    around |= {each.id for each in subject.above}
    members = members_of(subject, when=when)
    can = may(viewer, RECORD, one.id)
    return Services(
        subject=subject,
        path=path,
        listed=catalogue(around, when=when),
        members=members,
        offers=offers_to([each.practice.id for each in members], when=when),
        taken_back=tuple(local_taken_back({one.id})) if can else (),
        may_record=can,
        when=when,
    )


def members_of(subject: Subject, *, when: When) -> tuple[Member, ...]:
    """The practices of an organisation, by name; of a practice, itself."""
    one = subject.organisation
    named = {each.code: each for each in practices(when=when, within=one.code)}
    held = organisations_of_kind("practice", when=when, within=one.code)
    held = held or ([one] if one.kind == "practice" else [])
    return tuple(
        Member(
            practice=each,
            network_code=(named[each.code].network_code or "") if each.code in named else "",
            network_name=(named[each.code].network_name or "") if each.code in named else "",
        )
        for each in held
    )


def show_service(
    viewer: Account | None, path: str, code: str, key: str, *, when: When
) -> OneService:
    """One service of an organisation; NotFound where it is not in its catalogue on the day."""
    found = show_services(viewer, path, code, when=when)
    listed = next((one for one in found.listed if one.key == key), None)
    if listed is None:
        raise NotFound(
            "No such service is in the catalogue on this day.",
            next_step="Choose one of the list, or another day.",
        )
    gone = offers_taken_back([one.practice.id for one in found.members], key)
    return OneService(services=found, listed=listed, taken_back=gone if found.may_record else ())
