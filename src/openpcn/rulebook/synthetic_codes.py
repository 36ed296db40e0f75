"""Codes for demonstration and tests, made from a cluster's name: no release can hold them.

A synthetic SNOMED CT or dm+d code has a check digit that holds and "99" where an identifier says
what it identifies; the specification knows 00, 01, 02, 10, 11 and 12 and keeps all others back.
A synthetic ICD-10 code is a category with Z and digits after it, which ICD-10 never writes.
Every display begins with "Synthetic".
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from openpcn.kernel.check_digits import check_digit
from openpcn.kernel.clinical_codes import SYNTHETIC
from openpcn.rulebook.clusters import Cluster, cluster_called

FEWEST = 3
MOST = 8
NO_DISEASE = "U99"
"""An ICD-10 category without a disease, for clusters that are not a category themselves."""

Code = tuple[str, str, str]
"""System, code, display."""


@cache
def synthetic_codes(cluster: str) -> tuple[Code, ...]:
    """The synthetic codes of a cluster, three to eight unless it says; the same everywhere."""
    return codes_for(cluster_called(cluster))


def codes_for(cluster: Cluster) -> tuple[Code, ...]:
    """The synthetic codes of a described cluster."""
    seed = int.from_bytes(sha256(cluster.name.encode()).digest()[:8])
    many = cluster.synthetic or FEWEST + seed % (MOST - FEWEST + 1)
    return tuple(
        (cluster.system, _code(cluster, nth), f"Synthetic: {cluster.meaning} ({nth})")
        for nth in range(1, many + 1)
    )


def _code(cluster: Cluster, nth: int) -> str:
    number = int.from_bytes(sha256(f"{cluster.name}/{nth}".encode()).digest()[:8]) % 10**8
    if cluster.system == "icd10":
        return f"{cluster.begins or NO_DISEASE}Z{number:08d}"
    payload = f"9{number:08d}{SYNTHETIC}"
    return payload + check_digit(payload)
