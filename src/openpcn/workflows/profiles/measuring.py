"""Every indicator in the practices of a system, and who is compared with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.evidence.queries import figures, last_periods
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.kernel.when import When
from openpcn.rulebook.indicators import Indicator, indicators
from openpcn.workflows.facts.show_facts import SystemFacts, inputs_of
from openpcn.workflows.keeping import kept
from openpcn.workflows.pages.show_overview import Overview
from openpcn.workflows.profiles.counting import Counted, counted
from openpcn.workflows.profiles.deprivation import Homes, like
from openpcn.workflows.profiles.everyone import everyone
from openpcn.workflows.profiles.standings import Standing, standing


@dataclass(frozen=True, kw_only=True)
class Peers:
    """Groups of practices that an area is compared with, and the rule by which they are chosen."""

    groups: tuple[tuple[str, ...], ...]
    rule: str


def measured(system: str, members: Collection[str], *, when: When) -> Mapping[str, Counted]:
    """By indicator: its counts in the practices of a system and in those of the area asked about.

    Of indicators that are held for the day only.
    """
    inputs = (inputs_of(system, when=when), sorted(members))
    return kept("measured", inputs, lambda: measure(members, when))


def measure(practices: Collection[str], when: When) -> dict[str, Counted]:
    """From all figures held of the practices."""
    rows = figures(None, subject_kind="practice", subject_codes=practices, when=when)
    found = {id_: counted(one, rows) for id_, one in indicators().items()}
    return {id_: one for id_, one in found.items() if one is not None}


def codes_of(page: Overview) -> list[str]:
    """The practices of the system, and those of the area that lie in another."""
    inside = {one.code for one in page.whole.practices}
    return sorted(inside | {one.code for one in page.members})


def peers_of(page: Overview, homes: Homes) -> Peers:
    """Whom an area is compared with."""
    match page.subject.kind:
        case "network":
            return Peers(
                groups=others(networks_in(page.whole), page.subject.code),
                rule="Peers are the other networks of the same system.",
            )
        case "practice":
            return peers_of_practice(page, homes)
        case "icb":
            return Peers(groups=(), rule="A system has no peers here: it is compared with England.")
        case _:
            return Peers(
                groups=others(places_in(page.whole), page.subject.code),
                rule="Peers are the other places of the same system.",
            )


def peers_of_practice(page: Overview, homes: Homes) -> Peers:
    """Practices of like deprivation; all others of the system where it is not held."""
    alike = like(homes, page.subject.code)
    if alike:
        return Peers(
            groups=tuple((code,) for code in alike),
            rule="Peers are the practices in the same fifth of the system by the deprivation of "
            "where patients live.",
        )
    rest = (one.code for one in page.whole.practices if one.code != page.subject.code)
    return Peers(
        groups=tuple((code,) for code in rest),
        rule="Peers are the other practices of the system: how deprived its patients' areas are "
        "is not held.",
    )


def networks_in(whole: SystemFacts) -> dict[str, list[str]]:
    """The practices of each network at home in a system."""
    home = {one.code for one in whole.networks}
    found: dict[str, list[str]] = defaultdict(list)
    for code, network in whole.network_of.items():
        if network in home:
            found[network].append(code)
    return dict(found)


def places_in(whole: SystemFacts) -> dict[str, list[str]]:
    """The practices of each place of a system."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in whole.practices:
        if one.place_code:
            found[one.place_code].append(one.code)
    return dict(found)


def others(groups: Mapping[str, list[str]], code: str) -> tuple[tuple[str, ...], ...]:
    """All groups but one."""
    return tuple(tuple(held) for name, held in sorted(groups.items()) if name != code)


def standings(
    found: Mapping[str, Counted], members: Collection[str], peers: Peers, *, when: When
) -> tuple[Standing, ...]:
    """The area on every indicator that is held for the day."""
    benchmarks = everyone(when=when)
    return tuple(
        standing(
            indicators()[id_],
            one,
            members,
            peers.groups,
            benchmarks.get((id_, one.starts_on, one.ends_on)),
        )
        for id_, one in found.items()
    )


@dataclass(frozen=True, kw_only=True)
class NotHeld:
    """Indicators that are not held for the day, and the last day of the newest period held."""

    group: str
    indicators: tuple[Indicator, ...]
    ends_on: date | None
    """None where nothing is held of them at all."""


def not_held(found: Mapping[str, Counted]) -> tuple[NotHeld, ...]:
    """What is missing for the day, by group and by the day for which it is held."""
    missing = [one for id_, one in indicators().items() if id_ not in found]
    names = {way.numerator.measure for one in indicators().values() for way in one.measured}
    last = kept(
        "last-periods", stamp(), lambda: last_periods(sorted(names), subject_kind="practice")
    )
    by_day: dict[tuple[str, date | None], list[Indicator]] = defaultdict(list)
    for one in missing:
        days = [
            last[way.numerator.measure] for way in one.measured if way.numerator.measure in last
        ]
        by_day[one.group, max(days, default=None)].append(one)
    return tuple(
        NotHeld(group=group, indicators=tuple(held), ends_on=day)
        for (group, day), held in sorted(
            by_day.items(), key=lambda one: (one[0][0], one[0][1] or date.min)
        )
    )
