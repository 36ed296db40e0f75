"""What is kept for shared services and was spent of it, and what a payee carries over a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from openpcn.domains.accounts.models import Account
from openpcn.domains.ledger.models import Movement
from openpcn.domains.ledger.queries.entries import known
from openpcn.domains.ledger.vocabulary import READ, READ_OWN, Side
from openpcn.domains.registry.permissions import require
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class ServiceAnswer:
    """The money of one shared service in a contract year, in pence, net of what was reversed."""

    service: str
    carried: int = 0
    """Left of earlier years."""
    kept: int = 0
    """Shared out to it in the year."""
    spent: int = 0

    @property
    def left(self) -> int:
        """What is left of it."""
        return self.carried + self.kept - self.spent


def services_of(
    viewer: Account | None, network_id: int, *, first: date, last: date, when: When
) -> tuple[ServiceAnswer, ...]:
    """The shared services of a network, for those who may read its ledger."""
    require(viewer, READ, network_id)
    return services(network_id, first=first, last=last, when=when)


def services_beside(
    viewer: Account | None,
    practice_id: int,
    network_id: int,
    *,
    first: date,
    last: date,
    when: When,
) -> tuple[ServiceAnswer, ...]:
    """The shared services of a practice's network, for those who may read what it received."""
    require(viewer, READ_OWN, practice_id)
    return services(network_id, first=first, last=last, when=when)


def services(network_id: int, *, first: date, last: date, when: When) -> tuple[ServiceAnswer, ...]:
    """The shared services of a network, by name."""
    found: dict[str, ServiceAnswer] = {}
    rows = Movement.objects.filter(entry__in=known(when).filter(network_id=network_id))
    for one in rows.exclude(service="").select_related("entry").order_by("service", "id"):
        held = found.get(one.service, ServiceAnswer(service=one.service))
        found[one.service] = with_movement(held, one, first=first, last=last)
    return tuple(found.values())


def with_movement(held: ServiceAnswer, one: Movement, *, first: date, last: date) -> ServiceAnswer:
    """A service once one more movement is counted; of earlier years only what is left counts.

    What one payee hands to the next stays with the service.
    """
    sign = 1 if one.to_side == Side.SERVICE else -1
    is_spending = Side.SPENT in (one.from_side, one.to_side)
    day = one.entry.month or one.entry.on
    if day > last or one.from_side == one.to_side:
        return held
    if day < first:
        return replace(held, carried=held.carried + sign * one.pence)
    if is_spending:
        return replace(held, spent=held.spent - sign * one.pence)
    return replace(held, kept=held.kept + sign * one.pence)


def carried_by_payee(viewer: Account | None, network_id: int, *, first: date, when: When) -> int:
    """Pence that nominated payees still hold of earlier years."""
    require(viewer, READ, network_id)
    rows = Movement.objects.filter(entry__in=known(when).filter(network_id=network_id))
    return sum(
        one.pence * ((one.to_side == Side.PAYEE) - (one.from_side == Side.PAYEE))
        for one in rows.select_related("entry")
        if (one.entry.month or one.entry.on) < first
    )
