"""Who is in post, as a viewer may see it: pay only for employer, payee and approver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.workforce.models import Holding
from openpcn.domains.workforce.permissions import Seat, seat_of
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class PlaceAnswer:
    """Hours that are worked for an organisation."""

    code: str
    name: str
    network_id: int
    hours: Decimal


@dataclass(frozen=True, kw_only=True)
class Pay:
    """What a person costs in a year."""

    salary: Decimal
    on_costs: Decimal


@dataclass(frozen=True, kw_only=True)
class StaffAnswer:
    """Somebody in a post on some terms."""

    id: int
    key: str
    network_id: int
    claimant_id: int
    claimant_code: str
    person_key: str
    """Empty where the viewer may not know who it is."""
    name: str
    reference: str
    role: str
    post: str
    hours: Decimal
    here: Decimal
    """Hours of it that the network asked about claims."""
    area: str
    employer_code: str
    employer_name: str
    places: tuple[PlaceAnswer, ...]
    starts_on: date
    ends_on: date | None
    pay: Pay | None
    """None where the viewer is neither employer, payee nor approver."""
    may_change: bool
    is_borrowed: bool
    """Whether it is another network's post, some of whose hours are claimed here."""
    known_from: datetime
    known_until: datetime | None
    source: str

    def is_in_post(self, day: date) -> bool:
        """Whether the terms hold on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def staff_of(
    viewer: Account | None, network_id: int, *, as_known: datetime | None = None
) -> tuple[StaffAnswer, ...]:
    """Everybody who is, was or will be in a post of a network, by role and post."""
    rows = Holding.objects.filter(counted(as_known)).filter(
        Q(network_id=network_id) | Q(places__network_id=network_id)
    )
    return answers(viewer, network_id, rows.distinct())


def versions_of(viewer: Account | None, network_id: int, key: str) -> tuple[StaffAnswer, ...]:
    """Every version of a person's time in a post, the newest knowledge first."""
    rows = Holding.objects.filter(network_id=network_id, key=key)
    found = answers(viewer, network_id, rows)
    return tuple(sorted(found, key=lambda one: (one.known_from, one.starts_on), reverse=True))


def answers(
    viewer: Account | None, network_id: int, rows: QuerySet[Holding]
) -> tuple[StaffAnswer, ...]:
    """Records as a viewer may see them."""
    held = list(rows.select_related("person").prefetch_related("places"))
    ids = {one.employer_id for one in held} | {one.claimant_id for one in held}
    ids |= {place.organisation_id for one in held for place in one.places.all()}
    named = organisations_by_id(ids, when=When(as_at=timezone.localdate())) if ids else {}
    seats = {
        home: seat_of(viewer, home) for home in {network_id, *(one.network_id for one in held)}
    }
    found = [
        answer(one, network_id, seats[network_id], seats[one.network_id], named) for one in held
    ]
    return tuple(sorted(found, key=lambda one: (one.role, one.post, one.starts_on, one.id)))


def answer(
    held: Holding,
    network_id: int,
    here: Seat,
    home: Seat,
    named: dict[int, OrganisationAnswer],
) -> StaffAnswer:
    """One record; a network that claims some of its hours pays for them, and so sees their pay."""
    places = tuple(
        PlaceAnswer(
            code=named[one.organisation_id].code,
            name=as_written(named[one.organisation_id].name),
            network_id=one.network_id,
            hours=one.hours,
        )
        for one in sorted(held.places.all(), key=lambda one: one.pk)
    )
    is_borrowed = held.network_id != network_id
    sees = home.sees_pay(held) or (is_borrowed and here.sees_all_of(network_id))
    employer = named[held.employer_id]
    return StaffAnswer(
        id=held.pk,
        key=held.key.hex,
        network_id=held.network_id,
        claimant_id=network_id if is_borrowed else held.claimant_id,
        claimant_code=named[held.claimant_id].code,
        person_key=held.person.key.hex if here.names else "",
        name=held.person.name if here.names else "",
        reference=held.reference if here.names else "",
        role=held.role,
        post=held.post,
        hours=held.hours,
        here=hours_for(held, places, network_id),
        area=held.area,
        employer_code=employer.code,
        employer_name=as_written(employer.name),
        places=places,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        pay=Pay(salary=held.salary, on_costs=held.on_costs) if sees else None,
        may_change=home.may_change(held) and held.known_until is None,
        is_borrowed=is_borrowed,
        known_from=held.known_from,
        known_until=held.known_until,
        source=held.source,
    )


def hours_for(held: Holding, places: tuple[PlaceAnswer, ...], network_id: int) -> Decimal:
    """Hours that a network claims: those worked for it, or all where no places are named."""
    if not places:
        return held.hours if held.network_id == network_id else Decimal(0)
    return sum((one.hours for one in places if one.network_id == network_id), Decimal(0))
