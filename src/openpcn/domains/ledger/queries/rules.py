"""How a network shares money out, and which rule is in force for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpcn.domains.ledger.models import Entry, SplitRule
from openpcn.domains.registry.queries.datasets import counted
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class RuleAnswer:
    """One rule, proposed or agreed."""

    id: int
    version: int
    """Of the rules for the same money, in the order in which they start."""
    entitlement: str
    title: str
    agreement: int
    schedule: str
    starts_on: date
    terms: Mapping[str, Any]
    agreed_on: date | None
    source: str
    recorded_by: str


def rules_of(network_id: int, *, when: When) -> list[RuleAnswer]:
    """Every rule of a network as it was known, by what it is for and when it starts.

    Rules are part of the network agreement; who may open a page of them decides its door.
    """
    rows = SplitRule.objects.filter(counted(when.as_known), network_id=network_id)
    found: list[RuleAnswer] = []
    versions: dict[str, int] = {}
    for row in rows.select_related("recorded_by").order_by("entitlement", "starts_on", "id"):
        versions[row.entitlement] = versions.get(row.entitlement, 0) + 1
        found.append(
            RuleAnswer(
                id=row.pk,
                version=versions[row.entitlement],
                entitlement=row.entitlement,
                title=row.title,
                agreement=row.agreement,
                schedule=row.schedule,
                starts_on=row.starts_on,
                terms=row.terms,
                agreed_on=row.agreed_on,
                source=row.source,
                recorded_by=row.recorded_by.get_full_name() or row.recorded_by.get_username(),
            )
        )
    return found


def rules_in_use(network_id: int) -> frozenset[int]:
    """The rules under which something stands as shared out now."""
    rows = Entry.objects.filter(network_id=network_id, rule__isnull=False, reversed_by__isnull=True)
    return frozenset(rows.values_list("rule_id", flat=True))


def rule_for(rules: Iterable[RuleAnswer], entitlement: str, month: date) -> RuleAnswer | None:
    """The agreed rule of a month: that of the entitlement itself before that of everything."""
    held = [one for one in rules if one.agreed_on is not None and one.starts_on <= month]
    for which in (entitlement, ""):
        own = [one for one in held if one.entitlement == which]
        if own:
            return max(own, key=lambda one: one.starts_on)
    return None
