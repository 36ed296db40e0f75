"""Ambitions in words and numbers, as a report says them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.kernel.when import When
from openpcn.workflows.agreements.mine import scope_of
from openpcn.workflows.outcomes.measuring import BEHIND
from openpcn.workflows.outcomes.show_outcomes import OneAmbition, of_scope


@dataclass(frozen=True, kw_only=True)
class OutcomeStatement:
    """One ambition in words and numbers, as a report says it."""

    organisation_code: str
    organisation_name: str
    title: str
    unit: str
    owner: str
    owner_has_left: bool
    baseline: Decimal
    baseline_on: date
    target: Decimal
    target_on: date
    latest: float | None
    latest_on: date | None
    expected: Decimal | None
    standing: str
    variation: str
    assurance: str
    caution: str
    attention: tuple[str, ...]
    claims: tuple[str, ...]
    """Each with what its evaluation found, and what it says of harm."""
    source: str


def outcome_statements(code: str, *, when: When) -> tuple[OutcomeStatement, ...]:
    """The ambitions of an organisation and of what lies in it, for a report that may say them.

    The caller has asked whether the reader may see them.
    """
    scope = scope_of(None, code, when=when)
    found = [one for one in of_scope(None, scope, when=when)
             if one.ambition.organisation_id not in scope.over - scope.within]  # fmt: skip
    return tuple(stated(one) for one in found)


def stated(one: OneAmbition) -> OutcomeStatement:
    """An ambition as a report says it."""
    held, said = one.ambition, one.statement
    return OutcomeStatement(
        organisation_code=held.organisation_code,
        organisation_name=held.organisation_name,
        title=held.title,
        unit=BEHIND[held.unit].strip() or "number",
        owner=held.owner.name,
        owner_has_left=held.owner.has_left,
        baseline=held.baseline,
        baseline_on=held.baseline_on,
        target=held.target,
        target_on=held.target_on,
        latest=said.latest if said else None,
        latest_on=said.latest_on if said else None,
        expected=one.expected,
        standing=one.standing,
        variation=said.variation if said else "Not known: nothing measured yet",
        assurance=said.assurance if said else "Not known: nothing measured yet",
        caution=said.caution if said else "",
        attention=one.attention,
        claims=tuple(f"{each.words} {each.finding} {each.harm}" for each in held.claims),
        source=held.source,
    )
