"""What a board paper stands on: the network, the month, and what is held on its last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.contract_years import ContractYear, month_end
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.names import as_written, short
from openpcn.kernel.when import When, in_words
from openpcn.rulebook.funding import years_held
from openpcn.workflows.calendar.hours import Hours, hours_of
from openpcn.workflows.claims.years_shown import ClaimsYear, nearest, show_claims
from openpcn.workflows.facts.tell_source import INVENTED, Told, tell_source
from openpcn.workflows.funding.network_statements import NetworkStatement, state_network
from openpcn.workflows.outcomes.statements import OutcomeStatement, outcome_statements
from openpcn.workflows.pages.show_overview import Overview, show_overview
from openpcn.workflows.programme.around import Around, lies_around
from openpcn.workflows.programme.requirements import Tracker, tracker
from openpcn.workflows.programme.show_programme import Programme, programme_of


@dataclass(frozen=True, kw_only=True)
class BoardGround:
    """A network in a month, as its board may read it: nobody's pay, and no patient."""

    page: Overview
    month: date
    """The first day of the month."""
    when: When
    """The last day of the month, or the day up to which it has gone."""
    measured_until: date
    """What had ended by this day is measured."""
    told: Told

    @property
    def code(self) -> str:
        """The network's code."""
        return self.page.subject.code

    @property
    def name(self) -> str:
        """The network's name."""
        return short(as_written(self.page.subject.organisation.name))

    @property
    def is_over(self) -> bool:
        """Whether the paper is about the whole month."""
        return self.when.as_at == month_end(self.month)

    @property
    def month_words(self) -> str:
        """March 2025; of a month that goes on, March 2025 so far."""
        return f"{self.month:%B %Y}{'' if self.is_over else ' so far'}"

    @property
    def reach(self) -> str:
        """Of a month that goes on, up to which day it is told; else empty."""
        if self.is_over:
            return ""
        return (
            f"{self.month:%B %Y} is told so far, up to {in_words(self.when.as_at)}: only what had "
            "ended by then is measured. "
        )

    @property
    def warning(self) -> str:
        """A sentence where the data are invented; else empty."""
        return f"{INVENTED}. " if self.told.is_demonstration else ""

    @property
    def year(self) -> ContractYear:
        """The contract year of the month, or the nearest whose rules are held."""
        return nearest(self.when.as_at)

    @property
    def year_is_held(self) -> bool:
        """Whether the rules of the month's own year are held."""
        return any(one.first_on <= self.month <= one.last_on for one in years_held())

    @cached_property
    def stated(self) -> NetworkStatement:
        """What the network is entitled to in the year."""
        return state_network(self.page.subject.organisation, self.year, when=self.when)

    @cached_property
    def claims(self) -> ClaimsYear:
        """Staff and claims, without anybody's pay."""
        return show_claims(None, self.code, year="", when=self.when)

    @cached_property
    def hours(self) -> Hours:
        """Sessions of the month."""
        return hours_of(self.page.subject.organisation, self.month, when=self.when)

    @cached_property
    def around(self) -> Around:
        """What the network lies in."""
        return lies_around(None, self.page.subject, "networks", when=self.when)

    @cached_property
    def programme(self) -> Programme:
        """What is kept track of."""
        return programme_of(None, self.around)

    @cached_property
    def tracker(self) -> Tracker:
        """What is asked of the network."""
        return tracker(None, self.around)

    @cached_property
    def outcomes(self) -> tuple[OutcomeStatement, ...]:
        """What is to be reached, and what was measured."""
        return outcome_statements(self.code, when=self.when)


def board_ground(within: str, *, month: date, when: When, today: date) -> BoardGround:
    """The ground of a network's month, on its last day or on the day of `when`, if earlier.

    NotRight: it is no network. NotPossible: it had no practice then, or the month has not begun.
    """
    check_begun(month, today=today)
    at = When(as_at=min(when.as_at, month_end(month), today), as_known=when.as_known)
    organisation = get_organisation(within, when=at)
    if organisation.kind != "network":
        raise NotRight(
            f"{as_written(organisation.name)} is no network.",
            next_step="Name a network. The report to scrutiny is about a system or place, and "
            "openpcn report boards writes the papers of all its networks.",
        )
    page = show_overview("networks", within, when=at)
    if not page.members:
        raise NotPossible(
            f"{as_written(organisation.name)} had no practice on {in_words(at.as_at)}.",
            next_step="Choose another month, or the network that its practices are members of.",
        )
    return BoardGround(
        page=page,
        month=month,
        when=at,
        measured_until=today if at.as_at == month_end(month) else at.as_at,
        told=tell_source(when=at),
    )


def check_begun(month: date, *, today: date) -> None:
    """A month is told once it has begun: nothing has been delivered in one that has not."""
    if month > today:
        raise NotPossible(
            f"{month:%B %Y} has not begun: nothing has been delivered, spent or decided in it.",
            next_step=f"Ask about {today:%B %Y}, which is told so far, or an earlier month. "
            "What is planned for later is on the calendar and the plan of the network.",
        )
