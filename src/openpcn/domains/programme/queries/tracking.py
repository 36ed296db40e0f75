"""Checks of plans in networks, and how networks meet requirements, on a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.models import Account
from openpcn.domains.programme.models import Answer, Check
from openpcn.domains.programme.owners import OwnerAnswer, owners
from openpcn.domains.registry.queries.datasets import counted
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class CheckAnswer:
    """What somebody found when they looked how far a network has made a plan its own."""

    id: int
    plan_id: int
    network_id: int
    checked_on: date
    embedded: str
    embedded_words: str
    checked_by: OwnerAnswer
    evidence: str


@dataclass(frozen=True, kw_only=True)
class Met:
    """How a network meets a requirement, on the day."""

    version: int
    """Which of all that was ever said of it this is."""
    requirement: str
    network_id: int
    owner: OwnerAnswer
    evidence: str
    answered_on: date
    due_on: date | None
    signed_by: OwnerAnswer | None
    signed_on: date | None
    """Empty where it was not signed off by the day."""


def checks_of(
    plan_ids: Collection[int], *, when: When, viewer: Account | None
) -> dict[tuple[int, int], list[CheckAnswer]]:
    """By plan and network: every check made by the day, the newest first."""
    rows = list(
        Check.objects.filter(
            counted(when.as_known), plan_id__in=plan_ids, checked_on__lte=when.as_at
        ).order_by("-checked_on", "-id")
    )
    who = owners({(row.checked_by_id, row.network_id) for row in rows}, viewer=viewer, when=when)
    found: dict[tuple[int, int], list[CheckAnswer]] = {}
    for row in rows:
        found.setdefault((row.plan_id, row.network_id), []).append(
            CheckAnswer(
                id=row.pk,
                plan_id=row.plan_id,
                network_id=row.network_id,
                checked_on=row.checked_on,
                embedded=row.embedded,
                embedded_words=row.get_embedded_display(),
                checked_by=who[row.checked_by_id, row.network_id],
                evidence=row.evidence,
            )
        )
    return found


def answers_of(
    network_ids: Collection[int], *, when: When, viewer: Account | None
) -> Mapping[tuple[str, int], Met]:
    """By requirement and network: what the network had said by the day."""
    rows = list(
        Answer.objects.filter(
            counted(when.as_known), network_id__in=network_ids, answered_on__lte=when.as_at
        )
    )
    wanted = {(row.owner_id, row.network_id) for row in rows}
    wanted |= {(row.signed_by_id, row.network_id) for row in rows if row.signed_by_id is not None}
    who = owners(wanted, viewer=viewer, when=when)
    return {
        (row.requirement, row.network_id): met_from(row, who, is_signed=signed_by(row, when.as_at))
        for row in rows
    }


def signed_by(row: Answer, day: date) -> bool:
    """Whether it was signed off by a day."""
    return row.signed_on is not None and row.signed_on <= day


def met_from(row: Answer, who: Mapping[tuple[int, int], OwnerAnswer], *, is_signed: bool) -> Met:
    """How a network meets a requirement."""
    return Met(
        version=row.pk,
        requirement=row.requirement,
        network_id=row.network_id,
        owner=who[row.owner_id, row.network_id],
        evidence=row.evidence,
        answered_on=row.answered_on,
        due_on=row.due_on,
        signed_by=who[row.signed_by_id, row.network_id]
        if is_signed and row.signed_by_id is not None
        else None,
        signed_on=row.signed_on if is_signed else None,
    )
