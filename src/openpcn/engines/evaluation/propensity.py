"""How likely each person was to have the intervention, from what was known at the start."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from openpcn.engines.evaluation.facts import Flags, Numbers

# A faint pull towards nought keeps the answer finite where a group was always or never chosen.
PULL = 1e-4


def log_odds(columns: Numbers, treated: Flags) -> Numbers:
    """The log odds of having the intervention, by logistic regression on the columns."""
    design = np.column_stack([np.ones(len(columns)), standardised(columns)])
    y = treated.astype(np.float64)

    def loss(b: Numbers) -> tuple[float, Numbers]:
        linear = design @ b
        value = np.logaddexp(0, linear).sum() - y @ linear
        pull = np.concatenate([[0.0], b[1:]]) * PULL * len(y)
        gradient = design.T @ (expit(linear) - y) + pull
        return float(value + pull @ b / 2), np.asarray(gradient)

    def curvature(b: Numbers) -> Numbers:
        chance = expit(design @ b)
        bent = design.T @ (design * (chance * (1 - chance))[:, None])
        return np.asarray(bent + PULL * len(y) * np.diag([0.0] + [1.0] * (len(b) - 1)))

    start = np.zeros(design.shape[1])
    start[0] = np.log(y.mean() / (1 - y.mean()))
    found: Any = minimize(loss, start, jac=True, hess=curvature, method="trust-exact")
    return np.asarray(design @ found.x)


def standardised(columns: Numbers) -> Numbers:
    """Columns with mean nought and spread one; those without any spread become nought."""
    spread = columns.std(axis=0)
    return np.asarray((columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1.0))
