"""The review of a system's map of networks: what needs attention, gravest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from openpcn.domains.registry.queries.organisations import find_organisation
from openpcn.domains.registry.queries.people import RationaleAnswer, rationales
from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.engines.formation.review import (
    Brief,
    CatchmentPiece,
    Finding,
    Growth,
    Practice,
    Rationale,
    review,
)
from openpcn.engines.geography.lookup import AreaFinder
from openpcn.engines.geography.outlines import Piece
from openpcn.kernel.names import as_written, short
from openpcn.kernel.wording import counted, grouped, listed
from openpcn.rulebook.formation import formation_rules
from openpcn.workflows.facts.show_facts import Coverage, SystemFacts, inputs_of
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.catchments import catchments_of
from openpcn.workflows.structure.show_changes import (
    Before,
    growth_between,
    list_days,
    networks_before,
)

SMALLEST = int(formation_rules().smallest.value)
LARGEST = int(formation_rules().largest.value)
OF_SIZE = ("below_smallest", "above_largest")
OF_LAND = ("not_contiguous", "catchment_in_pieces", "patients_far")
"""Findings that rest on where patients live."""
MOST_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """The findings of a system, and the reasons that are held."""

    findings: tuple[Finding, ...]
    rationales: dict[str, RationaleAnswer]
    """By network, the newest in force."""


def review_system(facts: SystemFacts) -> Reviewed:
    """Judge today's map (or that of any day) by size, borders, neighbours and distance."""
    held = reasons(facts)
    inputs = (inputs_of(facts.code, when=facts.when), sorted(held.items()))
    found = kept("review", inputs, lambda: judged(facts, held))
    return Reviewed(findings=found, rationales=held)


def judged(facts: SystemFacts, held: dict[str, RationaleAnswer]) -> tuple[Finding, ...]:
    """The review itself."""
    ground = facts.ground
    growing = growth_by_network(facts)
    practices = [
        Practice(
            code=one.code,
            name=as_written(one.name),
            registered_patients=one.patients,
            point=ground.points.get(one.code),
            place=one.place_code,
            system=one.system_code,
        )
        for one in facts.practices
    ]
    brief = Brief(
        smallest=SMALLEST,
        largest=LARGEST,
        farthest_practice_km=float(formation_rules().farthest_practice.value),
        neighbours=ground.neighbours,
        neighbour_rule=ground.neighbour_rule,
        names=names_in(facts),
        rationales={
            code: Rationale(text=one.text, signed_by=one.signed_by, signed_on=one.signed_on)
            for code, one in held.items()
        },
        growth=unchanged(growing, facts),
        pieces=pieces_of(facts),
        patients_km={c: t.mean_km for c, t in ground.km_by_network.items() if t is not None},
    )
    found = review(practices, facts.network_of, brief)
    before = then_of(facts)
    return tuple(told(one, before, growing) for one in found if is_certain(one, facts))


def pieces_of(facts: SystemFacts) -> dict[str, tuple[CatchmentPiece, ...]]:
    """The pieces of each network's catchment, with the practices that stand in them."""
    land = catchments_of(facts.code, when=facts.when)
    if land.basis != "areas":
        return {}
    members: dict[str, list[str]] = defaultdict(list)
    for code, network in facts.network_of.items():
        if code in facts.ground.points:
            members[network].append(code)
    return {
        network: pieces_with(outline.pieces, members[network], facts)
        for network, outline in land.drawn.items()
        if network in members
    }


def pieces_with(
    pieces: tuple[Piece, ...], members: list[str], facts: SystemFacts
) -> tuple[CatchmentPiece, ...]:
    """The pieces of one catchment, the largest first."""
    finder = AreaFinder({str(number): piece.shape for number, piece in enumerate(pieces)})
    stands_in = {code: finder.at(facts.ground.points[code]) for code in members}
    return tuple(
        CatchmentPiece(
            area_km2=piece.area_km2,
            practices=tuple(code for code in members if stands_in[code] == str(number)),
        )
        for number, piece in enumerate(pieces)
    )


