"""The outcomes of an area: from what a system wants to what its networks do, with what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions.ambitions import RECORD
from openpcn.domains.outcomes.queries.ambitions import (
    AmbitionAnswer,
    ambitions,
    ambitions_taken_back,
    keeper_of,
    successors,
)
from openpcn.domains.outcomes.queries.cycles import CycleAnswer, cycles, cycles_taken_back
from openpcn.domains.outcomes.queries.histories import versions_of
from openpcn.domains.registry.permissions import circle_of, may, may_everywhere
from openpcn.domains.registry.queries.dated import TakenBack
from openpcn.domains.registry.queries.versions import Version
from openpcn.engines.spc import expected_on
from openpcn.kernel.errors import NotFound, Refused
from openpcn.kernel.when import When, in_words
from openpcn.workflows.agreements.mine import Scope, may_read, scope_of
from openpcn.workflows.outcomes.levers import LeverReading, TowardsHeadline, towards_headlines
from openpcn.workflows.outcomes.measuring import Measured, measured
from openpcn.workflows.spc_pictures import Statement, statement_of


@dataclass(frozen=True, kw_only=True)
class OneAmbition:
    """An ambition with what was measured and what has to be minded."""

    ambition: AmbitionAnswer
    measured: Measured
    statement: Statement | None
    """What its chart says; None without a reading."""
    expected: Decimal | None
    """By the way to the target, on the day of the latest reading."""
    standing: str
    attention: tuple[str, ...]
    may_record: bool
    cycles: tuple[CycleAnswer, ...] = ()
    cycles_taken_back: tuple[TakenBack, ...] = ()
    depth: int = 0
    """How far beneath the widest ambition that it serves here."""
    serves: AmbitionAnswer | None = None
    served_by: tuple[AmbitionAnswer, ...] = ()
    versions: tuple[Version, ...] = ()
    """All that was ever said of it, the newest first."""


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """The ambitions of an organisation and of all that lies in it and above it."""

    scope: Scope
    ambitions: tuple[OneAmbition, ...]
    """Each under the one that it serves."""
    headlines: tuple[TowardsHeadline, ...]
    cycles: tuple[CycleAnswer, ...]
    """What is and was tried in rapid cycles, the newest first."""
    taken_back: tuple[TakenBack, ...]
    may_record: bool

    @property
    def minded(self) -> tuple[OneAmbition, ...]:
        """Those of which somebody has to see to something."""
        return tuple(one for one in self.ambitions if one.attention)

    @property
    def learnt(self) -> tuple[CycleAnswer, ...]:
        """Those cycles that ended."""
        return tuple(one for one in self.cycles if one.decided)

    @property
    def running(self) -> tuple[CycleAnswer, ...]:
        """Those cycles that are tried now or are to come."""
        return tuple(one for one in self.cycles if not one.decided)


def show_outcomes(viewer: Account | None, code: str, *, when: When) -> Outcomes:
    """The outcomes, for people with a role in the system."""
    scope = scope_of(viewer, code, when=when)
    if not may_read(viewer, scope) and scope.organisation.id not in merged_into(viewer):
        raise Refused(
            "Outcomes are shown to people with a role in this system.",
            next_step="Sign in with an account that has one.",
        )
    found = tuple(of_scope(viewer, scope, when=when))
    return Outcomes(
        scope=scope,
        ambitions=found,
        headlines=headlines(found),
        cycles=tuple(tried(found, when=when)),
        taken_back=tuple(ambitions_taken_back(viewer, scope.within)),
        may_record=may(viewer, RECORD, scope.organisation.id),
    )


def show_ambition(viewer: Account | None, number: int, *, when: When) -> OneAmbition:
    """One ambition; NotFound where it does not stand or is not the viewer's to read."""
    keeper = keeper_of(number)
    circle = circle_of(viewer)
    may_see = may_everywhere(viewer) or keeper in circle | merged_into(viewer)
    held = ambitions([keeper], when=when, number=number) if keeper and may_see else []
    if not held:
        raise NotFound(
            "No such ambition is shown to you.",
            next_step="Look it up among the outcomes; people with a role in its system read them.",
        )
    one = held[0]
    own = made(viewer, one, when=when)
    others = ambitions(circle or {one.organisation_id}, when=when)
    held_cycles = tuple(cycles([number], when=when))
    return replace(
        own,
        attention=(*own.attention, *left_of(held_cycles)),
        serves=next((each for each in others if each.id == one.serves), None),
        served_by=tuple(each for each in others if each.serves == one.id),
        versions=tuple(versions_of(number)),
        cycles=held_cycles,
        cycles_taken_back=tuple(cycles_taken_back(number)) if own.may_record else (),
    )


def left_of(held: Sequence[CycleAnswer]) -> Iterator[str]:
    """Cycles that are tried by somebody who holds no role any more."""
    for one in held:
        if one.is_running and one.owner.has_left:
            yield (
                f"{one.owner.name}, who tries “{one.aim}”, holds no role any more: change the "
                "cycle, or say what was learnt."
            )


