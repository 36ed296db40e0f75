"""Moves of activity of a network, place or system: what should follow, what did, and the gap."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.ledger.queries.entries import followed
from openpcn.domains.ledger.queries.moves import MoveAnswer, moves_of
from openpcn.domains.ledger.vocabulary import RECORD_MOVES
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.permissions import (
    circle_of,
    may,
    may_everywhere,
    organisations_held,
    today,
)
from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    organisations_by_id,
    organisations_of_kind,
)
from openpcn.engines.sharing.moving import Followed, follow
from openpcn.kernel.errors import NotFound, Refused
from openpcn.kernel.when import When
from openpcn.rulebook.levers import Lever, levers
from openpcn.workflows.pages.show_overview import Overview, show_overview


@dataclass(frozen=True, kw_only=True)
class MoveShown:
    """One move with what follows from it."""

    move: MoveAnswer
    lever: Lever | None
    followed: Followed
    may_record: bool


@dataclass(frozen=True, kw_only=True)
class Moves:
    """The moves of an organisation and of what lies beneath it."""

    page: Overview
    moves: tuple[MoveShown, ...]
    may_record: bool

    @property
    def should(self) -> int:
        """Pence that should have followed."""
        return sum(one.followed.should for one in self.moves)

    @property
    def did(self) -> int:
        """Pence that did."""
        return sum(one.followed.did for one in self.moves)


def show_moves(viewer: Account | None, path: str, code: str, *, when: When) -> Moves:
    """The moves of an organisation, and those above it to somebody in it."""
    page = show_overview(path, code, when=when)
    organisation = page.subject.organisation
    require_reader(viewer, organisation.id, councils=councils_of(page))
    at_home = {one.code for one in page.networks}
    inside = beneath(organisation.id, when=when) | {
        one.id for one in organisations_of_kind("network", when=when) if one.code in at_home
    }
    held = moves_of(inside | set(above(organisation.id, when=when)), when=when)
    shown = [
        measured(viewer, one, when)
        for one in held
        if one.about_id in inside or one.receiver_id in inside
    ]
    return Moves(
        page=page,
        moves=tuple(shown),
        may_record=may(viewer, RECORD_MOVES, organisation.id),
    )


def get_move(viewer: Account | None, number: int, page: Overview, *, when: When) -> MoveShown:
    """One move of an organisation."""
    organisation = page.subject.organisation
    require_reader(viewer, organisation.id, councils=councils_of(page))
    found = [one for one in moves_of([organisation.id], when=when) if one.id == number]
    if not found:
        raise NotFound("No such move stands.", next_step="Go back to the list of moves.")
    return measured(viewer, found[0], when)


def measured(viewer: Account | None, one: MoveAnswer, when: When) -> MoveShown:
    """A move beside what followed it."""
    lever = levers().get(one.lever)
    return MoveShown(
        move=one,
        lever=lever,
        followed=follow(
            baseline=one.baseline,
            moved=one.moved,
            months=len(one.months),
            unit_price=one.unit_price,
            share_per_cent=one.share_per_cent,
            did=followed([one.id], when=when)[one.id],
            aim=lever.part if lever else None,
        ),
        may_record=may(viewer, RECORD_MOVES, one.about_id),
    )


def moves_for(viewer: Account | None, network: OrganisationAnswer, when: When) -> list[MoveAnswer]:
    """The moves that a payment to a network can be for: its own, and those above it."""
    require_reader(viewer, network.id)
    return moves_of([network.id, *above(network.id, when=when)], when=when)


def require_reader(
    viewer: Account | None, organisation_id: int, *, councils: Collection[str] = ()
) -> None:
    """Refuse whoever holds no role in the system, nor in a council where its patients live."""
    if may_everywhere(viewer) or organisation_id in circle_of(viewer):
        return
    held = organisations_by_id(organisations_held(viewer), when=today())
    if not {one.code for one in held.values()} & set(councils):
        raise Refused(
            "This is read by people with a role in its system, or in a council where its patients "
            "live.",
            next_step="Ask a local administrator of the organisation for a role.",
        )


def councils_of(page: Overview) -> frozenset[str]:
    """The councils in which some of the patients of an organisation live."""
    return frozenset(part.code for part in page.lives_in.get("council", ()))
