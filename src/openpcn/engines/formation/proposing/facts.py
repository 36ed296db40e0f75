"""What a proposal is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from openpcn.kernel.points import Point


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A practice that is to be given a network."""

    code: str
    registered_patients: int
    point: Point
    area: str
    """Networks never cross it: a place, a sub-ICB location or an ICB."""
    current_network: str | None = None
    measure: float | None = None
    """Per patient: deprivation or staffing, for the optional balance between networks."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is wanted of the networks; distances are in kilometres."""

    smallest: int
    largest: int
    neighbours: Mapping[str, Collection[str]]
    """Practice to neighbours, both ways; a network is connected in this graph."""
    target: int = 40_000
    """Patients per network, from which the number of networks follows where `count` is empty."""
    count: int | None = None
    """Number of networks, practices above `largest` included; for one area."""
    count_is_free: bool = False
    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()
    stays: frozenset[str] = frozenset()
    """Practices that stay with the network that continues their present one."""
    keep_today: float = 0.0
    """Kilometres that one patient's keeping their network is worth."""
    balance: float = 0.0
    """Kilometres that one patient-unit of difference from the area's mean measure is worth."""
    detour: float = 1.0
    """Distances are the straight line times this."""
    distances: Mapping[tuple[str, str], float] | None = None
    """Kilometres (or minutes) between practices by another method, instead of the straight line."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How long the work may take."""

    seconds: float = 10.0
    """For one area, after which the best plan so far and its bound are the answer."""
    gap: float = 0.0001
    """Fraction between plan and bound below which the work ends."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposedNetwork:
    """Practices that would form a network together."""

    area: str
    practices: tuple[str, ...]
    central_practice: str
    """The member that minimises the distance: a point for measuring."""
    registered_patients: int
    patient_km: float
    """Distance of all its patients' practices to the central one, weighted by list."""
    in_band: bool
    continues: str | None = None
    """The present network that it continues, in the one-to-one match of present and proposed."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaAnswer:
    """The plan of one area with its bound, both in patient-kilometres.

    They count distance, patients who change network (by the weight asked) and imbalance. Where the
    plan is not wholly in band, the bound is for plans that miss the band by no less.
    """

    area: str
    networks: tuple[ProposedNetwork, ...]
    patients: int
    cost: float
    lower_bound: float
    proved_optimal: bool
    fits_the_band: bool
    """Whether the plan is wholly in band, what stands alone aside."""
    is_settled: bool = True
    """In band, or known not to be possible: more time would not put a network in band."""
    notes: tuple[str, ...] = field(default=())

    @property
    def gap(self) -> float:
        """(plan - bound) / plan; 0 where proved."""
        if self.proved_optimal or self.cost <= 0:
            return 0.0
        return max(0.0, (self.cost - self.lower_bound) / self.cost)
