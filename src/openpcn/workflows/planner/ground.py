"""What every plan of an area stands on: its practices, today's networks, and how to measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.registry.queries.structure import PracticeAnswer, parents, systems
from openpcn.engines.formation.measuring import Situation, Terrain
from openpcn.engines.formation.review import Brief, Practice, Rationale
from openpcn.engines.geography.distances import DETOUR
from openpcn.engines.geography.overlap import ELSEWHERE, NOT_KNOWN
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.new_networks import MOST, NEW
from openpcn.kernel.when import When, in_words
from openpcn.workflows.facts.show_facts import SystemFacts, inputs_of, system_facts
from openpcn.workflows.reviewing.system import LARGEST, SMALLEST, names_in, reasons

STANDS_FOR = (
    ("neighbourhood", "neighbourhood"),
    ("council", "council"),
    ("ward25", "ward"),
    ("ward24", "ward"),
)
"""What patients are compared by: neighbourhoods, or what stands for one."""
PRACTICE_STAFF = "workforce-fte"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The area of a plan on a day."""

    area: OrganisationAnswer
    system: OrganisationAnswer
    facts: SystemFacts
    situation: Situation
    inside: frozenset[str]
    """Practices of the area; the situation has those of the whole system."""
    neighbourhood_word: str
    """neighbourhood, or what stands for one; empty where none are held."""
    lived_on: date | None
    """Day of the registrations by area."""
    terrain: Terrain
    """The situation made ready; it keeps what it has worked out."""
    practices: Mapping[str, PracticeAnswer] = field(default_factory=dict)
    """Every practice of the system, by code."""
    practice_staff: Mapping[str, float] = field(default_factory=dict)
    """Published full-time equivalent by practice, where it is held."""
    practice_staff_on: date | None = None

    @property
    def when(self) -> When:
        """The day of the plan."""
        return self.facts.when

    @property
    def networks(self) -> tuple[str, ...]:
        """Networks of the system that the area's practices are in, by name."""
        found = {self.situation.today[code] for code in self.inside & self.situation.today.keys()}
        return tuple(sorted(found, key=lambda code: (self.name(code), code)))

    def name(self, code: str) -> str:
        """What a network or a practice is called."""
        if code.startswith(NEW):
            return f"New network {code.removeprefix(NEW)}"
        practice = self.practices.get(code)
        return as_written(practice.name) if practice else self.situation.brief.name(code)


def area_choice(when: When) -> tuple[tuple[str, str], ...]:
    """The systems that a plan could be about."""
    return tuple((one.code, as_written(one.name)) for one in systems(when=when))


def ground_of(
    within: str, *, when: When, smallest: int = SMALLEST, largest: int = LARGEST
) -> Ground:
    """The ground of a plan for a system, a place or the place of a network or practice."""
    area = get_organisation(within, when=when)
    system = area if area.kind == "icb" else _system_around(area, when)
    asked = (area.code, inputs_of(system.code, when=when), smallest, largest)
    return _ground(repr(asked), area, system, when, (smallest, largest))


def _ground(
    asked: str,
    area: OrganisationAnswer,
    system: OrganisationAnswer,
    when: When,
    band: tuple[int, int],
) -> Ground:
    """The same, held in memory: a practice is moved by hand many times in a minute."""
    if asked not in _HELD:
        if len(_HELD) >= MOST_HELD:
            _HELD.pop(next(iter(_HELD)))
        _HELD[asked] = _gather(area, system, when, *band)
    return _HELD[asked]


_HELD: dict[str, Ground] = {}
MOST_HELD = 4
"""Areas held in memory by each server process."""


def _gather(
    area: OrganisationAnswer, system: OrganisationAnswer, when: When, smallest: int, largest: int
) -> Ground:
    facts = system_facts(system.code, when=when)
    staff, staff_on = _practice_staff(facts)
    word, lives_in = _lives_in(facts)
    situation = Situation(
        practices=_practices(facts),
        today=facts.network_of,
        brief=_brief(facts, smallest, largest),
        lives_in=lives_in,
        deprived={c: (s.part, s.whole) for c, s in facts.ground.residence.deprived.items()},
    )
    return Ground(
        area=area,
        system=system,
        facts=facts,
        situation=situation,
        inside=frozenset(_inside(area, facts)),
        neighbourhood_word=word,
        lived_on=facts.ground.residence.on,
        terrain=Terrain(situation),
        practices={one.code: one for one in facts.practices},
        practice_staff=staff,
        practice_staff_on=staff_on,
    )


