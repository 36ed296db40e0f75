"""Weighted lists of practices, in the layout of the payments publication."""

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
]
YEARS = ("24-25", "25-26")
"""The payment years in which the lists of 1 January 2025 and 2026 lie."""


def weights(invention: Invention) -> list[float]:
    """How much heavier than its list each network's weighted list is."""
    draw = chance(invention.seed, "weights")
    return [float(weight) for weight in draw.normal(1, 0.05, len(invention.networks.codes))]


def weighted_lists(invention: Invention) -> list[float]:
    """The weighted list of each practice: its patients by its network's weight."""
    weight_of = weights(invention)
    return [
        round(float(size) * (1.0 if network == NO_NETWORK else weight_of[int(network)]), 2)
        for size, network in zip(
            invention.networks.sizes, invention.networks.network_of, strict=True
        )
    ]


def payments(invention: Invention, year: str) -> Iterator[Line]:
    """Registered and weighted patients of every practice; no payments, which nothing here uses."""
    yield HEADINGS
    practices, weighted = invention.practices, weighted_lists(invention)
    for at, code in enumerate(practices.codes):
        size = int(invention.networks.sizes[at])
        yield [f"20{year}", code, practices.names[at], contract_of(at), size, f"{weighted[at]:.2f}"]


def contract_of(at: int) -> str:
    """The contract of a practice: about as many of each kind as in LLR."""
    return "APMS" if at % 9 == 4 else "PMS" if at % 40 == 7 else "GMS"
