"""The staff of a network as a viewer may see them: sorted and searched by what is shown only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.workforce.permissions import Seat, seat_of
from openpcn.domains.workforce.queries.staff import StaffAnswer, staff_of, versions_of
from openpcn.engines.reimbursement.facts import FULL_TIME
from openpcn.kernel.when import When
from openpcn.workflows.claims.roles import titles
from openpcn.workflows.pages.show_overview import Overview, show_overview


@dataclass(frozen=True, kw_only=True)
class StaffPage:
    """Everybody in post of a network, in the order asked for."""

    page: Overview
    staff: tuple[StaffAnswer, ...]
    roles: tuple[tuple[str, Decimal], ...]
    """Title and full-time equivalents of each role on the day, for everybody to see."""
    seat: Seat
    when: When
    sort: str
    text: str

    may_record: bool
    """Whether the viewer records for the network or for a practice of it."""

    @property
    def fte(self) -> Decimal:
        """Full-time equivalents that the network claims on the day."""
        return sum((fte for _, fte in self.roles), Decimal(0))


def cost(one: StaffAnswer) -> Decimal:
    """What somebody costs, as far as it is shown: what is not shown sorts as nothing."""
    return -(one.pay.salary + one.pay.on_costs) if one.pay else Decimal(0)


SORTS: dict[str, Callable[[StaffAnswer], Any]] = {
    "role": lambda one: (role_title(one.role), one.post, one.starts_on),
    "name": lambda one: (one.name.casefold(), one.starts_on),
    "post": lambda one: (one.post, one.starts_on),
    "start": lambda one: (one.starts_on, one.post),
    "cost": lambda one: (cost(one), role_title(one.role), one.post),
}


def show_staff(
    viewer: Account | None, code: str, *, when: When, sort: str = "", q: str = ""
) -> StaffPage:
    """The staff of a network whose post, role, employer or name holds every word of `q`."""
    page = show_overview("networks", code, when=when)
    network = page.subject.organisation.id
    seat = seat_of(viewer, network)
    acting = organisations_by_id(seat.acts_for, when=when) if seat.acts_for else {}
    own = {code.upper(), *(one.code for one in page.members)}
    held = staff_of(viewer, network, as_known=when.as_known)
    found = [one for one in held if mentions(one, q)]
    order = sort if sort in SORTS else "role"
    return StaffPage(
        page=page,
        staff=tuple(sorted(found, key=SORTS[order])) if seat.names else (),
        roles=roles_on(held, when.as_at),
        seat=seat,
        when=when,
        sort=order,
        text=q,
        may_record=any(one.code in own for one in acting.values()),
    )


def versions(
    viewer: Account | None, found: StaffPage, held: StaffAnswer
) -> tuple[StaffAnswer, ...]:
    """Every version of a person's time in a post, the newest knowledge first."""
    return versions_of(viewer, found.page.subject.organisation.id, held.key)


def roles_on(held: Sequence[StaffAnswer], day: date) -> tuple[tuple[str, Decimal], ...]:
    """Full-time equivalents by role on a day."""
    found: dict[str, Decimal] = {}
    for one in held:
        if one.is_in_post(day):
            title = role_title(one.role)
            found[title] = found.get(title, Decimal(0)) + one.here / FULL_TIME
    return tuple(sorted(found.items()))


def mentions(one: StaffAnswer, text: str) -> bool:
    """Whether what is shown of somebody holds every word; pay is never searched."""
    told = f"{one.name} {one.reference} {role_title(one.role)} {one.post} {one.employer_name}"
    return all(word in told.casefold() for word in text.casefold().split())


def role_title(code: str) -> str:
    """What a role is called."""
    return titles().get(code, code.replace("_", " ").capitalize())
