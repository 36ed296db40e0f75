"""The sessions of a network, as they were known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from openpcn.domains.agreements.actions.hours import planned_minutes
from openpcn.domains.agreements.models import AccessSession
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class SessionAnswer:
    """One session: planned, and what was delivered."""

    id: int
    on: date
    starts_at: time
    ends_at: time
    clinicians: int
    held_at_code: str
    held_at_name: str
    mode: str
    mode_words: str
    planned_minutes: int
    delivered_minutes: int | None
    reason: str


def sessions_of(network_id: int, *, first: date, last: date, when: When) -> list[SessionAnswer]:
    """The sessions from a day to a day, in order."""
    rows = list(
        AccessSession.objects.filter(
            counted(when.as_known), network_id=network_id, on__gte=first, on__lte=last
        ).order_by("on", "starts_at", "id")
    )
    named = organisations_by_id({row.held_at_id for row in rows}, when=when) if rows else {}
    return [
        SessionAnswer(
            id=row.pk,
            on=row.on,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            clinicians=row.clinicians,
            held_at_code=named[row.held_at_id].code if row.held_at_id in named else "",
            held_at_name=named[row.held_at_id].name if row.held_at_id in named else "",
            mode=row.mode,
            mode_words=row.get_mode_display(),
            planned_minutes=planned_minutes(row),
            delivered_minutes=row.delivered_minutes,
            reason=row.reason,
        )
        for row in rows
    ]
