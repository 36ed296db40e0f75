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
from openpcn.domains.registry.queries.versions import Version
from openpcn.domains.services.queries.histories import versions_of_service
from openpcn.domains.services.queries.local import local_taken_back
from openpcn.domains.services.queries.offers import (
    OfferAnswer,
    offers_ever,
    offers_taken_back,
    offers_to,
)
from openpcn.domains.services.vocabulary import RECORD, Way
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.services.catalogue import Listed, Standing, catalogue, standing


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
    """In the catalogue on the day."""
    others: tuple[Listed, ...]
    """To come, or ended."""
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
    def is_empty(self) -> bool:
        """Whether nothing is recorded of any practice on the day."""
        return not self.offers

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
    """One service in an area, with its offers whatever their days."""

    services: Services
    listed: Listed
    offers: tuple[OfferAnswer, ...]
    taken_back: tuple[OfferAnswer, ...]
    versions: tuple[Version, ...]
    """Of a local service, for who may record there."""

    @property
    def without(self) -> tuple[Member, ...]:
        """Practices for whose patients nothing is recorded."""
        return self.services.without(self.listed.key)

    @property
    def stands(self) -> Standing:
        """Whether it is in the catalogue on the day."""
        return self.listed.stands(self.services.when.as_at)

    def stands_of(self, offer: OfferAnswer) -> Standing:
        """Whether an offer counts on the day; none counts while the service does not."""
        until = offer.ends_with(self.listed.ends_on)
        since = max(offer.starts_on, self.listed.starts_on)
        return standing(since, until, day=self.services.when.as_at)

    def lies_outside(self, offer: OfferAnswer) -> bool:
        """Whether it says days on which the service is not in the catalogue."""
        last = max(offer.starts_on, offer.ends_on or offer.starts_on)
        end = self.listed.ends_on
        return offer.starts_on < self.listed.starts_on or (end is not None and last > end)


def show_services(viewer: Account | None, path: str, code: str, *, when: When) -> Services:
    """The services of an organisation; what is offered where is public."""
    subject = get_subject(path, code, when=when)
    one = subject.organisation
    everything = catalogue(around(subject, when=when), when=when)
    members = members_of(subject, when=when)
    can = may(viewer, RECORD, one.id)
    day = when.as_at
    return Services(
        subject=subject,
        path=path,
        listed=tuple(each for each in everything if each.stands(day) == Standing.NOW),
        others=tuple(each for each in everything if each.stands(day) != Standing.NOW),
        members=members,
        offers=offers_to([each.practice.id for each in members], when=when),
        taken_back=tuple(local_taken_back({one.id})) if can else (),
        may_record=can,
        when=when,
    )


def around(subject: Subject, *, when: When) -> set[int]:
    """An organisation with all above and beneath it: whose local services it is told of."""
    one = subject.organisation
    found = {one.id, *above(one.id, when=when), *beneath(one.id, when=when)}
    return found | {each.id for each in subject.above}


def members_of(subject: Subject, *, when: When) -> tuple[Member, ...]:
    """The practices of an organisation, by name; of a practice, itself.

    A network may be commissioned by one system while its practices lie in another: both tell of
    them, and each practice stands under its network in both.
    """
    one = subject.organisation
    named = {each.code: each for each in practices(when=when, within=one.code)}
    held = organisations_of_kind("practice", when=when, within=one.code)
    held = held or ([one] if one.kind == "practice" else [])
    for across in [each.code for each in held if each.code not in named]:
        named |= {each.code: each for each in practices(when=when, within=across)}
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
    """One service of an organisation, to come and ended ones too; NotFound of any other."""
    found = show_services(viewer, path, code, when=when)
    listed = one_of((*found.listed, *found.others), key)
    ids = [one.practice.id for one in found.members]
    can = found.may_record
    return OneService(
        services=found,
        listed=listed,
        offers=offers_ever(ids, key, when=when),
        taken_back=offers_taken_back(ids, key, when=when) if can else (),
        versions=tuple(versions_of_service(listed.local.number)) if can and listed.local else (),
    )


def one_of(listed: Iterable[Listed], key: str) -> Listed:
    """The service of a key."""
    found = next((one for one in listed if one.key == key), None)
    if found is None:
        raise NotFound(
            "No such service is in the catalogue here.",
            next_step="Choose one of the list of services; what was taken back is beneath it.",
        )
    return found
