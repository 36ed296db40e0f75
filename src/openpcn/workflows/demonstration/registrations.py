"""Who registers where: every small area's patients shared out among practices by distance.

A patient chooses a practice with a weight of its own, less likely for every kilometre farther; a
few keep a practice from which they have moved away, so that an area has patients with many.
Weights are settled so that each practice reaches its list; the decay is settled so that the
published share of patients is with the nearest practice.
"""

from __future__ import annotations

import numpy as np

from openpcn.workflows.demonstration.land import Floats, Ints
from openpcn.workflows.demonstration.published import NEAREST_SHARE

ROUNDS = 60
SMALLEST_SHARE = 0.001
LOYAL_SHARE = 0.012
LOYAL_DECAY = 0.35


def kilometres(areas: Floats, practices: Floats) -> Floats:
    """Straight lines from every area to every practice."""
    away = np.hypot(
        np.subtract.outer(areas[:, 0], practices[:, 0]),
        np.subtract.outer(areas[:, 1], practices[:, 1]),
    )
    return np.asarray(away / 1_000)


def settle_decay(away: Floats, patients: Ints, lists: Floats) -> float:
    """The decay per kilometre at which the published share is with the nearest practice."""
    low, high = 0.1, 4.0
    for _ in range(9):
        middle = (low + high) / 2
        shares = share_out(away, patients, lists, decay=middle)
        too_near = nearest_share(away, shares, patients) > NEAREST_SHARE
        low, high = (low, middle) if too_near else (middle, high)
    return round((low + high) / 2, 3)


def share_out(away: Floats, patients: Ints, lists: Floats, *, decay: float) -> Floats:
    """For each area the share of its patients with each practice (rows sum to one)."""
    farther = away - away.min(axis=1, keepdims=True)
    pull = np.exp(-decay * farther) + LOYAL_SHARE * np.exp(-LOYAL_DECAY * farther)
    wanted = lists * patients.sum() / lists.sum()
    weight = np.ones(len(lists))
    for _ in range(ROUNDS):
        per_area = patients / (pull @ weight)
        weight = wanted / (pull.T @ per_area)
    shares = pull * weight
    shares /= shares.sum(axis=1, keepdims=True)
    shares[shares < SMALLEST_SHARE] = 0.0
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def nearest_share(away: Floats, shares: Floats, patients: Ints) -> float:
    """The share of all patients who are with the practice nearest to their area's centre."""
    at_nearest = away <= away.min(axis=1, keepdims=True) + 1e-6
    return float((shares * at_nearest * patients[:, None]).sum() / patients.sum())


def draw(shares: Floats, patients: Ints, chance: np.random.Generator) -> Ints:
    """Whole patients by area and practice."""
    drawn: Ints = chance.multinomial(patients, shares)
    return drawn
