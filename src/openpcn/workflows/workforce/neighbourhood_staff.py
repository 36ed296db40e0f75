"""Staff of the practices that the people of a neighbourhood are registered with, by their share.

A neighbourhood has people and no practices of its own. Of each practice's patients, and so of its
staff, as large a share counts as lives in the neighbourhood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from openpcn.engines.workforce.tables import GroupTable, PracticeStaff, tabulate
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import SystemFacts, system_facts
from openpcn.workflows.pages.show_neighbourhood import Neighbourhood
from openpcn.workflows.workforce.gathering import GPS, staff_history
from openpcn.workflows.workforce.people_tables import counting_year


@dataclass(frozen=True, kw_only=True)
class NeighbourhoodStaff:
    """The staff that stand for the people of a neighbourhood, network by network."""

    ends_on: date | None
    newest_on: date | None
    homes_on: date | None
    """The day of the registrations that say who lives where."""
    here: GroupTable | None
    parts: tuple[tuple[str, GroupTable], ...]
    """By network code; empty of practices in none."""
    system: GroupTable | None


def neighbourhood_staff(answer: Neighbourhood, *, when: When) -> NeighbourhoodStaff:
    """The table of a neighbourhood; nothing where no system or no staff is held."""
    codes = frozenset(one.code for one in answer.practices)
    history = staff_history(dict.fromkeys(range(2016, when.as_at.year + 1), codes), when=when)
    year, newest = counting_year(history, when), history.newest
    system = next((one.code for one in answer.above if one.kind == "icb"), "")
    nothing = NeighbourhoodStaff(
        ends_on=None,
        newest_on=history.ends_on[newest] if newest else None,
        homes_on=answer.registered_on,
        here=None,
        parts=(),
        system=None,
    )
    if year is None or not system:
        return nothing
    whole = system_facts(system, when=when)
    held = shared(answer, whole, history.years[year])
    return replace(
        nothing,
        ends_on=history.ends_on[year],
        here=tabulate("All people of the neighbourhood", list(held.values()), of=GPS),
        parts=tuple(by_network(whole, held)),
    )


def shared(
    answer: Neighbourhood, whole: SystemFacts, held: Mapping[str, PracticeStaff]
) -> dict[str, PracticeStaff]:
    """Each practice of the system with the share of its patients who live in the neighbourhood."""
    counted = whole.ground.residence.counted
    return {
        one.code: replace(held[one.code], share=min(1.0, one.patients / counted[one.code]))
        for one in answer.practices
        if one.code in held and counted.get(one.code)
    }


def by_network(
    whole: SystemFacts, held: Mapping[str, PracticeStaff]
) -> list[tuple[str, GroupTable]]:
    """The practices by network, the most people first."""
    network_of, names = whole.network_of, {one.code: one.name for one in whole.networks}
    groups: dict[str, list[PracticeStaff]] = {}
    for code, one in held.items():
        groups.setdefault(network_of.get(code, ""), []).append(one)
    made = [(code, tabulate(names.get(code, code), group)) for code, group in groups.items()]
    return sorted(made, key=lambda each: (-each[1].patients, each[0]))
