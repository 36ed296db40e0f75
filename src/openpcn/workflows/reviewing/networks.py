"""The review of today's networks, or of any day's, within any part of the structure."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.registry.queries.organisations import (
    get_organisation,
    organisations_of_kind,
)
from openpcn.domains.registry.queries.people import RationaleAnswer
from openpcn.domains.registry.queries.structure import parents, practices, systems
from openpcn.engines.formation.review import Finding
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When, in_words
from openpcn.workflows.facts.show_facts import system_facts
from openpcn.workflows.reviewing.system import about, review_system


@dataclass(frozen=True, kw_only=True)
class ReviewAnswer:
    """What was judged, by which neighbour rule, and what needs attention."""

    within: str
    practices: int
    networks: int
    neighbour_rule: str
    findings: tuple[Finding, ...]
    rationales: dict[str, RationaleAnswer]
    """By network outside the band that has one."""


def review_networks(
    *, when: When, within: str | None = None, at_most: int | None = None
) -> tuple[ReviewAnswer, ...]:
    """One answer for each system that is asked about: the one named or lain in, or all.

    `at_most` is how many systems may be asked about at once, where nobody can wait for all.
    """
    codes = systems_of(within, when=when) if within else [one.code for one in systems(when=when)]
    if not codes:
        raise NotPossible(
            f"No system had practices on {in_words(when.as_at)}, as far as is held.",
            next_step="Ask about another day, or load files for that one.",
        )
    if at_most is not None and len(codes) > at_most:
        raise NotPossible(
            f"{len(codes)} systems would be reviewed; {at_most} can be asked about at once.",
            next_step="Name a system, a place or a network, for example QK1.",
        )
    inside = within if within and len(codes) == 1 else None
    return tuple(review_one(code, inside or code, when=when) for code in codes)


def systems_of(within: str, *, when: When) -> list[str]:
    """The system that an organisation is or lies in; of a region, all that lie in it."""
    organisation = get_organisation(within, when=when)
    if organisation.kind == "region":
        return [one.code for one in organisations_of_kind("icb", when=when, within=within)]
    around = (organisation, *parents(within, when=when))
    return [one.code for one in around if one.kind == "icb"]


def review_one(system: str, within: str, *, when: When) -> ReviewAnswer:
    """The findings of one system, or of the part of it that was asked about."""
    facts = system_facts(system, when=when)
    reviewed = review_system(facts)
    members = practices(when=when, within=within)
    inside = {one.network_code for one in members if one.network_code}
    return ReviewAnswer(
        within=within,
        practices=len(members),
        networks=len(inside),
        neighbour_rule=facts.ground.neighbour_rule,
        findings=about(reviewed.findings, members),
        rationales={code: why for code, why in reviewed.rationales.items() if code in inside},
    )