def tried(found: Sequence[OneAmbition], *, when: When) -> list[CycleAnswer]:
    """The rapid cycles of some ambitions."""
    return cycles([one.ambition.id for one in found], when=when)


def merged_into(viewer: Account | None) -> set[int]:
    """What was succeeded, whenever that was, by something in the systems of a reader."""
    return set(successors(circle_of(viewer), when=When(as_at=date.max)))


def of_scope(viewer: Account | None, scope: Scope, *, when: When) -> Iterator[OneAmbition]:
    """The ambitions within, and those above that they serve, each under what it serves."""
    merged = successors(scope.within, when=when)
    own = ambitions({*scope.within, *merged}, when=when)
    above = ambitions(scope.over - scope.within, when=when)
    wanted = {one.serves for one in own}
    held = [*own, *(one for one in above if one.id in wanted)]
    numbers = {one.id for one in held}
    roots = [one for one in held if one.serves not in numbers]

    def under(some: Sequence[AmbitionAnswer], depth: int) -> Iterator[OneAmbition]:
        for one in some:
            yield made(viewer, one, when=when, depth=depth)
            yield from under([each for each in held if each.serves == one.id], depth + 1)

    yield from under(roots, 0)


def made(
    viewer: Account | None,
    one: AmbitionAnswer,
    *,
    when: When,
    depth: int = 0,
) -> OneAmbition:
    """An ambition with what is known of it."""
    taken = measured(one, when=when)
    statement = statement_of(taken.chart) if taken.chart else None
    expected = expected_on(way_of(one), statement.latest_on) if statement else None
    return OneAmbition(
        ambition=one,
        measured=taken,
        statement=statement,
        expected=expected,
        standing=standing(one, statement, expected),
        attention=tuple(minded(one, taken, when)),
        may_record=may(viewer, RECORD, one.organisation_id) if viewer else False,
        depth=depth,
    )


def way_of(one: AmbitionAnswer) -> list[tuple[date, Decimal]]:
    """From the baseline over its milestones to the target; milestones outside count no more."""
    inside = [each for each in one.milestones if one.baseline_on < each.on < one.target_on]
    return [
        (one.baseline_on, one.baseline),
        *((each.on, each.value) for each in inside),
        (one.target_on, one.target),
    ]


def expected_by(one: OneAmbition) -> list[tuple[date, Decimal]]:
    """What was expected on the day of each reading, and on each day at which the way bends."""
    days = {each.on for each in one.measured.readings}
    if not days:
        return []
    way = way_of(one.ambition)
    bends = {day for day, _ in way if min(days) <= day <= max(days)}
    told = ((day, expected_on(way, day)) for day in sorted(days | bends))
    return [(day, value) for day, value in told if value is not None]


def standing(one: AmbitionAnswer, said: Statement | None, expected: Decimal | None) -> str:
    """How the latest reading stands to the way, in words; never that something worked."""
    if said is None:
        return "Nothing measured yet"
    if expected is None:
        return "Measured before its baseline only"
    sign = 1 if one.better == "higher" else -1
    if sign * (said.latest - float(one.target)) >= 0:
        return "At or beyond its target"
    if sign * (said.latest - float(expected)) >= 0:
        return "On its way"
    return "Behind its way"


def minded(one: AmbitionAnswer, taken: Measured, when: When) -> Iterator[str]:
    """What somebody has to see to, in order of consequence."""
    if one.closed_on is not None and one.closed_on < when.as_at:
        yield (
            f"{one.organisation_name} closed on {in_words(one.closed_on)}: its readings stay with "
            "it. Begin the ambition anew for the network that its practices are in now."
        )
    if one.owner.has_left:
        yield f"{one.owner.name} owns it and holds no role any more: hand it over."
    if one.target_on <= when.as_at:
        yield (
            f"The day of its target, {in_words(one.target_on)}, has passed: say what was reached, "
            "and describe it with a new target."
        )
    if taken.editions:
        named = ", then ".join(each or "not named" for each in taken.editions)
        yield (
            f"Its readings are of several vintages ({named}): what changed between them may be "
            "the data. Limits begin anew with each."
        )
    if taken.why_none:
        yield taken.why_none


def headlines(found: Sequence[OneAmbition]) -> tuple[TowardsHeadline, ...]:
    """The two headline ambitions of each organisation that has one."""
    return towards_headlines(
        [
            LeverReading(
                organisation_code=one.ambition.organisation_code,
                lever=one.ambition.lever,
                unit=one.ambition.unit,
                baseline=float(one.ambition.baseline),
                baseline_on=one.ambition.baseline_on,
                latest=one.statement.latest,
                latest_on=one.statement.latest_on,
            )
            for one in found
            if one.ambition.lever and one.statement
        ]
    )
