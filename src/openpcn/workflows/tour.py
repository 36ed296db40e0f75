"""The guided tour of the demonstration: what each of its five steps shows, from what is held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.queries import Account, find_account
from openpcn.domains.community.queries.assets import Wanted
from openpcn.domains.registry.queries.datasets import datasets, holds_demonstration
from openpcn.domains.registry.queries.people import roles_of
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.domains.registry.queries.structure import systems
from openpcn.engines.formation.measuring import Measures, NetworkMeasure
from openpcn.kernel.errors import NotFound
from openpcn.kernel.names import short
from openpcn.kernel.when import When
from openpcn.workflows.community.offers import Met, met_needs
from openpcn.workflows.community.show_directory import AreaCommunity, show_area
from openpcn.workflows.keeping import kept
from openpcn.workflows.maps.drawing import MapPicture, as_it_is, drawn, ready_map
from openpcn.workflows.maps.show_map import MapAnswer, show_map
from openpcn.workflows.planner.compare import Comparison, beside
from openpcn.workflows.planner.ground import Ground, ground_of
from openpcn.workflows.planner.repairs import mend_networks, outside
from openpcn.workflows.structure.comparing import Comparison as Difference
from openpcn.workflows.structure.comparing import compare_networks

Link = Callable[[str], str]
MENDED = 2
"""How many networks outside the band the tour mends."""


@dataclass(frozen=True, kw_only=True)
class Tour:
    """Where the tour leads: one system, on the day of its newest lists."""

    system: str
    name: str
    when: When
    earlier: tuple[date, ...]
    """Earlier days that lists and a map of networks are held of, the newest first."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """Somebody invented who could do more than look."""

    username: str
    name: str
    role_words: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Today:
    """The system as it is."""

    ground: Ground
    measures: Measures
    misfits: tuple[NetworkMeasure, ...]
    """Networks outside the band, the smallest first."""
    networks: MapPicture
    neighbourhoods: MapAnswer


@dataclass(frozen=True, kw_only=True)
class Community:
    """What there is for the residents around one network, and what they look for in vain."""

    area: AreaCommunity
    needs: tuple[Met, ...]

    @property
    def gaps(self) -> tuple[Met, ...]:
        """Needs that nothing fits."""
        return tuple(one for one in self.needs if one.is_a_gap)


@dataclass(frozen=True, kw_only=True)
class TwoDays:
    """The system on an earlier day and on the day of the tour."""

    then: MapPicture
    now: MapPicture
    difference: Difference


def begin_tour() -> Tour:
    """The tour, where the demonstration is held."""
    days = days_of_maps() if holds_demonstration() else ()
    held = systems(when=When(as_at=days[0])) if days else ()
    if not held:
        raise NotFound(
            "The guided tour belongs to the demonstration, which is not held here.",
            next_step="Start the demonstration with the command “openpcn up --demo”.",
        )
    return Tour(
        system=held[0].code,
        name=short(held[0].name),
        when=When(as_at=days[0]),
        earlier=days[1:],
    )


def days_of_maps() -> tuple[date, ...]:
    """The days that both lists and a map of networks are held of, the newest first."""
    days: dict[bool, set[date]] = {True: set(), False: set()}
    for one in datasets():
        if one.period_on is not None and one.format.startswith(("registered-", "network-map")):
            days[one.format.startswith("network-map")].add(one.period_on)
    return tuple(sorted(days[True] & days[False], reverse=True))


def guide(username: str, *, when: When) -> Guide | None:
    """Who stands behind a demonstration account; None where it is closed."""
    account = find_account(username)
    held = roles_of(account, when=when) if account else []
    if account is None or not held:
        return None
    return Guide(
        username=username,
        name=held[0].name,
        role_words=held[0].role_words,
        organisation=held[0].organisation_name,
    )


def today(tour: Tour, *, link: Link = as_it_is) -> Today:
    """Networks and neighbourhoods as they are, and which networks are outside the band."""
    ground = ground_of(tour.system, when=tour.when)
    measures = beside(ground, "today", (), [], with_pictures=False).today.measures
    out = set(outside(ground))
    return Today(
        ground=ground,
        measures=measures,
        misfits=tuple(
            one
            for one in sorted(measures.networks, key=lambda one: (one.patients, one.network))
            if one.network in out
        ),
        networks=picture(tour, tour.when.as_at, "today", link=link),
        neighbourhoods=show_map(tour.system, when=tour.when, show="neighbourhoods", link=link),
    )


def mended(tour: Tour) -> Comparison:
    """Three options that bring the two smallest misfits inside."""
    ground = ground_of(tour.system, when=tour.when)
    sizes = {one: ground.terrain.patients(members_of(ground, one)) for one in outside(ground)}
    return mend_networks(ground, sorted(sizes, key=lambda code: (sizes[code], code))[:MENDED])


def members_of(ground: Ground, network: str) -> list[str]:
    """The practices that are in a network today."""
    return [practice for practice, home in ground.situation.today.items() if home == network]


def community(tour: Tour, network: str, *, viewer: Account | None, link: Link) -> Community:
    """The community's map around a network, and the needs that nothing fits."""
    area = show_area(viewer, "networks", network, Wanted(), when=tour.when, link=link)
    needs = met_needs(viewer, network, when=tour.when, system=tour.system)
    return Community(area=area, needs=tuple(needs))


def two_days(tour: Tour, then: date, *, link: Link = as_it_is) -> TwoDays:
    """An earlier day beside the day of the tour, and what became of each practice."""
    return TwoDays(
        then=picture(tour, then, "then", link=link),
        now=picture(tour, tour.when.as_at, "now", link=link),
        difference=compare_networks(earlier=then, later=tour.when.as_at, within=tour.system),
    )


def picture(tour: Tour, day: date, called: str, *, link: Link = as_it_is) -> MapPicture:
    """The networks of the system on a day; the parts of each drawing have names of its own."""

    def draw() -> MapPicture:
        ready = ready_map(tour.system, when=When(as_at=day), link=link)
        if ready.facts is None or ready.land is None:
            return MapPicture(
                title=ready.title, wide="", narrow="", legend=(), note=ready.why, rows=()
            )
        return drawn(ready.facts, name=f"tour-{called}", land=ready.land, words=ready.shade_words)

    return kept("tour-map", (tour.system, day, called, stamp(), link("/")), draw)
