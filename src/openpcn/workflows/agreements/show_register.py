"""The register of a practice, network, place or system: what is missing, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions.cover import RECORD as RECORD_COVER
from openpcn.domains.agreements.actions.register import RECORD
from openpcn.domains.agreements.queries.answers import AgreementAnswer, PartyAnswer
from openpcn.domains.agreements.queries.cover import CoverAnswer, cover_of
from openpcn.domains.agreements.queries.register import agreements, agreements_taken_back
from openpcn.domains.agreements.vocabulary import Kind
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.dated import TakenBack
from openpcn.domains.registry.queries.structure import (
    NetworkAnswer,
    PracticeAnswer,
    networks,
    practices,
)
from openpcn.kernel.when import When
from openpcn.workflows.agreements.at_odds import AtOdds, at_odds
from openpcn.workflows.agreements.mine import Scope, may_read, scope_of

SOON = timedelta(days=90)
"""An agreement that ends within this time is worth a look."""


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A party that has not signed."""

    agreement: AgreementAnswer
    party: PartyAnswer
    due_on: date
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class Outside:
    """A practice in no network, and who covers its patients."""

    practice: PracticeAnswer
    cover: CoverAnswer | None


@dataclass(frozen=True, kw_only=True)
class Register:
    """The register of one organisation on a day."""

    scope: Scope
    may_read: bool
    agreements: tuple[AgreementAnswer, ...]
    missing: tuple[Missing, ...]
    ending: tuple[AgreementAnswer, ...]
    """In force and ending soon, with no edition after them."""
    at_odds: tuple[AtOdds, ...]
    """Where an agreement in force and the other registers contradict."""
    networks_without: tuple[NetworkAnswer, ...]
    outside: tuple[Outside, ...]
    taken_back: tuple[TakenBack, ...]
    """What the reader may bring back."""
    may_record: bool
    may_cover: bool


def show_register(viewer: Account | None, code: str, *, when: When) -> Register:
    """The register as it stood on the day; agreements only where the reader may read them."""
    scope = scope_of(viewer, code, when=when)
    readable = may_read(viewer, scope)
    held = agreements_of(viewer, scope, when=when) if readable else []
    now = [one for one in held if one.followed_by is None or one.holds(when.as_at)]
    return Register(
        scope=scope,
        may_read=readable,
        agreements=tuple(held),
        missing=tuple(missing_signatures(now, when.as_at)),
        ending=tuple(one for one in held if ends_soon(one, when.as_at)),
        at_odds=at_odds(viewer, scope, now, when=when),
        networks_without=networks_without(scope, held, when=when) if readable else (),
        outside=outside(scope, when=when),
        taken_back=tuple(agreements_taken_back(viewer, scope.within)),
        may_record=may(viewer, RECORD),
        may_cover=may(viewer, RECORD_COVER, scope.organisation.id),
    )


def agreements_of(viewer: Account | None, scope: Scope, *, when: When) -> list[AgreementAnswer]:
    """The agreements about an organisation, what lies in it and what it lies in.

    Of a practice, those to which it is a party.
    """
    held = agreements(viewer, when=when, about=scope.within | scope.over)
    if scope.organisation.kind != "practice":
        return [one for one in held if one.about_id in scope.within or concerns(one, scope)]
    return [one for one in held if concerns(one, scope)]


def concerns(one: AgreementAnswer, scope: Scope) -> bool:
    """Whether the organisation itself, or what an agreement is about, is bound by it."""
    everybody = {each.code for each in (*one.parties, *one.past_parties)}
    return scope.code in everybody or one.about_id == scope.organisation.id


def missing_signatures(held: list[AgreementAnswer], day: date) -> list[Missing]:
    """Who has not signed, the most urgent first."""
    found = [
        Missing(agreement=one, party=party, due_on=one.due_on, is_late=one.due_on < day)
        for one in held
        if one.ends_on is None or one.ends_on >= day
        for party in one.missing
    ]
    return sorted(found, key=lambda each: (each.due_on, each.agreement.title, each.party.name))


def ends_soon(one: AgreementAnswer, day: date) -> bool:
    """Whether an agreement ends within the time that is worth a look, and nothing follows."""
    return (
        one.followed_by is None
        and one.ends_on is not None
        and one.holds(day)
        and one.ends_on - day <= SOON
    )


def networks_without(
    scope: Scope, held: list[AgreementAnswer], *, when: When
) -> tuple[NetworkAnswer, ...]:
    """Networks for which no network agreement is in force on the day."""
    if scope.organisation.kind == "practice":
        return ()
    having = {one.about_code for one in held if one.kind == Kind.NETWORK and one.holds(when.as_at)}
    return tuple(one for one in networks(when=when, within=scope.code) if one.code not in having)


def outside(scope: Scope, *, when: When) -> tuple[Outside, ...]:
    """Practices in no network; their patients are somebody's to cover."""
    alone = [one for one in practices(when=when, within=scope.code) if one.network_code is None]
    cover = cover_of([one.code for one in alone], when=when) if alone else {}
    return tuple(Outside(practice=one, cover=cover.get(one.code)) for one in alone)
