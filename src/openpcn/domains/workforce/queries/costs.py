"""What claims are worked out from: every term of a network with its pay, for workflows only.

Nothing of it leaves without being asked of `staff_of` for a viewer: answers that are made of it
carry the key of each record, and the workflow shows amounts only where the viewer sees its pay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.workforce.models import Baseline, Holding, LastDay, RecordedMaximum


@dataclass(frozen=True, kw_only=True)
class CostAnswer:
    """A term with its pay."""

    id: int
    person: str
    role: str
    post: str
    hours: Decimal
    here: Decimal
    salary: Decimal
    on_costs: Decimal
    area: str
    starts_on: date
    ends_on: date | None
    claimant_id: int
    """Who claims the hours that count here."""


@dataclass(frozen=True, kw_only=True)
class MaximumAnswer:
    """The most for a role, as the commissioner told it."""

    id: int
    role: str
    area: str
    area_words: str
    pounds: Decimal
    starts_on: date
    ends_on: date
    source: str
    known_from: datetime


@dataclass(frozen=True, kw_only=True)
class BaselineAnswer:
    """Staff of a role who were in post on 31 March 2019."""

    id: int
    role: str
    fte: Decimal
    source: str


@dataclass(frozen=True, kw_only=True)
class LastDayAnswer:
    """Until when claims of a year are taken."""

    last_on: date
    source: str


def costs_of(network_id: int, *, as_known: datetime | None = None) -> list[CostAnswer]:
    """Every term of which a network claims some hours."""
    rows = Holding.objects.filter(counted(as_known)).filter(
        Q(network_id=network_id) | Q(places__network_id=network_id)
    )
    found = []
    for one in rows.distinct().select_related("person").prefetch_related("places"):
        places = list(one.places.all())
        here = sum((each.hours for each in places if each.network_id == network_id), Decimal(0))
        if not places and one.network_id == network_id:
            here = one.hours
        if here:
            found.append(cost(one, here, network_id))
    return found


def cost(held: Holding, here: Decimal, network_id: int) -> CostAnswer:
    """One term."""
    return CostAnswer(
        id=held.pk,
        person=held.person.key.hex,
        role=held.role,
        post=held.post,
        hours=held.hours,
        here=here,
        salary=held.salary,
        on_costs=held.on_costs,
        area=held.area,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        claimant_id=held.claimant_id if held.network_id == network_id else network_id,
    )


def recorded_maxima(
    network_id: int, *, as_known: datetime | None = None
) -> tuple[MaximumAnswer, ...]:
    """Maxima as they were told to a network, the earliest first."""
    rows = RecordedMaximum.objects.filter(counted(as_known), network_id=network_id)
    return tuple(
        MaximumAnswer(
            id=row.pk,
            role=row.role,
            area=row.area,
            area_words=row.get_area_display(),
            pounds=row.pounds,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            source=row.source,
            known_from=row.known_from,
        )
        for row in rows.order_by("starts_on", "role", "id")
    )


def recorded_baselines(
    network_id: int, *, as_known: datetime | None = None
) -> tuple[BaselineAnswer, ...]:
    """The staff of 2019 of a network, by role."""
    rows = Baseline.objects.filter(counted(as_known), network_id=network_id).order_by("role")
    return tuple(
        BaselineAnswer(id=row.pk, role=row.role, fte=row.fte, source=row.source) for row in rows
    )


def last_day(
    network_id: int, year: str, *, as_known: datetime | None = None
) -> LastDayAnswer | None:
    """The last day for claims of a year, where somebody recorded it."""
    row = LastDay.objects.filter(counted(as_known), network_id=network_id, year=year).first()
    return None if row is None else LastDayAnswer(last_on=row.last_on, source=row.source)
