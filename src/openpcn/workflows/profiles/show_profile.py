"""The profile of the population of a system, place, network or practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.organisations import first_spoken_of
from openpcn.kernel.when import When
from openpcn.rulebook.indicators import Indicator, get_indicator
from openpcn.workflows.facts.show_facts import inputs_of
from openpcn.workflows.keeping import kept
from openpcn.workflows.pages.show_overview import Overview
from openpcn.workflows.pages.show_population import Population, show_population
from openpcn.workflows.profiles.counting import Count, Counted, together
from openpcn.workflows.profiles.deprivation import Homes, Tenths, homes_of, tenths_of
from openpcn.workflows.profiles.everyone import EveryAge, every_age
from openpcn.workflows.profiles.experience import Ratings, Survey, ratings_of, survey_of
from openpcn.workflows.profiles.funnels import Funnelled, funnelled
from openpcn.workflows.profiles.inequality import Gradient, gradient
from openpcn.workflows.profiles.measuring import (
    NotHeld,
    Peers,
    codes_of,
    measured,
    networks_in,
    not_held,
    peers_of,
    standings,
)
from openpcn.workflows.profiles.origins import (
    Origin,
    origins_of,
    origins_of_figures,
    origins_of_homes,
)
from openpcn.workflows.profiles.over_time import OverTime, over_time
from openpcn.workflows.profiles.standings import Standing, Value, standing, valued


@dataclass(frozen=True, kw_only=True)
class Profile:
    """All that the population page of an organisation says."""

    population: Population
    everyone_by_age: EveryAge
    homes: Homes
    tenths: Tenths | None
    peers: Peers
    standings: tuple[Standing, ...]
    gradients: tuple[Gradient, ...]
    not_held: tuple[NotHeld, ...]
    survey: Survey | None
    ratings: Ratings | None
    origins: Mapping[str, Origin]
    """By indicator."""
    other_origins: tuple[Origin, ...]
    """Of survey, ratings and deprivation."""
    first: date | None
    """The first day that is held of the organisation."""

    @property
    def page(self) -> Overview:
        """The organisation."""
        return self.population.page

    def of(self, group: str) -> tuple[Standing, ...]:
        """The indicators of one group."""
        return tuple(one for one in self.standings if one.indicator.group == group)


def show_profile(path: str, code: str, *, when: When) -> Profile:
    """The profile of one organisation."""
    population = show_population(path, code, when=when)
    page = population.page
    system = page.whole.code
    members = [one.code for one in page.members]
    homes = homes_of(system, when=when)
    found = measured(system, codes_of(page), when=when)
    peers = peers_of(page, homes)
    inputs = (page.subject.kind, code, inputs_of(system, when=when))
    survey = survey_of(system, when=when) if page.subject.kind == "icb" else None
    ratings = ratings_of(members, when=when)
    told = [(name, one.rows) for name, one in (("Experience", survey), ("Ratings", ratings)) if one]
    stands = kept("standings", inputs, lambda: standings(found, members, peers, when=when))
    slopes = kept("gradients", inputs, lambda: gradients(found, members, homes))
    return Profile(
        population=population,
        everyone_by_age=every_age(when=when),
        homes=homes,
        tenths=tenths_of(homes, members),
        peers=peers,
        standings=stands,
        gradients=slopes,
        not_held=not_held(found),
        survey=survey,
        ratings=ratings,
        other_origins=(
            *origins_of_homes(homes.on, when=when),
            *origins_of_figures(told, when=when),
        ),
        origins=origins_of(found, when=when),
        first=first_spoken_of(page.subject.organisation, when=when),
    )


def gradients(
    found: Mapping[str, Counted], members: list[str], homes: Homes
) -> tuple[Gradient, ...]:
    """The slope of each indicator over the practices of an area, where there are enough."""
    worked = (gradient(get_indicator(id_), one, members, homes) for id_, one in found.items())
    return tuple(one for one in worked if one is not None)


@dataclass(frozen=True, kw_only=True)
class GroupValue:
    """A network of the system, or a practice of the area, on one indicator."""

    code: str
    name: str
    kind: str
    standing: Standing
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class IndicatorAnswer:
    """One indicator over the practices and networks of a system, one area chosen."""

    page: Overview
    indicator: Indicator
    counted: Counted | None
    standing: Standing | None
    peers: Peers
    networks: tuple[GroupValue, ...]
    practices: tuple[GroupValue, ...]
    funnel: Funnelled | None
    gradient: Gradient | None
    homes: Homes
    system_value: Value | None
    origin: Origin | None
    not_held: NotHeld | None
    first: date | None
    over_time: OverTime | None


def show_indicator(path: str, code: str, id_: str, *, when: When) -> IndicatorAnswer:
    """One indicator, seen from one organisation."""
    one = get_indicator(id_)
    page = show_population(path, code, when=when).page
    found = measured(page.whole.code, codes_of(page), when=when)
    homes = homes_of(page.whole.code, when=when)
    peers = peers_of(page, homes)
    held = found.get(id_)
    members = [each.code for each in page.members]
    inside = [each.code for each in page.whole.practices]
    missing = next((each for each in not_held(found) if one in each.indicators), None)
    mine = standings({id_: held}, members, peers, when=when)[0] if held else None
    return IndicatorAnswer(
        page=page,
        indicator=one,
        counted=held,
        standing=mine,
        peers=peers,
        networks=network_values(one, held, page, mine) if held and mine else (),
        practices=practice_values(one, held, page, mine) if held and mine else (),
        funnel=funnelled(one, held, inside, when=when) if held else None,
        gradient=gradient(one, held, inside, homes) if held else None,
        homes=homes,
        system_value=whole_value(one, held, inside) if held else None,
        origin=origins_of(found, when=when).get(id_),
        not_held=missing,
        first=first_spoken_of(page.subject.organisation, when=when),
        over_time=over_time(one, members, areas=areas_of(page), when=when),
    )


def areas_of(page: Overview) -> set[str]:
    """The sub-ICB locations that a system or place is made of; none of a network or practice."""
    if page.subject.kind == "icb":
        return {each.place_code for each in page.whole.practices if each.place_code}
    return {page.subject.code} if page.subject.kind in ("place", "sub_icb") else set()


def whole_value(one: Indicator, held: Counted, practices: list[str]) -> Value | None:
    """The indicator over a whole system."""
    count: Count | None = together(held.counts[code] for code in practices if code in held.counts)
    return valued(one, count) if count else None


def network_values(
    one: Indicator, held: Counted, page: Overview, mine: Standing
) -> tuple[GroupValue, ...]:
    """Every network at home in the system."""
    names = {each.code: each.name for each in page.whole.networks}
    chosen = {each.network_code for each in page.members} if page.subject.kind != "icb" else set()
    return tuple(
        GroupValue(
            code=code,
            name=names[code],
            kind="network",
            standing=like_mine(one, held, members, mine),
            is_chosen=code in chosen and page.subject.kind in ("network", "practice"),
        )
        for code, members in networks_in(page.whole).items()
    )


def practice_values(
    one: Indicator, held: Counted, page: Overview, mine: Standing
) -> tuple[GroupValue, ...]:
    """Every practice of the system with a figure; those of the area are chosen."""
    members = {each.code for each in page.members}
    return tuple(
        GroupValue(
            code=each.code,
            name=each.name,
            kind="practice",
            standing=like_mine(one, held, [each.code], mine),
            is_chosen=each.code in members and page.subject.kind != "icb",
        )
        for each in page.whole.practices
    )


def like_mine(one: Indicator, held: Counted, members: list[str], mine: Standing) -> Standing:
    """How another group stands to the same comparison."""
    found = standing(one, held, members, (), None)
    return found.against(mine.everyone, mine.everyone_called)
