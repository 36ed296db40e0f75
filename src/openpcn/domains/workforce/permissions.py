"""Who may see what a named person costs: employer, payee and approver; nobody else.

An administrator of the installation is none of them. A role counts where it is held: that of a
network does not reach into its practices as employers, nor the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.models import Account
from openpcn.domains.accounts.permissions import roles_that_may
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.permissions import (
    NotAllowed,
    may_everywhere,
    organisations_held,
    scope_of,
    today,
)
from openpcn.domains.workforce.models import Holding

CLAIM = "workforce.claim"
APPROVE = "workforce.approve_claims"
READ_NAMES = "registry.read_contacts"


@dataclass(frozen=True, kw_only=True)
class Seat:
    """What a viewer is to a network's staff and claims."""

    acts_for: frozenset[int]
    """Organisations in which the viewer records, claims and sees pay."""
    approves: bool
    names: bool
    """Whether the viewer may know who is in post."""

    def sees_pay(self, holding: Holding) -> bool:
        """Employer, payee or approver."""
        return self.approves or self.may_change(holding)

    def may_change(self, holding: Holding) -> bool:
        """Employer or payee."""
        return bool({holding.employer_id, holding.claimant_id} & self.acts_for)

    def claims_for(self, claimant_id: int) -> bool:
        """Whether the viewer acts for whoever claims."""
        return claimant_id in self.acts_for

    def sees_all_of(self, claimant_id: int) -> bool:
        """Whether all of a claimant's money may be seen."""
        return self.approves or self.claims_for(claimant_id)


def seat_of(viewer: Account | None, network_id: int) -> Seat:
    """What a viewer is to a network; nothing, unless a role says so."""
    acts_for = frozenset(organisations_held(viewer, roles=roles_that_may(CLAIM)))
    approving = organisations_held(viewer, roles=roles_that_may(APPROVE))
    approves = bool(approving and approving & scope_of(network_id))
    return Seat(
        acts_for=acts_for, approves=approves, names=approves or may_know_names(viewer, network_id)
    )


def may_know_names(viewer: Account | None, network_id: int) -> bool:
    """Whether a role above, in or beneath the network lets a viewer read contacts."""
    held = organisations_held(viewer, roles=roles_that_may(READ_NAMES))
    if not held or only_runs(viewer):
        return False
    return bool(held & (scope_of(network_id) | beneath(network_id, when=today())))


def only_runs(viewer: Account | None) -> bool:
    """Whether a viewer runs the installation without a role in any organisation."""
    return may_everywhere(viewer) and not organisations_held(viewer)


def require_claimant(viewer: Account | None, network_id: int, claimant_id: int) -> None:
    """Refuse unless the viewer acts for whoever claims."""
    if not seat_of(viewer, network_id).claims_for(claimant_id):
        raise NotAllowed(CLAIM)


def require_change(viewer: Account | None, holding: Holding) -> None:
    """Refuse unless the viewer acts for the employer or the payee."""
    if not seat_of(viewer, holding.network_id).may_change(holding):
        raise NotAllowed(CLAIM)


def require_approver(viewer: Account | None, network_id: int) -> None:
    """Refuse unless the viewer approves for the commissioner."""
    if not seat_of(viewer, network_id).approves:
        raise NotAllowed(APPROVE)
