"""Weighted lists and payments of practices, in the layout of the payments publication."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.workflows.demonstration.invention import Invention, chance
from openpcn.workflows.demonstration.networks import NO_NETWORK

Line = list[object]
HEADINGS: Line = [
    "Year",
    "Practice Code",
    "Practice Name",
    "Contract Type",
    "Number of Registered Patients (Last Known Figure)",
    "Number of Weighted Patients (Last Known Figure)",
    "Global Sum",
    "MPIG Correction factor",
    "Balance of PMS Expenditure",
    "Premises Payments",
    "Prescribing Fee Payments",
    "Dispensing Fee Payments",
    "Reimbursement of Drugs",
    "Total NHS Payments to General Practice",
]
EACH_WEIGHTED = {"24-25": 112.50, "25-26": 121.79}
"""Pounds of global sum for each weighted patient: the order of those years, not their figures."""
BEYOND = {"GMS": 0.0, "APMS": 0.12, "PMS": 0.05}
"""How much more than the global sum each contract pays, as a share of it."""
OTHER, PREMISES, DRUGS = 0.32, 14.0, 60.0
"""Other payments as a share of the core; pounds for each patient in premises, and in drugs where
a practice dispenses."""
DISPENSES = 11
"""About one practice in so many."""
YEARS = ("24-25", "25-26")
"""The payment years in which the lists of 1 January 2025 and 2026 lie."""


def weights(invention: Invention) -> list[float]:
    """How much heavier than its list each network's weighted list is."""
    draw = chance(invention.seed, "weights")
    return [float(weight) for weight in draw.normal(1, 0.05, len(invention.networks.codes))]


def weighted_lists(invention: Invention) -> list[float]:
    """The weighted list of each practice: its patients by its network's weight and its own."""
    weight_of = weights(invention)
    own = chance(invention.seed, "weights of practices").normal(
        1, 0.05, len(invention.practices.codes)
    )
    return [
        round(
            float(size)
            * float(own[at])
            * (1.0 if network == NO_NETWORK else weight_of[int(network)]),
            2,
        )
        for at, (size, network) in enumerate(
            zip(invention.networks.sizes, invention.networks.network_of, strict=True)
        )
    ]


def payments(invention: Invention, year: str) -> Iterator[Line]:
    """Registered and weighted patients of every practice, and what it was paid."""
    yield HEADINGS
    practices, weighted = invention.practices, weighted_lists(invention)
    draw = chance(invention.seed, f"payments of {year}")
    spread = draw.normal(1, 0.03, (len(practices.codes), 3))
    for at, code in enumerate(practices.codes):
        size = int(invention.networks.sizes[at])
        paid = paid_to(at, size, weighted[at], EACH_WEIGHTED[year], [*map(float, spread[at])])
        contract = contract_of(at)
        yield [f"20{year}", code, practices.names[at], contract, size, f"{weighted[at]:.2f}", *paid]


def paid_to(
    at: int, size: int, weighted: float, each_weighted: float, spread: list[float]
) -> list[str]:
    """The payments of one practice, in the order of the headings."""
    core = weighted * each_weighted
    beyond = core * BEYOND[contract_of(at)]
    global_sum, pms = (core, beyond) if contract_of(at) == "PMS" else (core + beyond, 0.0)
    premises = size * PREMISES * spread[0] ** 3
    drugs = size * DRUGS * spread[1] if at % DISPENSES == 3 else 0.0
    fees = drugs * 0.2
    total = (core + beyond) * (1 + OTHER * spread[2] ** 3) + premises + drugs + 1.02 * fees
    amounts = (global_sum, 0.0, pms, premises, 0.02 * fees, fees, drugs, total)
    return [f"{amount:.2f}" for amount in amounts]


def contract_of(at: int) -> str:
    """The contract of a practice: about as many of each kind as in LLR."""
    return "APMS" if at % 9 == 4 else "PMS" if at % 40 == 7 else "GMS"
