"""What every part of a report stands on: the place, the day, and where its facts are from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.kernel.documents import Footnote, Source
from openpcn.kernel.errors import NotPossible, OpenPCNError
from openpcn.kernel.names import as_written, short
from openpcn.kernel.when import When, in_words
from openpcn.workflows.facts.tell_source import INVENTED, Told, tell_source
from openpcn.workflows.fairness.scenario import Scenario
from openpcn.workflows.fairness.show_fairness import Fairness, show_fairness
from openpcn.workflows.funding.show_money_of_many import MoneyOfMany, show_money_of_many
from openpcn.workflows.pages.show_overview import Overview, show_overview
from openpcn.workflows.programme.around import Around, lies_around

ABOUT_A_NETWORK = "openpcn report board and position are about a network."
KINDS = {"network": "a network", "practice": "a practice"}
NOT_HELD = "not held"
PATHS = {"icb": "systems", "place": "places", "sub_icb": "places"}


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A system or place on a day, as a report reads it."""

    path: str
    """systems or places."""
    page: Overview
    when: When
    today: date
    """The day on which it is asked; the report may be about an earlier or a later one."""
    viewer: Account | None
    """Who asks; None for the public."""
    told: Told

    @cached_property
    def around(self) -> Around:
        """Its networks, and what it lies in, for what is read of a programme."""
        return lies_around(None, self.page.subject, self.path, when=self.when)

    @cached_property
    def money(self) -> MoneyOfMany:
        """What its networks are entitled to, by the rules of the day's year or the nearest held."""
        return show_money_of_many(self.path, self.code, year="", when=self.when)

    @cached_property
    def fairness(self) -> Fairness | OpenPCNError:
        """Money against need; where it cannot be told, why not."""
        try:
            return show_fairness(self.path, self.code, year="", scenario=Scenario(), when=self.when)
        except OpenPCNError as trouble:
            return trouble

    @property
    def code(self) -> str:
        """The code of the system or place."""
        return self.page.subject.code

    @property
    def name(self) -> str:
        """What it is called."""
        one = self.page.subject.organisation
        return self.page.whole.ground.place_names.get(one.code) or short(one.name)

    @property
    def networks(self) -> tuple[OrganisationAnswer, ...]:
        """Those at home here, as records are kept of them."""
        home = {one.code for one in self.page.networks}
        return tuple(one for one in self.around.networks if one.code in home)

    @property
    def warning(self) -> str:
        """A sentence where the data are invented; else empty."""
        return f"{INVENTED}. " if self.told.is_demonstration else ""

    def footnote(self, figure: str, working: str) -> Footnote:
        """How a figure came about, with the file that it rests on."""
        return Footnote(
            text=working,
            sources=tuple(
                Source(
                    title=f"{one.title}, {one.publisher}"
                    + (f", {in_words(one.period_on)}" if one.period_on else "")
                )
                for one in self.page.sources
                if one.figure == figure
            ),
        )


def area_of(code: str, *, when: When, instead: str) -> OrganisationAnswer:
    """The system or place of a code; `instead` says what serves another kind.

    NotFound: no such organisation. NotPossible: it is neither.
    """
    organisation = get_organisation(code, when=when)
    if organisation.kind not in PATHS:
        name = as_written(organisation.name)
        raise NotPossible(
            f"{name} ({organisation.code}) is {KINDS.get(organisation.kind, 'another kind')}, not "
            "a system or place.",
            next_step=f"Name a system, a place or a sub-ICB location, for example QK1; {instead}",
        )
    return organisation


def ground_of(within: str, *, when: When, today: date, viewer: Account | None) -> Ground:
    """The ground of a report about a system or place.

    NotFound: no such organisation. NotPossible: it is neither, or held nothing on the day.
    """
    organisation = area_of(within, when=when, instead=ABOUT_A_NETWORK)
    path = PATHS[organisation.kind]
    page = show_overview(path, within, when=when)
    if not page.members:
        raise NotPossible(
            f"No practice of {as_written(organisation.name)} is held on {in_words(when.as_at)}.",
            next_step="Ask about another day, or load files for that one.",
        )
    return Ground(
        path=path,
        page=page,
        when=when,
        today=today,
        viewer=viewer,
        told=tell_source(when=when),
    )