def _practice_staff(facts: SystemFacts) -> tuple[dict[str, float], date | None]:
    """Staff of practices over all roles, with the last day of the newest period."""
    codes = [one.code for one in facts.practices]
    held = figures(PRACTICE_STAFF, subject_kind="practice", subject_codes=codes, when=facts.when)
    total: dict[str, float] = defaultdict(float)
    for one in held:
        total[one.subject_code] += one.value or 0.0
    return dict(total), max((one.ends_on for one in held), default=None)


def networks_asked(ground: Ground, codes: Sequence[str]) -> tuple[str, ...]:
    """The networks that somebody asks about, each once; an unknown one is refused."""
    known = set(ground.situation.today.values())
    for code in codes:
        if code not in known:
            raise NotRight(
                f"{code[:20]} is no network of {as_written(ground.system.name)} on "
                f"{in_words(ground.when.as_at)}.",
                next_step="Choose one of the list.",
            )
    return tuple(dict.fromkeys(codes))


def plan_asked(ground: Ground, network_of: Mapping[str, str]) -> dict[str, str]:
    """A grouping as somebody gives it; unknown practices and missing ones are refused."""
    known = {one.code for one in ground.situation.practices}
    if unknown := sorted(network_of.keys() - known):
        raise NotRight(
            f"{unknown[0][:20]} is not among the practices of {as_written(ground.system.name)} on "
            f"{in_words(ground.when.as_at)}.",
            next_step="Take it out of the plan, or ask about another day.",
        )
    if missing := sorted(ground.situation.today.keys() - network_of.keys()):
        raise NotRight(
            f"The plan says nothing about {ground.name(missing[0])} ({missing[0]}).",
            next_step="Give every practice a network.",
        )
    return dict(network_of)


def _system_around(area: OrganisationAnswer, when: When) -> OrganisationAnswer:
    found = next((one for one in parents(area.code, when=when) if one.kind == "icb"), None)
    if found is None:
        raise NotPossible(
            f"{as_written(area.name)} lies in no system on {in_words(when.as_at)}.",
            next_step="Choose a system, a place, or another day.",
        )
    return found


def _inside(area: OrganisationAnswer, facts: SystemFacts) -> list[str]:
    match area.kind:
        case "icb":
            return [one.code for one in facts.practices]
        case "network":
            return [one.code for one in facts.practices if one.network_code == area.code]
        case "practice":
            return [one.code for one in facts.practices if one.code == area.code]
        case _:
            return [one.code for one in facts.practices if one.place_code == area.code]


def _practices(facts: SystemFacts) -> tuple[Practice, ...]:
    return tuple(
        Practice(
            code=one.code,
            name=as_written(one.name),
            registered_patients=one.patients,
            point=facts.ground.points.get(one.code),
            place=one.place_code,
            system=one.system_code,
        )
        for one in facts.practices
    )


def _brief(facts: SystemFacts, smallest: int, largest: int) -> Brief:
    named = names_in(facts)
    if smallest > largest:
        raise NotRight(
            f"The smallest size {smallest:,} is above the largest size {largest:,}.",
            next_step="Exchange them, or lower the smallest.",
        )
    held = {
        code: Rationale(text=one.text, signed_by=one.signed_by, signed_on=one.signed_on)
        for code, one in reasons(facts).items()
    }
    return Brief(
        smallest=smallest,
        largest=largest,
        neighbours=facts.ground.neighbours,
        neighbour_rule=facts.ground.neighbour_rule,
        names=named | {f"{NEW}{n}": f"New network {n}" for n in range(1, MOST + 1)},
        rationales=held,
        detour=DETOUR,
    )


def _lives_in(facts: SystemFacts) -> tuple[str, dict[str, dict[str, int]]]:
    held = facts.ground.residence.lives_in
    for kind, word in STANDS_FOR:
        if held.get(kind):
            living = {
                practice: {
                    part.code: part.patients
                    for part in parts
                    if part.code not in (ELSEWHERE, NOT_KNOWN)
                }
                for practice, parts in held[kind].items()
            }
            return word, living
    return "", {}
