"""The registers of the Quality and Outcomes Framework, read from records plainly and by hand.

Written apart from the rulebook and the engines, so that the generator is judged by another reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from tests.workflows.population.generating.conftest import NEVER, Records

Flags = NDArray[np.bool_]
Register = Callable[[Records], Flags]


def ever(*names: str) -> Register:
    """Ever recorded."""
    return lambda records: records.last(*names) > NEVER


def stands(name: str, *resolved: str) -> Register:
    """Recorded, and not resolved later."""
    return lambda records: (
        (records.last(name) > NEVER) & (records.last(name) >= records.last(*resolved))
    )


def within(days: int, *names: str, above: float | None = None) -> Register:
    """Recorded in the last days."""
    return lambda records: records.last(*names, above=above) > records.today - days


def both(one: Register, other: Register) -> Register:
    """One and the other."""
    return lambda records: one(records) & other(records)


REGISTERS: Mapping[str, Register] = {
    "AF": stands("AFIB_COD", "AFIBRES_COD"),
    "AST": both(stands("AST_COD", "ASTRES_COD"), within(365, "ASTTRT_COD")),
    "CAN": ever("CAN_COD"),
    "CHD": ever("CHD_COD"),
    "CKD": stands("CKD_COD", "CKDRES_COD", "CKD1AND2_COD"),
    "COPD": stands("COPD_COD", "COPDRES_COD"),
    "DEM": ever("DEM_COD"),
    "DEP": stands("DEPR_COD", "DEPRES_COD"),
    "DM": stands("DM_COD", "DMRES_COD"),
    "EP": both(stands("EPIL_COD", "EPILRES_COD"), within(182, "EPILDRUG_COD")),
    "HF": stands("HF_COD", "HFRES_COD"),
    "HYP": stands("HYP_COD", "HYPRES_COD"),
    "LD": ever("LD_COD"),
    "MH": ever("MH_COD"),
    "OB": within(365, "BMIVAL_COD", above=30),
    "OST": both(ever("FF_COD"), ever("OSTEO_COD")),
    "PAD": ever("PAD_COD"),
    "PC": stands("PALCARE_COD", "PALCARENI_COD"),
    "RA": ever("RARTH_COD"),
    "STIA": ever("STRK_COD", "TIA_COD"),
}
