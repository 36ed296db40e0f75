"""What a proposal is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from openpcn.kernel.points import Point

WORK_SHARE = 1.38
"""Work allowed for each second: what a machine that does nothing else gets through."""


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
    soft_largest: int | None = None
    """Where no plan is wholly in band: networks up to this size before any is below `smallest`."""
    detour: float = 1.0
    """Distances are the straight line times this."""
    distances: Mapping[tuple[str, str], float] | None = None
    """Kilometres (or minutes) from practice to practice by another method; where one way is not
    there, the other counts."""
    per_straight_km: float | None = None
    """What stands for a straight kilometre where `distances` hold neither way; None: refused."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How long the work may take."""

    seconds: float = 10.0
    """For one area, after which the best plan so far and its bound are the answer."""
    work: float | None = None
    """The same, counted as work (see Watch), so that it ends alike on every machine; None: a
    share of the seconds."""
    gap: float = 0.0001
    """Fraction between plan and bound below which a plan counts as proved best."""
    good_enough: float = 0.0
    """Fraction below which the work ends, proved or not."""

    @property
    def most_work(self) -> float:
        """Work after which it ends."""
        return WORK_SHARE * self.seconds if self.work is None else self.work

    def share(self, part: float) -> Limits:
        """A part of the time and of the work."""
        return replace(self, seconds=self.seconds * part, work=self.most_work * part)


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
    work: float = 0.0
    """What the division took (see Watch)."""
    first_after: float | None = field(default=None, compare=False)
    """Seconds until the first plan wholly in band; None where there is none."""

    @property
    def gap(self) -> float:
        """(plan - bound) / plan; 0 where proved."""
        if self.proved_optimal or self.cost <= 0:
            return 0.0
        return max(0.0, (self.cost - self.lower_bound) / self.cost)
