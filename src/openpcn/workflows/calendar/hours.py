"""Enhanced-access hours of a network: owed, planned, delivered; the return week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions.hours import RECORD
from openpcn.domains.agreements.queries.counts import recorded_counts
from openpcn.domains.agreements.queries.hours import SessionAnswer, sessions_of
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.domains.registry.queries.structure import practices
from openpcn.engines.calendar.access import Session, Week, holds, week_return, weeks_of
from openpcn.kernel.contract_years import contract_year_of, month_end
from openpcn.kernel.errors import NotRight, Refused
from openpcn.kernel.when import When, in_words
from openpcn.rulebook.access import AccessRule, access_rules
from openpcn.workflows.agreements.mine import may_read, scope_of


@dataclass(frozen=True, kw_only=True)
class Population:
    """What the minutes are worked out from."""

    number: Decimal
    on: date
    source: str


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A month of a network's sessions, with the return of its weeks."""

    network: OrganisationAnswer
    month: date
    first: date
    last: date
    """The Sunday of the last week whose Monday lies in the month."""
    rule: AccessRule | None
    """The scheme in force on the first day shown."""
    population: Population | None
    weeks: tuple[Week, ...]
    sessions: tuple[SessionAnswer, ...]
    places: tuple[tuple[str, str], ...]
    """Code and name of the practices where sessions can be held."""
    may_record: bool


def show_hours(viewer: Account | None, code: str, *, month: str, when: When) -> Hours:
    """The hours of a month: the weeks whose Monday lies in it."""
    scope = scope_of(viewer, code, when=when)
    network = scope.organisation
    if network.kind != "network":
        raise NotRight(
            f"{network.name} is no network.", next_step="Sessions are planned by networks."
        )
    if not may_read(viewer, scope):
        raise Refused(
            "Sessions are shown to people with a role in this system.",
            next_step="Sign in with an account that has one.",
        )
    begins = month_asked(month, when)
    return hours_of(network, begins, when=when, may_record=may(viewer, RECORD, network.id))


def hours_of(
    network: OrganisationAnswer, begins: date, *, when: When, may_record: bool = False
) -> Hours:
    """The hours of the month that begins on a day; whoever calls answers for who reads them."""
    mondays = weeks_of(begins, month_end(begins))
    last = mondays[-1] + timedelta(days=6)
    rules = access_rules()
    populations = {one.scheme.code: population_for(network, one, begins, when) for one in rules}
    sessions = sessions_of(network.id, first=mondays[0], last=last, when=when)
    rule = next((one for one in rules if holds(one.scheme, mondays[0])), None)
    numbers = {name: one.number if one else None for name, one in populations.items()}
    return Hours(
        network=network,
        month=begins,
        first=mondays[0],
        last=last,
        rule=rule,
        population=populations[rule.scheme.code] if rule else None,
        weeks=tuple(
            week_return(each, map(as_fact, sessions), [one.scheme for one in rules], numbers)
            for each in mondays
        ),
        sessions=tuple(sessions),
        places=places_of(network.code, when=when),
        may_record=may_record,
    )


def places_of(code: str, *, when: When) -> tuple[tuple[str, str], ...]:
    """The practices of a network, at which its sessions are held: code and name."""
    return tuple((one.code, one.name) for one in practices(when=when, within=code))


def shortest_block(day: date) -> int:
    """The fewest minutes that a session may last on a day, by the scheme in force."""
    return next((one.shortest_block for one in access_rules() if holds(one.scheme, day)), 1)


def month_asked(text: str, when: When) -> date:
    """The first day of a month that is written 2026-04; that of the day, where none is named."""
    if not text:
        return when.as_at.replace(day=1)
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise NotRight(
            f"“{text[:20]}” is not a month.", next_step="Write it like 2026-04."
        ) from None


def population_for(
    network: OrganisationAnswer, rule: AccessRule, day: date, when: When
) -> Population | None:
    """The newest count of a scheme's population that was taken before the contract year began.

    Lists of registered patients stand in where no count was recorded.
    """
    begins = contract_year_of(day).first_on
    held = [
        one
        for one in recorded_counts(network.id, as_known=when.as_known)
        if one.is_current and one.counts == rule.scheme.counts and one.on <= begins
    ]
    if held:
        newest = max(held, key=lambda one: one.on)
        return Population(number=newest.number, on=newest.on, source=newest.source)
    if rule.scheme.counts != "registered":
        return None
    lists = practices(when=When(as_at=begins, as_known=when.as_known), within=network.code)
    known = [one for one in lists if one.patients is not None and one.list_on is not None]
    if not known or len(known) < len(lists):
        return None
    return Population(
        number=Decimal(sum(one.patients or 0 for one in known)),
        on=max(one.list_on or begins for one in known),
        source=f"Registered lists held for {in_words(begins)}",
    )


def as_fact(one: SessionAnswer) -> Session:
    """A session as the engine takes it."""
    return Session(
        on=one.on,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        clinicians=one.clinicians,
        delivered_minutes=one.delivered_minutes,
    )
