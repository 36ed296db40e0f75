"""Keep what the commissioner told: maxima, the staff of 2019, and the last day for claims."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.facts import put, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.permissions import NotAllowed
from openpcn.domains.registry.vocabulary import Kind
from openpcn.domains.workforce.models import Baseline, LastDay, RecordedMaximum
from openpcn.domains.workforce.permissions import CLAIM, seat_of
from openpcn.domains.workforce.vocabulary import Area
from openpcn.kernel.errors import NotFound, NotRight

MOST = Decimal(1_000_000)
MOST_FTE = 500
PENCE = Decimal("0.01")


@transaction.atomic
def record_maximum(
    *,
    network: str,
    role: str,
    area: str = "",
    pounds: Decimal,
    starts_on: date,
    ends_on: date,
    source: str,
    by: Account,
) -> int:
    """Record the most for one full-time equivalent of a role from a day on."""
    where = the_network(network, by=by)
    check_days(starts_on, ends_on)
    if not pounds.is_finite() or not 0 < pounds <= MOST or area not in Area.values:
        raise NotRight(
            f"£{pounds:,} is no maximum of a role.", next_step="Give pounds for a whole year."
        )
    if starts_on.day != 1:
        raise NotRight(
            "A maximum counts for whole months.", next_step="Give the first day of a month."
        )
    now = timezone.now()
    RecordedMaximum.objects.filter(
        network=where, role=role, area=area, starts_on=starts_on, known_until__isnull=True
    ).update(known_until=now)
    made = RecordedMaximum.objects.create(
        network=where,
        role=role,
        area=area,
        pounds=pounds.quantize(PENCE),
        starts_on=starts_on,
        ends_on=ends_on,
        source=some_text(source, "The source", longest=300),
        known_from=now,
        recorded_by=by,
    )
    record_event("recorded a maximum", made, by=by, detail={"network": network, "role": role})
    return int(made.pk)


@transaction.atomic
def withdraw_maximum(maximum_id: int, *, by: Account) -> None:
    """Take back a maximum that was recorded by mistake."""
    found = RecordedMaximum.objects.filter(id=maximum_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such maximum stands now.", next_step="Go back to the claims.")
    must_tell(by, found.network_id)
    found.known_until = timezone.now()
    found.save(update_fields=["known_until"])
    record_event("withdrew a maximum", found, by=by)


@transaction.atomic
def record_last_day(*, network: str, year: str, last_on: date, source: str, by: Account) -> int:
    """Record until when claims of a contract year are taken."""
    where = the_network(network, by=by)
    check_days(last_on)
    now = timezone.now()
    LastDay.objects.filter(network=where, year=year, known_until__isnull=True).update(
        known_until=now
    )
    made = LastDay.objects.create(
        network=where,
        year=year,
        last_on=last_on,
        source=some_text(source, "The source", longest=300),
        known_from=now,
        recorded_by=by,
    )
    record_event("recorded a last day for claims", made, by=by, detail={"network": network})
    return int(made.pk)


@transaction.atomic
def record_baseline(*, network: str, role: str, fte: Decimal, source: str, by: Account) -> int:
    """Record who of a role was in post on 31 March 2019, in place of what was told before."""
    where = the_network(network, by=by)
    if not fte.is_finite() or not 0 < fte <= MOST_FTE:
        raise NotRight(
            f"{fte} is no number of full-time equivalents.",
            next_step=f"Give more than 0, and at most {MOST_FTE}.",
        )
    facts = {"fte": fte.quantize(PENCE), "source": some_text(source, "The source", longest=300)}
    made = put(Baseline, {"network": where, "role": role}, by=by, **facts)
    record_event("recorded a baseline", made, by=by, detail={"network": network, "role": role})
    return int(made.pk)


@transaction.atomic
def withdraw_baseline(baseline_id: int, *, by: Account) -> None:
    """Take back a baseline that was recorded by mistake."""
    found = the_current(Baseline, baseline_id, "baseline")
    must_tell(by, found.network_id)
    take_back(found)
    record_event("withdrew a baseline", found, by=by)


def the_network(code: str, *, by: Account) -> Organisation:
    """A network for which `by` claims or approves."""
    where = the(code, Kind.NETWORK)
    must_tell(by, where.pk)
    return where


def must_tell(by: Account, network_id: int) -> None:
    """Refuse unless the account claims for the network or approves."""
    if not seat_of(by, network_id).sees_all_of(network_id):
        raise NotAllowed(CLAIM)
