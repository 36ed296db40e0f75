"""The structure of a system on a day, on two days, or today beside a future."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openpcn.domains.registry.queries.drafts import FutureAnswer, futures, get_future
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.registry.queries.structure import PracticeAnswer, parents, practices
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.names import as_written, short
from openpcn.kernel.when import When, in_words
from openpcn.kernel.wording import capitalised, counted, listed, percent, spelled
from openpcn.workflows.drawings.facts import IN_WORDS, Band
from openpcn.workflows.drawings.structure_facts import (
    NO_NETWORK,
    Comparison,
    Move,
    Structure,
    StructureNetwork,
    StructurePlace,
    StructurePractice,
    compare,
)
from openpcn.workflows.drawings.text import short_name
from openpcn.workflows.place_names import place_name, with_place_names

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
    viewer: Any = None,
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
        group, practices=tuple(sorted((_practice(one, link) for one in alone), key=_by_size))
    )
    return StructurePlace(code=NO_NETWORK, name="In no network", networks=(group,))


def _by_size(practice: StructurePractice) -> tuple[int, str, str]:
    return (-(practice.patients or 0), practice.name, practice.code)


def with_changes(now: Structure, future: FutureAnswer) -> Structure:
    """The structure that a future would make: its changes, and nothing else."""
    target = {change.practice_code: change for change in future.changes}
    moving: dict[str, list[StructurePractice]] = defaultdict(list)
    for place in now.places:
        for network in place.networks:
            for practice in network.practices:
                if practice.code in target:
                    moving[target[practice.code].network_code or NO_NETWORK].append(practice)
    places = [_changed_place(place, target.keys(), moving) for place in now.places]
    held = {network.code for place in now.places for network in place.networks}
    names = {change.network_code: change.network_name for change in future.changes}
    for code in sorted(moving.keys() - held):
        places = _with_new(places, now, code, names.get(code) or "No network", moving[code])
    return replace(
        now,
        heading="Future",
        note=f"if adopted, from {in_words(future.effective_on)}",
        places=tuple(place for place in places if place.networks),
    )


def _with_new(
    places: list[StructurePlace],
    now: Structure,
    code: str,
    name: str,
    practices: list[StructurePractice],
) -> list[StructurePlace]:
    """A network that nobody is in now, in the place its first practice comes from."""
    network = StructureNetwork(code=code, name=name, practices=tuple(practices))
    if code == NO_NETWORK:
        return [*places, StructurePlace(code=code, name="In no network", networks=(network,))]
    home = next(
        place.code
        for place in now.places
        for one in place.networks
        if practices[0] in one.practices
    )
    return [
        replace(place, networks=(*place.networks, network)) if place.code == home else place
        for place in places
    ]


def _changed_place(
    place: StructurePlace, leaving: Iterable[str], moving: dict[str, list[StructurePractice]]
) -> StructurePlace:
    gone = set(leaving)
    networks = [
        replace(
            network,
            practices=tuple(
                sorted(
                    [
                        *(one for one in network.practices if one.code not in gone),
                        *moving.get(network.code, []),
                    ],
                    key=_by_size,
                )
            ),
        )
        for network in place.networks
    ]
    return replace(place, networks=tuple(one for one in networks if one.practices))


def title_of(shown: Structure | Comparison) -> str:
    """What the picture shows, as a sentence."""
    if isinstance(shown, Structure):
        places = [place for place in shown.places if not place.is_outside]
        networks = counted(len(shown.networks), "network")
        return f"{networks} in {_spelled(len(places), 'place')}"
    parts = []
    if shown.moves:
        verb = "changes" if len(shown.moves) == 1 else "change"
        parts.append(f"{_spelled(len(shown.moves), 'practice')} {verb} network")
    for found, verb in ((shown.opened, "open"), (shown.closed, "close")):
        if found:
            said = verb + "s" if len(found) == 1 else verb
            parts.append(f"{_spelled(len(found), 'practice')} {said}")
    if not parts:
        return "No practice changes network"
    return capitalised(f"{listed(parts)}; {_changed(shown)}")


def _changed(shown: Comparison) -> str:
    changed = [_spelled(shown.changed_networks, "network")]
    if shown.changed_places:
        changed.append(_spelled(shown.changed_places, "place"))
    verb = "changes" if changed == ["one network"] else "change"
    return f"{' and '.join(changed)} {verb}"


def _spelled(number: int, noun: str) -> str:
    return f"{spelled(number)} {noun if number == 1 else noun + 's'}"


def lead_of(shown: Structure | Comparison, *, is_future: bool) -> str:
    """The sentences beneath the title."""
    if isinstance(shown, Structure):
        return _outside_band(shown)
    if not shown.moves:
        return ""
    moved = sum(move.practice.patients or 0 for move in shown.moves)
    whole = shown.now.patients or 0
    share = f", {percent(moved / whole, 1)} of the system" if whole else ""
    said = [f"{counted(moved, 'patient')}{share}."]
    if len(shown.moves) == 1:
        said = [_told(shown.moves[0], is_future), *said, _sizes(shown)]
    return " ".join(filter(None, said))


def _outside_band(shown: Structure) -> str:
    bands = [network.band for network in shown.networks]
    below, above = bands.count(Band.BELOW), bands.count(Band.ABOVE)
    if not below and not above:
        return "All networks whose size is known are inside 30,000 to 50,000."
    return (
        f"{capitalised(spelled(below))} below 30,000 and {spelled(above)} above 50,000; "
        f"{spelled(bands.count(Band.INSIDE))} inside."
    )


def _told(move: Move, is_future: bool) -> str:
    leave, join = ("would leave", "join") if is_future else ("left", "joined")
    return (
        f"{as_written(move.practice.name)} {leave} {short_name(move.old.name)} "
        f"and {join} {short_name(move.new.name)}."
    )


def _sizes(shown: Comparison) -> str:
    changed = [network for network in shown.then.networks if network.is_changed]
    if len(changed) == 2 and all(network.band is Band.INSIDE for network in changed):
        return "Both networks are inside 30,000 to 50,000."
    return " ".join(
        f"{short_name(network.name)} is {IN_WORDS[network.band]}." for network in changed
    )


def note_of(shown: Structure | Comparison) -> str:
    """How networks come to stand in places, and who stands in none."""
    last = shown.then if isinstance(shown, Comparison) else shown
    outside = next((place for place in last.places if place.is_outside), None)
    said = "A network is drawn in the place with most of its patients."
    if outside is None:
        return said
    patients = "" if outside.patients is None else f" ({counted(outside.patients, 'patient')})"
    include = "includes" if last.practices == 1 else "include"
    return (
        f"{said} {counted(last.practices, 'practice')} {include} {spelled(outside.practices)} "
        f"outside any network{patients}, counted in the system and in no place."
    )
