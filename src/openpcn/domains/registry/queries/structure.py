"""Which practices form which networks, in which places and systems, on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from openpcn.domains.registry.asking import (
    Params,
    as_day,
    ask,
    known,
    times,
    true_on,
)
from openpcn.domains.registry.nesting import above
from openpcn.domains.registry.queries.answers import (
    Membership,
    NetworkAnswer,
    PlaceAnswer,
    PracticeAnswer,
    SystemAnswer,
)
from openpcn.domains.registry.queries.details import code_join, name_join
from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    get_organisation,
    organisations_by_id,
)
from openpcn.domains.registry.queries.positions import (
    Position,
    most_of,
    place_of,
    positions,
    positions_in_networks,
    structure_joins,
    systems_with_places,
    within_condition,
)
from openpcn.kernel.when import When

__all__ = [
    "Membership",
    "NetworkAnswer",
    "PlaceAnswer",
    "PracticeAnswer",
    "SystemAnswer",
    "homes",
    "memberships",
    "networks",
    "parents",
    "places",
    "practices",
    "systems",
]


def memberships(*, when: When, within: str | None = None) -> list[Membership]:
    """Every core membership on the day, by network and practice name."""
    params: Params = {}
    condition = within_condition(within, params, when=when)
    rows = ask(
        f"""SELECT pc.value, pn.name, nc.value, nn.name, m.starts_on, m.ends_on, m.starts_after,
            m.ends_before, m.basis, s.title
        FROM registry_organisation o {structure_joins(when).replace("LEFT JOIN", "JOIN", 1)}
        {code_join("o.id", "pc")} {name_join("o.id", "pn", when)}
        {code_join("m.object_id", "nc")} {name_join("m.object_id", "nn", when)}
        LEFT JOIN registry_dataset s ON s.id = m.dataset_id
        WHERE {condition} ORDER BY nn.name, nc.value, pn.name, pc.value""",
        params | times(when),
    )
    return [
        Membership(
            practice_code=row[0] or "",
            practice_name=row[1] or row[0] or "",
            network_code=row[2] or "",
            network_name=row[3] or row[2] or "",
            starts_on=as_day(row[4]) or when.as_at,
            ends_on=as_day(row[5]),
            starts_after=as_day(row[6]),
            ends_before=as_day(row[7]),
            basis=row[8],
            source=row[9] or ("recorded by a person" if row[8] == "recorded" else ""),
        )
        for row in dict.fromkeys(rows)
    ]


def practices(*, when: When, within: str | None = None) -> list[PracticeAnswer]:
    """Every practice open on the day, with its newest list, its network and its place."""
    held = positions(when=when, within=within)
    with_places = systems_with_places(when=when)
    named = names(held, when=when, with_practices=True)
    answers = [
        practice_answer(position, place_of(position, with_places), named) for position in held
    ]
    return sorted(answers, key=lambda answer: (answer.name, answer.code))


def practice_answer(
    position: Position, place: int | None, named: dict[int, OrganisationAnswer]
) -> PracticeAnswer:
    """One practice with the names of what it belongs to."""
    itself = named[position.practice]
    return PracticeAnswer(
        code=itself.code,
        name=itself.name,
        postcode=itself.postcode,
        patients=position.patients,
        list_on=position.list_on,
        network_code=code_of(position.network, named),
        network_name=name_of(position.network, named),
        place_code=code_of(place, named),
        place_name=name_of(place, named),
        sub_icb_code=code_of(position.sub_icb, named),
        system_code=code_of(position.system, named),
    )


def networks(*, when: When, within: str | None = None) -> list[NetworkAnswer]:
    """Every network with members on the day; within a place or system, those at home there."""
    held = positions(when=when, within=within)
    if within is not None:
        found = {position.network for position in held if position.network is not None}
        inside = {position.practice for position in held}
        held = positions_in_networks(sorted(found), when=when) if found else []
    members: dict[int, list[Position]] = defaultdict(list)
    for position in held:
        if position.network is not None:
            members[position.network].append(position)
    if within is not None:
        members = {network: group for network, group in members.items() if at_home(group, inside)}
    with_places = systems_with_places(when=when)
    named = names((p for group in members.values() for p in group), when=when)
    reasoned = with_rationale(when=when)
    answers = [
        network_answer(named[network], group, with_places, named, network in reasoned)
        for network, group in members.items()
    ]
    return sorted(answers, key=lambda answer: (answer.name, answer.code))


def at_home(group: Sequence[Position], inside: set[int]) -> bool:
    """Whether most of a network's patients are registered with practices inside."""
    within = sum(position.patients or 0 for position in group if position.practice in inside)
    total = sum(position.patients or 0 for position in group)
    if total:
        return 2 * within >= total
    return 2 * sum(position.practice in inside for position in group) >= len(group)


