"""The structure of a system on a day, on two days, or today beside a future."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.drafts import FutureAnswer, futures, get_future
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.registry.queries.structure import PracticeAnswer, parents, practices
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.names import as_written, short
from openpcn.kernel.when import When, in_words
from openpcn.workflows.drawings.structure_facts import (
    NO_NETWORK,
    Comparison,
    Structure,
    StructureNetwork,
    StructurePlace,
    StructurePractice,
    compare,
)
from openpcn.workflows.drawings.text import short_name
from openpcn.workflows.facts.place_names import place_name, with_place_names
from openpcn.workflows.structure.futures import by_size, with_changes
from openpcn.workflows.structure.telling import lead_of, note_of, title_of

Link = Callable[[str], str]

DRAWN = ("icb", "place", "sub_icb")


@dataclass(frozen=True, kw_only=True)
class StructureAnswer:
    """One structure, or two compared, with the sentences that say what is seen."""

    organisation: OrganisationAnswer
    system: OrganisationAnswer
    shown: Structure | Comparison
    title: str
    lead: str
    note: str
    future: FutureAnswer | None
    futures: tuple[FutureAnswer, ...]
    """Those the viewer may see, to choose from."""

    @property
    def places(self) -> tuple[StructurePlace, ...]:
        """Every place, the practices in no network last."""
        sides = self.sides
        found = {place.code: place for side in reversed(sides) for place in side.places}
        return tuple(sorted(found.values(), key=lambda place: (place.is_outside, place.name)))

    @property
    def sides(self) -> tuple[Structure, ...]:
        """The structures shown, first to last."""
        shown = self.shown
        return (shown.now, shown.then) if isinstance(shown, Comparison) else (shown,)


def show_structure(
    within: str,
    *,
    when: When,
    viewer: Account | None = None,
    against: date | None = None,
    future: int | None = None,
    link: Link = str,
    link_against: Link = str,
) -> StructureAnswer:
    """The structure within a system or place; beside another day, or a future the viewer may see.

    Of two days the earlier stands first. `viewer` is an account, or None for the public.
    """
    organisation = get_organisation(within, when=when)
    if organisation.kind not in DRAWN:
        raise NotPossible(
            f"{as_written(organisation.name)} is no system or place.",
            next_step="Name a system, a place or a sub-ICB location, for example QK1.",
        )
    drawn = structure_on(organisation, when=when, link=link)
    held = get_future(viewer, future, when=when) if future is not None else None
    shown: Structure | Comparison = drawn
    if held is not None:
        shown = compare(replace(drawn, heading="Now"), with_changes(drawn, held))
    elif against is not None and against != when.as_at:
        other = When(as_at=against, as_known=when.as_known)
        there = structure_on(get_organisation(within, when=other), when=other, link=link_against)
        first, second = (there, drawn) if against < when.as_at else (drawn, there)
        shown = compare(replace(first, heading="Before"), replace(second, heading="After"))
    return StructureAnswer(
        organisation=organisation,
        system=_system(organisation, when),
        shown=shown,
        title=title_of(shown),
        lead=lead_of(shown, is_future=held is not None),
        note=note_of(shown),
        future=held,
        futures=tuple(futures(viewer, within=within, when=when)),
    )


def _system(organisation: OrganisationAnswer, when: When) -> OrganisationAnswer:
    above = parents(organisation.code, when=when)
    return next((one for one in above if one.kind == "icb"), organisation)


def structure_on(organisation: OrganisationAnswer, *, when: When, link: Link = str) -> Structure:
    """Places, networks and practices within an organisation on a day."""
    held = with_place_names(practices(when=when, within=organisation.code), when=when)
    return Structure(
        code=organisation.code,
        name=_called(organisation, when),
        href=link(_address(organisation.kind, organisation.code)),
        heading="As at",
        note=in_words(when.as_at),
        places=places_of(held, link),
    )


def _called(organisation: OrganisationAnswer, when: When) -> str:
    if organisation.kind == "sub_icb":
        return place_name(organisation.code, organisation.name, when=when)
    return short(organisation.name)


def _address(kind: str, code: str) -> str:
    return f"/systems/{code}/" if kind == "icb" else f"/places/{code}/"


def places_of(held: Iterable[PracticeAnswer], link: Link) -> tuple[StructurePlace, ...]:
    """Practices grouped into networks, and networks into the place with most of their patients."""
    members: dict[str | None, list[PracticeAnswer]] = defaultdict(list)
    for practice in held:
        members[practice.network_code].append(practice)
    alone = members.pop(None, [])
    by_place: dict[tuple[str, str], list[StructureNetwork]] = defaultdict(list)
    for code, group in members.items():
        if code is not None:
            by_place[home_of(group)].append(_network(code, group, link))
    places = [
        StructurePlace(
            code=code,
            name=name,
            href=link(_address("place", code)) if code else "",
            networks=tuple(sorted(networks, key=lambda one: (short_name(one.name), one.code))),
        )
        for (code, name), networks in by_place.items()
    ]
    places.sort(key=lambda place: (place.name, place.code))
    return (*places, *([_outside(alone, link)] if alone else []))


def home_of(group: Iterable[PracticeAnswer]) -> tuple[str, str]:
    """Code and name of the place where most patients of some practices are registered."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for one in group:
        counts[(one.place_code or "", one.place_name or "Place not known")] += one.patients or 1
    return min(counts, key=lambda place: (-counts[place], place))


def _network(code: str, group: Iterable[PracticeAnswer], link: Link) -> StructureNetwork:
    listed_practices = [_practice(one, link) for one in group]
    listed_practices.sort(key=lambda one: (-(one.patients or 0), one.name, one.code))
    name = next(one.network_name or code for one in group)
    return StructureNetwork(
        code=code,
        name=name,
        href=link(f"/networks/{code}/"),
        practices=tuple(listed_practices),
    )


def _practice(answer: PracticeAnswer, link: Link) -> StructurePractice:
    return StructurePractice(
        code=answer.code,
        name=answer.name,
        href=link(f"/practices/{answer.code}/"),
        patients=answer.patients,
    )


def _outside(alone: list[PracticeAnswer], link: Link) -> StructurePlace:
    group = replace(_network(NO_NETWORK, alone, str), name="No network", href="")
    group = replace(
        group, practices=tuple(sorted((_practice(one, link) for one in alone), key=by_size))
    )
    return StructurePlace(code=NO_NETWORK, name="In no network", networks=(group,))
