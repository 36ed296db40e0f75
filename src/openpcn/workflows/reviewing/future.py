"""What a future would newly bring to attention, beside the networks of today."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.registry.queries.drafts import FutureAnswer
from openpcn.domains.registry.queries.structure import networks
from openpcn.engines.formation.review import Brief, Finding, Practice, Rationale, review
from openpcn.kernel.names import as_written
from openpcn.kernel.new_networks import MOST, NEW, new_network_name
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import SystemFacts, system_facts
from openpcn.workflows.reviewing.networks import systems_of
from openpcn.workflows.reviewing.system import LARGEST, SMALLEST, names_in, reasons


@dataclass(frozen=True, kw_only=True)
class Newly:
    """A finding that the future brings, about the network that it names."""

    name: str
    patients: int
    finding: Finding


def review_future(future: FutureAnswer, *, when: When) -> tuple[Newly, ...]:
    """Findings of size, places and neighbours that are new or graver than today's."""
    return tuple(
        warning
        for system in systems_of(future.within_code, when=when)
        for warning in _in_system(future, system_facts(system, when=when))
    )


def networks_to_join(future: FutureAnswer, *, when: When) -> list[tuple[str, str]]:
    """Code and name of every network of the systems that the future lies in, and a new one."""
    held = {
        one.code: as_written(one.name)
        for system in systems_of(future.within_code, when=when)
        for one in networks(when=when, within=system)
    }
    new = [change.network_code or "" for change in future.changes if change.is_new]
    free = next(f"{NEW}{n}" for n in range(1, MOST + 1) if f"{NEW}{n}" not in new)
    coming = [(code, new_network_name(code)) for code in sorted({*new, free})]
    return [*sorted(held.items(), key=lambda pair: (pair[1], pair[0])), *coming]


def _in_system(future: FutureAnswer, facts: SystemFacts) -> list[Newly]:
    after = dict(facts.network_of)
    names = names_in(facts)
    for change in future.changes:
        after.pop(change.practice_code, None)
        if change.network_code:
            after[change.practice_code] = change.network_code
            names.setdefault(change.network_code, as_written(change.network_name or ""))
    codes = {one.code for one in facts.practices}
    after = {code: network for code, network in after.items() if code in codes}
    held = {_what(one): one.amount for one in _judged(facts, facts.network_of, names)}
    patients = {one.code: one.patients or 0 for one in facts.practices}
    return [
        Newly(
            name=names.get(finding.network or "", ""),
            patients=sum(patients[code] for code in after if after[code] == finding.network),
            finding=finding,
        )
        for finding in _judged(facts, after, names)
        if finding.amount > held.get(_what(finding), 0)
    ]


def _what(finding: Finding) -> tuple[object, ...]:
    """What two findings must share to be the same, by more or by less."""
    about = finding.practices if finding.network is None else ()
    return finding.code, finding.network, finding.areas, about


def _judged(
    facts: SystemFacts, network_of: dict[str, str], names: dict[str, str]
) -> tuple[Finding, ...]:
    brief = Brief(
        smallest=SMALLEST,
        largest=LARGEST,
        neighbours=facts.ground.neighbours,
        neighbour_rule=facts.ground.neighbour_rule,
        names=names,
        rationales={
            code: Rationale(text=one.text, signed_by=one.signed_by, signed_on=one.signed_on)
            for code, one in reasons(facts).items()
        },
    )
    practices = [
        Practice(
            code=one.code,
            name=as_written(one.name),
            registered_patients=one.patients,
            point=facts.ground.points.get(one.code),
            place=one.place_code,
            system=one.system_code,
        )
        for one in facts.practices
    ]
    return review(practices, network_of, brief)
