"""Roles of a network against those of its peers, for the same number of patients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import quantiles

PER = 10_000
"""Patients that roles are compared for."""
FEWEST_PEERS = 4


@dataclass(frozen=True, kw_only=True)
class RoleMix:
    """One role: here, and the middle half of the peers."""

    role: str
    fte: float
    rate: float | None
    """Full-time equivalents per 10,000 patients."""
    low: float | None
    middle: float | None
    high: float | None
    peers_with: int
    """Peers with anybody in the role."""
    peers: int

    @property
    def standing(self) -> str:
        """Where it stands against the middle half."""
        if self.rate is None or self.low is None or self.high is None:
            return "not compared"
        if self.rate < self.low:
            return "fewer than most"
        return "more than most" if self.rate > self.high else "like most"


def compare_roles(
    here: Mapping[str, float],
    patients: float | None,
    peers: Mapping[str, tuple[Mapping[str, float], float]],
) -> tuple[RoleMix, ...]:
    """Every role met, the most first; `peers` has staff by role and patients of each network."""
    roles = {*here, *(role for staff, _ in peers.values() for role in staff)}
    rows = [compare(role, here.get(role, 0.0), patients, peers) for role in roles]
    return tuple(sorted(rows, key=lambda one: (-one.fte, -(one.middle or 0), one.role)))


def compare(
    role: str,
    fte: float,
    patients: float | None,
    peers: Mapping[str, tuple[Mapping[str, float], float]],
) -> RoleMix:
    """One role against the peers; nobody in it counts as zero, because the file lists posts."""
    rates = [staff.get(role, 0.0) / size * PER for staff, size in peers.values() if size]
    low, middle, high = (
        quantiles(rates, n=4, method="inclusive")
        if len(rates) >= FEWEST_PEERS
        else (None, None, None)
    )
    return RoleMix(
        role=role,
        fte=fte,
        rate=fte / patients * PER if patients else None,
        low=low,
        middle=middle,
        high=high,
        peers_with=sum(staff.get(role, 0.0) > 0 for staff, _ in peers.values()),
        peers=len(peers),
    )
