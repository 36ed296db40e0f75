"""Plan sessions of enhanced access, record what was delivered, and take both back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.models import AccessSession
from openpcn.domains.agreements.vocabulary import Mode
from openpcn.domains.registry.actions.facts import correct, keep, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words

RECORD = "agreements.record_hours"
MOST_WEEKS = 53
MOST_CLINICIANS = 50


@transaction.atomic
def plan_sessions(
    *,
    network: str,
    held_at: str,
    on: date,
    starts_at: time,
    ends_at: time,
    clinicians: int,
    mode: str,
    weeks: int = 1,
    shortest: int,
    by: Account,
) -> int:
    """Plan a session on a day, and on the same day of the following weeks; how many were made.

    `shortest` is the least number of minutes that a session may last.
    """
    which = the(network, Kind.NETWORK)
    require(by, RECORD, which)
    where = the(held_at)
    check_days(on)
    check_session(starts_at, ends_at, clinicians, mode, shortest)
    if not 1 <= weeks <= MOST_WEEKS:
        raise NotRight(
            f"{weeks} weeks cannot be planned at once.", next_step=f"Plan 1 to {MOST_WEEKS}."
        )
    days = [on + timedelta(weeks=each) for each in range(weeks)]
    same = AccessSession.objects.filter(
        known_until__isnull=True, network=which, held_at=where, starts_at=starts_at, on__in=days
    )
    if (held := same.order_by("on").first()) is not None:
        raise NotPossible(
            f"A session at {starts_at:%H:%M} on {in_words(held.on)} is planned there already.",
            next_step="Choose another time, or take that one back first.",
        )
    for day in days:
        keep(
            AccessSession,
            by=by,
            network=which,
            held_at=where,
            on=day,
            starts_at=starts_at,
            ends_at=ends_at,
            clinicians=clinicians,
            mode=mode,
        )
    detail = {"from": on.isoformat(), "weeks": weeks}
    record_event("planned sessions", which, by=by, detail=detail)
    return len(days)


@transaction.atomic
def record_delivered(number: int, *, minutes: int, reason: str = "", by: Account) -> None:
    """Record how many minutes a session delivered; less than planned has a reason."""
    held = the_current(AccessSession, number, "session")
    require(by, RECORD, held.network_id)
    if held.on > timezone.localdate():
        raise NotRight(
            f"The session is on {in_words(held.on)}.", next_step="Record it once it was held."
        )
    planned = planned_minutes(held)
    if not 0 <= minutes <= 2 * planned:
        raise NotRight(
            f"{minutes:,} minutes were not delivered in a session of {planned:,}.",
            next_step=f"Enter 0 to {2 * planned:,}.",
        )
    said = some_text(reason, "The reason", longest=300) if minutes < planned else ""
    made = correct(held, by=by, delivered_minutes=minutes, reason=said)
    record_event("recorded a session", made, by=by, detail={"minutes": minutes})


@transaction.atomic
def record_as_planned(*, network: str, first: date, last: date, by: Account) -> int:
    """Record every session from a day to a day that has been held as delivered as planned."""
    which = the(network, Kind.NETWORK)
    require(by, RECORD, which)
    until = min(last, timezone.localdate())
    held = AccessSession.objects.select_for_update().filter(
        known_until__isnull=True,
        network=which,
        delivered_minutes__isnull=True,
        on__gte=first,
        on__lte=until,
    )
    rows = list(held)
    for one in rows:
        correct(one, by=by, delivered_minutes=planned_minutes(one))
    record_event("recorded sessions as planned", which, by=by, detail={"sessions": len(rows)})
    return len(rows)


@transaction.atomic
def clear_delivered(number: int, *, by: Account) -> None:
    """Take back what was recorded as delivered; the session stays planned."""
    held = the_current(AccessSession, number, "session")
    require(by, RECORD, held.network_id)
    made = correct(held, by=by, delivered_minutes=None, reason="")
    record_event("took back what a session delivered", made, by=by)


@transaction.atomic
def withdraw_session(number: int, *, by: Account) -> None:
    """Take back a session that was planned by mistake or falls out."""
    held = the_current(AccessSession, number, "session")
    require(by, RECORD, held.network_id)
    take_back(held)
    record_event("withdrew a session", held, by=by)


def check_session(
    starts_at: time, ends_at: time, clinicians: int, mode: str, shortest: int
) -> None:
    """Refuse sessions that nobody can hold."""
    lasts = minutes_of(starts_at, ends_at)
    if lasts < shortest:
        raise NotRight(
            f"A session from {starts_at:%H:%M} to {ends_at:%H:%M} lasts less than "
            f"{shortest} minutes.",
            next_step="Let it end later.",
        )
    if not 1 <= clinicians <= MOST_CLINICIANS:
        raise NotRight(
            f"{clinicians} clinicians do not hold a session.",
            next_step=f"Enter 1 to {MOST_CLINICIANS}.",
        )
    if mode not in Mode.values:
        raise NotRight("No session is held so.", next_step="Choose one of the list.")


def planned_minutes(held: AccessSession) -> int:
    """Minutes of all clinicians together."""
    return minutes_of(held.starts_at, held.ends_at) * held.clinicians


def minutes_of(starts_at: time, ends_at: time) -> int:
    """Minutes from one time to another on a day; below nought where it ends before it starts."""
    day = date.min
    lasts = datetime.combine(day, ends_at) - datetime.combine(day, starts_at)
    return int(lasts.total_seconds() // 60)
