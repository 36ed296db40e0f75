"""What is wrong with a grouping: one check for each rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpcn.engines.formation.review import sentences as say
from openpcn.engines.formation.review.findings import Finding
from openpcn.engines.formation.review.grouping import Grouping, Members
from openpcn.kernel.wording import capitalised, counted, grouped, kilometres
from openpcn.kernel.wording import spelled as word

EXACTLY_ONE = "Every practice is in exactly one network."


def check(grouping: Grouping) -> Iterator[Finding]:
    """Every finding, in no order, without what would mend it."""
    yield from _coverage(grouping)
    for network, members in grouping.members.items():
        for rule in (_lists, _below, _above, _systems, _places, _groups, _pieces, _far, _patients):
            yield from rule(grouping, network, members)


def _coverage(grouping: Grouping) -> Iterator[Finding]:
    for code in grouping.unknown:
        yield Finding(
            code="unknown_practice",
            network=None,
            practices=(code,),
            amount=1,
            unit="practices",
            title=f"{code} has a network but is not among the practices",
            detail="It has no list and no location, so no network counts it.",
            rule=EXACTLY_ONE,
        )
    yield from _unplaced(grouping)


def _unplaced(grouping: Grouping) -> Iterator[Finding]:
    """One finding for each practice whose list is held, and one for all others together."""
    outside = sorted(grouping.practices.keys() - grouping.network_of.keys())
    unlisted = tuple(code for code in outside if not grouping.is_held(code))
    for code in outside:
        if grouping.is_held(code):
            patients = grouping.patients((code,))
            yield Finding(
                code="unplaced",
                network=None,
                practices=(code,),
                areas=_areas(grouping, (code,)),
                amount=patients,
                unit="patients",
                title=f"{grouping.practices[code].name} is in no network",
                detail=f"{counted(patients, 'patient')} are in no network.",
                rule=EXACTLY_ONE,
            )
    if unlisted:
        yield Finding(
            code="unplaced_unlisted",
            network=None,
            practices=unlisted,
            areas=_areas(grouping, unlisted),
            amount=len(unlisted),
            unit="practices",
            title=f"{capitalised(say.one_or_number(grouping, unlisted))} in no network: "
            f"list{'' if len(unlisted) == 1 else 's'} not held",
            detail=say.unlisted(grouping, unlisted),
            rule=EXACTLY_ONE,
        )


def _areas(grouping: Grouping, codes: Sequence[str]) -> tuple[str, ...]:
    """The places, then the systems, of some practices."""
    known = [grouping.practices[code] for code in codes]
    places = dict.fromkeys(practice.place for practice in known if practice.place)
    systems = dict.fromkeys(practice.system for practice in known if practice.system)
    return (*places, *systems)


def _lists(grouping: Grouping, network: str, members: Members) -> Iterator[Finding]:
    missing = sorted(code for code in members if not grouping.is_held(code))
    if missing:
        yield Finding(
            code="list_not_held",
            network=network,
            practices=tuple(missing),
            amount=len(missing),
            unit="practices",
            title=f"{counted(len(missing), 'list')} not held",
            detail=f"The size of the network is known without {say.practices(grouping, missing)}.",
        )


def _below(grouping: Grouping, network: str, members: Members) -> Iterator[Finding]:
    short = int(grouping.faults(members).below)
    known = all(map(grouping.is_held, members))
    if short and known:
        yield _size(
            grouping,
            network,
            members,
            code="below_smallest",
            amount=short,
            title=f"{counted(short, 'patient')} below {grouped(grouping.brief.smallest)}",
        )


def _above(grouping: Grouping, network: str, members: Members) -> Iterator[Finding]:
    over = grouping.patients(members) - grouping.brief.largest
    if over <= 0:
        return
    single = len(members) == 1
    yield _size(
        grouping,
        network,
        members,
        code="single_practice_above" if single else "above_largest",
        amount=over,
        title=f"{counted(over, 'patient')} above {grouped(grouping.brief.largest)}"
        + (", in one practice" if single else ""),
    )


def _size(
    grouping: Grouping,
    network: str,
    members: Members,
    *,
    code: str,
    amount: int,
    title: str,
) -> Finding:
    words = [
        say.rationale(grouping, network),
        say.growth(grouping, network, grouping.patients(members)),
    ]
    return Finding(
        code=code,
        network=network,
        practices=tuple(sorted(members)),
        amount=amount,
        unit="patients",
        title=title,
        detail=" ".join(filter(None, words)),
        rule=f"A network has {grouping.brief.band} registered patients, or a written rationale.",
        explained=network in grouping.brief.rationales,
    )


def _systems(grouping: Grouping, network: str, members: Members) -> Iterator[Finding]:
    return _crossing(grouping, network, members, "system")


def _places(grouping: Grouping, network: str, members: Members) -> Iterator[Finding]:
    return _crossing(grouping, network, members, "place")


def _crossing(grouping: Grouping, network: str, members: Members, level: str) -> Iterator[Finding]:
    areas = {getattr(grouping.practices[code], level) for code in members} - {None}
    if len(areas) > 1:
        yield Finding(
            code=f"crosses_{level}",
            network=network,
            practices=tuple(sorted(members)),
            areas=tuple(sorted(areas)),
            amount=len(areas),
            unit=f"{level}s",
            title=f"Its practices lie in {word(len(areas))} {level}s",
            detail=say.whereabouts(grouping, members, level),
            rule=f"A network lies in one {level}.",
        )


def _groups(grouping: Grouping, network: str, members: Members) -> Iterator[Finding]:
    groups = grouping.groups(members)
    if len(groups) > 1:
        yield Finding(
            code="not_contiguous",
            network=network,
            practices=tuple(sorted(code for group in groups[1:] for code in group)),
            amount=len(groups),
            unit="groups",
            title=f"Its practices form {word(len(groups))} groups that are not neighbours",
            detail=say.cut_off(grouping, groups),
            rule=grouping.brief.neighbour_rule,
        )


def _pieces(grouping: Grouping, network: str, members: Members) -> Iterator[Finding]:
    pieces = grouping.brief.pieces.get(network, ())
    if len(pieces) > 1:
        around = {code for piece in pieces[1:] for code in piece.practices} & members
        yield Finding(
            code="catchment_in_pieces",
            network=network,
            practices=tuple(sorted(around)),
            amount=len(pieces),
            unit="pieces",
            title=f"Its catchment is in {word(len(pieces))} pieces",
            detail=say.pieces(grouping, network),
            rule="An area belongs to the network with most of its residents.",
        )


def _far(grouping: Grouping, network: str, members: Members) -> Iterator[Finding]:
    limit = grouping.brief.farthest_practice_km
    found = grouping.centre(members)
    if limit is None or found is None or max(found[1].values()) <= limit:
        return
    centre, km = found
    beyond = sorted(code for code in km if km[code] > limit)
    yield Finding(
        code="practice_far",
        network=network,
        practices=tuple(beyond),
        amount=round(max(km.values()) - limit, 3),
        unit="km",
        title=f"{capitalised(say.practices(grouping, beyond))} more than {limit:g} km "
        "from the central practice",
        detail=say.far(grouping, centre, km, limit),
        rule=f"Straight line × {grouping.brief.detour:g} to the central practice.",
    )


def _patients(grouping: Grouping, network: str, members: Members) -> Iterator[Finding]:
    limit, km = grouping.brief.farthest_patients_km, grouping.brief.patients_km.get(network)
    if limit is not None and km is not None and km > limit:
        yield Finding(
            code="patients_far",
            network=network,
            practices=tuple(sorted(members)),
            amount=round(km - limit, 3),
            unit="km",
            title=f"Patients live {kilometres(km)} on average from its nearest practice",
            detail=f"That is {kilometres(km - limit)} more than {limit:g} km.",
            rule=f"Straight line × {grouping.brief.detour:g} from where patients live.",
        )
