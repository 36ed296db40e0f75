"""Whose programme a page shows, who may read it, and what lies around."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.programme.belonging import reaching
from openpcn.domains.programme.vocabulary import RECORD, SIGN
from openpcn.domains.registry.nesting import above
from openpcn.domains.registry.permissions import circle_of, may, may_everywhere
from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    get_organisation,
    organisations_of_kind,
)
from openpcn.domains.registry.queries.structure import practices
from openpcn.kernel.errors import NotFound, Refused
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import system_facts
from openpcn.workflows.facts.subject import Subject, get_subject

INSIDE = ("place", "sub_icb", "network")


@dataclass(frozen=True, kw_only=True)
class Around:
    """An organisation with its networks, and with what it lies in."""

    subject: Subject
    path: str
    inside: frozenset[int]
    """Itself, and its places and networks."""
    over: frozenset[int]
    """Itself and what it lies in: their plans and requirements are for it too."""
    networks: tuple[OrganisationAnswer, ...]
    """Its networks that practices are in on the day; of a network, itself."""
    may_record: bool
    may_sign: bool
    when: When

    @property
    def organisation(self) -> OrganisationAnswer:
        """Whose programme it is."""
        return self.subject.organisation


def around(viewer: Account | None, path: str, code: str, *, when: When) -> Around:
    """What lies around an organisation, for people with a role in its system."""
    subject = get_subject(path, code, when=when)
    if subject.kind == "practice":
        raise NotFound(
            "A programme is a network's, a place's or a system's.",
            next_step="Look at the network of the practice.",
        )
    if not may_read(viewer, subject.organisation.id):
        raise Refused(
            "This part of the plan is read by people with a role in its system.",
            next_step="Variation and services are open to everybody, under Plan; for a role, ask a "
            "local administrator of the organisation.",
        )
    return lies_around(viewer, subject, path, when=when)


def may_read(viewer: Account | None, organisation_id: int) -> bool:
    """Whether somebody holds a role in the system of an organisation."""
    return may_everywhere(viewer) or organisation_id in circle_of(viewer)


def lies_around(viewer: Account | None, subject: Subject, path: str, *, when: When) -> Around:
    """What lies around an organisation; whoever calls answers for who reads it."""
    one = subject.organisation
    networks = networks_in(subject, when=when)
    within = [
        each
        for kind in INSIDE
        if one.kind == "icb"
        for each in organisations_of_kind(kind, when=when, within=one.code)
    ]
    return Around(
        subject=subject,
        path=path,
        inside=frozenset({one.id, *(each.id for each in (*within, *networks))}),
        over=frozenset(
            reaching(one.id, when=when) if one.kind == "network" else above(one.id, when=when)
        ),
        networks=tuple(networks),
        may_record=may(viewer, RECORD, one.id),
        may_sign=may(viewer, SIGN, one.id),
        when=when,
    )


def networks_in(subject: Subject, *, when: When) -> list[OrganisationAnswer]:
    """The networks of a system, those at home in a place, or a network itself."""
    one = subject.organisation
    if one.kind == "network":
        return [one]
    if one.kind == "icb" or subject.system is None:
        found = organisations_of_kind("network", when=when, within=one.code)
        return with_members(found, subject, when=when) or found
    whole = system_facts(subject.system.code, when=when)
    at_home = [each.code for each in whole.networks if each.place_code == one.code]
    return [get_organisation(each, when=when) for each in at_home]


def with_members(
    found: list[OrganisationAnswer], subject: Subject, *, when: When
) -> list[OrganisationAnswer]:
    """Those that practices are in; the register keeps networks open that all have left."""
    system = subject.organisation
    facts = system_facts(system.code, when=when).networks if system.kind == "icb" else ()
    at_home = {each.code for each in facts}
    return [
        each for each in found if each.code in at_home or practices(when=when, within=each.code)
    ]