def names_in(facts: SystemFacts) -> dict[str, str]:
    """What the networks, places and the system are called."""
    named: dict[str | None, str] = {
        one.network_code: as_written(one.network_name or "") for one in facts.practices
    }
    named.update(facts.ground.place_names)
    if system := find_organisation(facts.code, when=facts.when):
        named[facts.code] = short(system.name)
    return {code: name for code, name in named.items() if code and name}


def growth_by_network(facts: SystemFacts) -> dict[str, Growth]:
    """How each network's list changed since the vintage before, for the same practices."""
    members: dict[str, list[str]] = defaultdict(list)
    for code, network in facts.network_of.items():
        members[network].append(code)
    days = list_days(facts.lists.keys(), facts.lists, when=facts.when)
    found = {
        network: growth_between(codes, facts.lists, days) if days else None
        for network, codes in members.items()
    }
    return {
        network: Growth(patients=one.patients, since=one.since, until=one.until)
        for network, one in found.items()
        if one is not None
    }


def then_of(facts: SystemFacts) -> dict[str, Before]:
    """Each network as it was on the day of the lists before."""
    days = list_days(facts.lists.keys(), facts.lists, when=facts.when)
    codes = set(facts.network_of.values())
    return networks_before(codes, days[0], when=facts.when) if days else {}


def unchanged(growing: Mapping[str, Growth], facts: SystemFacts) -> dict[str, Growth]:
    """The growth of networks that had the same practices: only theirs says how it goes on."""
    before = then_of(facts)
    return {
        code: one
        for code, one in growing.items()
        if code in before and not before[code].joined and not before[code].left
    }


def told(finding: Finding, before: Mapping[str, Before], growing: Mapping[str, Growth]) -> Finding:
    """A finding on size with what the network was, where its practices have changed since."""
    code = finding.network or ""
    then = before.get(code)
    if finding.code not in OF_SIZE or then is None or not (then.joined or then.left):
        return finding
    said = f"{finding.detail} {in_between(then, growing.get(code))}"
    return replace(finding, detail=said.strip())


def in_between(then: Before, growth: Growth | None) -> str:
    """What a network was, who joined and left, and how its present practices grew."""
    month = f"{then.day:%B %Y}"
    was = f"It had {grouped(then.patients)} patients in {month}; " if then.patients else ""
    moves = [f"{some(then.joined)} joined"] if then.joined else []
    moves += [f"{some(then.left)} left"] if then.left else []
    said = f"{was}{' and '.join(moves)} since{'' if was else f' {month}'}."
    if growth is None or not growth.patients:
        return said
    verb = "grew" if growth.patients > 0 else "fell"
    return f"{said} The lists of its present practices {verb} by {grouped(abs(growth.patients))}."


def some(names: tuple[str, ...]) -> str:
    """A few practices by name; more are counted."""
    return listed(list(names)) if len(names) <= MOST_NAMED else counted(len(names), "practice")


def is_certain(finding: Finding, facts: SystemFacts) -> bool:
    """Whether enough is held of where a network's patients live to judge neighbours and land."""
    if finding.code not in OF_LAND or not finding.network:
        return True
    return finding.network not in uncertain(facts)


def uncertain(facts: SystemFacts) -> dict[str, Coverage]:
    """The networks of whose patients too few are held by where they live."""
    members: dict[str, list[PracticeAnswer]] = defaultdict(list)
    for one in facts.practices:
        if one.network_code:
            members[one.network_code].append(one)
    found = {code: facts.coverage(group) for code, group in members.items()}
    return {code: one for code, one in found.items() if one is not None and not one.is_certain}


def reasons(facts: SystemFacts) -> dict[str, RationaleAnswer]:
    """The newest written rationale of each network that has one."""
    reasoned = [one.code for one in facts.networks if one.has_rationale]
    return {code: rationales(code, when=facts.when)[0] for code in reasoned}


def about(findings: Iterable[Finding], members: Iterable[PracticeAnswer]) -> tuple[Finding, ...]:
    """The findings about the networks of some practices, or about the practices themselves."""
    inside = list(members)
    codes = {one.code for one in inside}
    nets = {one.network_code for one in inside if one.network_code}
    return tuple(
        f for f in findings if f.network in nets or (not f.network and codes & {*f.practices})
    )
