"""Which proposed network continues which present one, and whose patients change network."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment


def continued(
    networks: Sequence[Collection[str]],
    present: Mapping[str, str],
    patients: Mapping[str, int],
    stays: Collection[str] = (),
) -> list[str | None]:
    """The present network that each proposed one continues: one to one, most patients in all.

    The network of a practice that stays continues that practice's present one.
    """
    most = 1 + sum(patients.values())
    codes = sorted(set(present.values()))
    shared = np.zeros((len(networks), len(codes)), np.int64)
    for row, members in enumerate(networks):
        for practice in members:
            if practice in present:
                gain = patients[practice] + (most if practice in stays else 0)
                shared[row, codes.index(present[practice])] += gain
    rows, columns = linear_sum_assignment(shared, maximize=True)
    found: list[str | None] = [None] * len(networks)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if shared[row, column]:
            found[row] = codes[column]
    return found


def patients_moved(
    networks: Sequence[Collection[str]],
    present: Mapping[str, str],
    patients: Mapping[str, int],
    stays: Collection[str] = (),
) -> int:
    """Patients whose practice changes network; a practice in no network today changes none."""
    matched = continued(networks, present, patients, stays)
    return sum(
        patients[practice]
        for members, stays in zip(networks, matched, strict=True)
        for practice in members
        if practice in present and present[practice] != stays
    )