def network_answer(
    network: OrganisationAnswer,
    group: Sequence[Position],
    with_places: set[int],
    named: dict[int, OrganisationAnswer],
    has_rationale: bool,
) -> NetworkAnswer:
    """One network, counted from its practices."""
    place_by_practice = [(place_of(position, with_places), position.patients) for position in group]
    place = most_of(place_by_practice)
    system = most_of((position.system, position.patients) for position in group)
    return NetworkAnswer(
        code=network.code,
        name=network.name,
        practices=len(group),
        patients=total_of(group),
        list_on=max((p.list_on for p in group if p.list_on is not None), default=None),
        place_code=code_of(place, named),
        place_name=name_of(place, named),
        places=len({where for where, _ in place_by_practice if where is not None}),
        system_code=code_of(system, named),
        system_name=name_of(system, named),
        opened_on=network.opened_on,
        closed_on=network.closed_on,
        has_rationale=has_rationale,
    )


def systems(*, when: When) -> list[SystemAnswer]:
    """Every system with practices on the day."""
    groups: dict[int, list[Position]] = defaultdict(list)
    for position in positions(when=when):
        if position.system is not None:
            groups[position.system].append(position)
    named = organisations_by_id(groups, when=when)
    answers = [
        SystemAnswer(
            code=named[system].code,
            name=named[system].name,
            practices=len(group),
            networks=len({p.network for p in group} - {None}),
            patients=total_of(group),
        )
        for system, group in groups.items()
    ]
    return sorted(answers, key=lambda answer: (answer.name, answer.code))


def places(system_code: str, *, when: When) -> list[PlaceAnswer]:
    """The places of a system; its sub-ICB locations where no places are held."""
    with_places = systems_with_places(when=when)
    held = positions(when=when, within=system_code)
    groups: dict[int, list[Position]] = defaultdict(list)
    for position in held:
        if (place := place_of(position, with_places)) is not None:
            groups[place].append(position)
    home = homes(held, with_places)
    named = organisations_by_id(groups, when=when)
    answers = [
        PlaceAnswer(
            code=named[place].code,
            name=named[place].name,
            kind=named[place].kind,
            practices=len(group),
            networks=sum(where == place for where in home.values()),
            patients=total_of(group),
        )
        for place, group in groups.items()
    ]
    return sorted(answers, key=lambda answer: (answer.name, answer.code))


def homes(held: Iterable[Position], with_places: set[int]) -> dict[int, int | None]:
    """The place of each network: where most of its patients are registered."""
    groups: dict[int, list[tuple[int | None, int | None]]] = defaultdict(list)
    for position in held:
        if position.network is not None:
            groups[position.network].append((place_of(position, with_places), position.patients))
    return {network: most_of(pairs) for network, pairs in groups.items()}


def parents(code: str, *, when: When) -> list[OrganisationAnswer]:
    """What an organisation lies in on the day, the widest first."""
    steps = above(get_organisation(code, when=when).id, when=when)
    steps = {key: step for key, step in steps.items() if step > 0}
    if not steps and (home := home_of(code, when=when)):
        steps = {key: step + 1 for key, step in above(home, when=when).items()}
    named = organisations_by_id(steps, when=when)
    return [named[key] for key in sorted(steps, key=lambda key: (-steps[key], named[key].name))]


def home_of(code: str, *, when: When) -> int | None:
    """The sub-ICB location in which most patients of a network are registered."""
    if get_organisation(code, when=when).kind != "network":
        return None
    held = positions(when=when, within=code)
    return most_of((position.sub_icb, position.patients) for position in held)


def with_rationale(*, when: When) -> set[int]:
    """Networks with a written rationale in force on the day."""
    rows = ask(
        f"""SELECT DISTINCT r.network_id FROM registry_rationale r
        WHERE {known("r", when)} AND {true_on("r")}""",
        times(when),
    )
    return {network for (network,) in rows}


def names(
    held: Iterable[Position], *, when: When, with_practices: bool = False
) -> dict[int, OrganisationAnswer]:
    """Whatever practices belong to, and the practices themselves if asked, by id."""
    ids: set[int | None] = set()
    for position in held:
        ids |= {position.network, position.place, position.sub_icb, position.system}
        if with_practices:
            ids.add(position.practice)
    return organisations_by_id({key for key in ids if key is not None}, when=when)


def code_of(key: int | None, named: dict[int, OrganisationAnswer]) -> str | None:
    """The code of an organisation, if there is one."""
    return named[key].code if key in named else None


def name_of(key: int | None, named: dict[int, OrganisationAnswer]) -> str | None:
    """The name of an organisation, if there is one."""
    return named[key].name if key in named else None


def total_of(group: Iterable[Position]) -> int | None:
    """The sum of the lists held; None where none is."""
    held = [position.patients for position in group if position.patients is not None]
    return sum(held) if held else None
