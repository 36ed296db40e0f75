"""How ill and how served invented patients are: by age and deprivation, as published figures are.

Shares are of England; powers and slopes were chosen so that invented practices differ along age and
deprivation about as the practices of LLR do. Nothing of a real practice is kept here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openpcn.workflows.demonstration.invention import Invention, chance
from openpcn.workflows.demonstration.land import Floats, Ints
from openpcn.workflows.demonstration.published import BANDS, RANKS_2025


@dataclass(frozen=True, kw_only=True)
class Register:
    """One QOF register: England's share, and how it goes with age and deprivation."""

    code: str
    list_type: str
    share: float
    old: float
    """Power of the share of patients aged 65 and over, against England's."""
    slope: float
    """Of the logarithm, from the least to the most deprived practice, ages being alike."""


REGISTERS = tuple(
    Register(code=code, list_type=kind, share=share, old=old, slope=slope)
    for code, kind, share, old, slope in (
        ("AF", "TOTAL", 0.0205, 1.0, 0.0),
        ("AST", "06OV", 0.0638, 0.1, 0.1),
        ("CAN", "TOTAL", 0.0321, 0.9, -0.2),
        ("CHD", "TOTAL", 0.0305, 0.8, 0.4),
        ("CKD", "18OV", 0.0396, 0.9, 0.3),
        ("COPD", "TOTAL", 0.0193, 0.7, 0.9),
        ("DEM", "TOTAL", 0.0071, 1.0, 0.1),
        ("DEP", "18OV", 0.1229, 0.0, 0.4),
        ("DM", "17OV", 0.0711, 0.5, 0.6),
        ("EP", "18OV", 0.0080, 0.0, 0.3),
        ("HF", "TOTAL", 0.0091, 0.9, 0.3),
        ("HYP", "TOTAL", 0.1393, 0.7, 0.1),
        ("LD", "TOTAL", 0.0053, 0.0, 0.5),
        ("MH", "TOTAL", 0.0095, 0.0, 0.7),
        ("NDH", "18OV", 0.0531, 0.6, 0.2),
        ("OB", "18OV", 0.0688, 0.1, 0.5),
        ("OST", "50OV", 0.0076, 0.3, 0.1),
        ("PAD", "TOTAL", 0.0059, 0.8, 0.6),
        ("PC", "TOTAL", 0.0047, 0.8, 0.0),
        ("RA", "16OV", 0.0077, 0.5, 0.1),
        ("STIA", "TOTAL", 0.0180, 0.9, 0.2),
    )
)
"""England 2020/21, patients on the register over patients of its age (NHS England, QOF)."""

SPREAD = 0.12
OLD_IN_ENGLAND = 0.18
FIRST_AGES = {"TOTAL": 0, "06OV": 6, "16OV": 16, "17OV": 17, "18OV": 18, "50OV": 50}
RATE_PER_PATIENT = 0.511
"""Appointments of a patient in a month, Midlands (NHS England, November 2025, table 1)."""
ONLINE_PER_PATIENT = 0.09
WAITS = (0.447, 0.073, 0.175, 0.125, 0.073, 0.049, 0.057, 0.001)
MODES = (0.640, 0.013, 0.213, 0.108, 0.026)
STATUSES = (0.894, 0.043, 0.063)
"""Shares of appointments by wait, mode and status, Midlands (the same, tables 2a, 4 and 6)."""
ETHNIC_GROUPS = (
    ("Asian, Asian British or Asian Welsh", 0.195),
    ("Black, Black British, Black Welsh, Caribbean or African", 0.033),
    ("Mixed or Multiple ethnic groups", 0.027),
    ("Other ethnic group", 0.020),
    ("White", 0.725),
)
DISABLED = (
    ("Disabled under the Equality Act", 0.162),
    ("Not disabled under the Equality Act", 0.838),
)
"""Shares of residents, LLR (Office for National Statistics, Census 2021, by LSOA)."""
RATINGS = (("Outstanding", 0.03), ("Good", 0.91), ("Requires improvement", 0.05),
           ("Inadequate", 0.01))  # fmt: skip


def hardship(invention: Invention) -> Floats:
    """By practice: where its patients live in the national order, 0 the least deprived to 1."""
    by_area = invention.vintages[-1].by_area[:-1]
    share = 1 - (invention.deprivation[0].ranks - 0.5) / RANKS_2025
    result: Floats = (share @ by_area) / np.maximum(by_area.sum(axis=0), 1)
    return result


def old_share(invention: Invention) -> Floats:
    """By practice: the share of patients aged 65 and over."""
    ages = invention.vintages[-1].by_age.sum(axis=1)
    old = ages[:, [at for at, first in enumerate(BANDS) if first >= 65]].sum(axis=1)
    result: Floats = old / np.maximum(ages.sum(axis=1), 1)
    return result


def list_of(invention: Invention, list_type: str) -> Ints:
    """By practice: patients of the age that a register is for, ages spread evenly in a band."""
    ages = invention.vintages[-1].by_age.sum(axis=1)
    first = FIRST_AGES[list_type]
    part = np.clip([(band + 5 - first) / 5 for band in BANDS], 0, 1)
    result: Ints = np.rint(ages @ part).astype(np.int64)
    return result


def on_register(invention: Invention, register: Register) -> tuple[Ints, Ints]:
    """By practice: patients on a register, and the list that it is divided by."""
    draws = chance(invention.seed, f"register {register.code}")
    people = list_of(invention, register.list_type)
    more = (np.maximum(old_share(invention), 0.02) / OLD_IN_ENGLAND) ** register.old
    more *= np.exp(register.slope * (hardship(invention) - 0.5))
    more *= np.exp(draws.normal(0, SPREAD, len(people)))
    return draws.binomial(people, np.minimum(register.share * more, 0.9)), people
