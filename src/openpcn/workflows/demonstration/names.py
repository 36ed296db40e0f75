"""Invented names: a county that is not on the map, and people who do not exist."""

from __future__ import annotations

import numpy as np

COUNTY = "Vellshire"
CITY = "Vellmouth"
ICB = "NHS Vellshire Integrated Care Board"
REGION = "Far Shore"

STEMS = (
    "Aldro", "Bexen", "Corvel", "Drussel", "Eskam", "Fennor", "Garvel", "Hollin", "Istel",
    "Jorrow", "Kestra", "Lorvin", "Mardel", "Norvel", "Ostrel", "Pellow", "Quarn", "Ruskel",
    "Sarrow", "Tansel", "Ulmer", "Varrick", "Wexel", "Yarrel", "Zennor", "Brindel", "Crannel",
    "Dorrick", "Embrel", "Farrow", "Grissel", "Harvel", "Ivren", "Jessel", "Kerrow", "Lunnel",
    "Morvel", "Nessel", "Orrick", "Prennel", "Quessel", "Rennock", "Scarrel", "Thrannel",
    "Umbrel", "Vintrel", "Wharrel", "Yessel",
)  # fmt: skip
ENDINGS = (
    "by", "wick", "stead", "holt", "mere", "hythe", "thorpe", "combe", "garth", "ness", "ham",
    "dale",
)  # fmt: skip
PARTS = (
    "Lantern Hill", "Saltpan", "Rope Quarter", "Tide Mill", "Minster Gate", "Heron Park",
    "Kiln Bank", "Old Causeway", "Beacon Rise", "Ferry Stairs", "Gull Common", "Sluice End",
)  # fmt: skip
STREETS = (
    "HERON STREET", "LANTERN LANE", "TIDE ROAD", "MINSTER WALK", "SALTPAN ROAD", "KILN STREET",
    "FERRY ROAD", "ROPEWALK", "GULL LANE", "BEACON ROAD", "SLUICE LANE", "ORCHARD RISE",
    "WINDMILL STREET", "HARBOUR ROAD", "CAUSEWAY", "LINDEN ROW",
)  # fmt: skip
PRACTICE_KINDS = (
    "SURGERY", "MEDICAL CENTRE", "MEDICAL PRACTICE", "HEALTH CENTRE", "FAMILY PRACTICE",
    "GROUP PRACTICE", "SURGERY", "MEDICAL CENTRE",
)  # fmt: skip
GIVEN = (
    "Amara", "Bela", "Callum", "Dina", "Edwin", "Farah", "Gwen", "Hari", "Imogen", "Jonas",
    "Keira", "Leo", "Mina", "Nadia", "Oscar", "Priya", "Rosa", "Samir", "Tess", "Umar", "Vera",
    "Wale", "Yusuf", "Zofia",
)  # fmt: skip
FAMILY = (
    "Aldermoor", "Brackwell", "Cresswood", "Dunmarsh", "Elverton", "Fairlake", "Grenholm",
    "Hartsmere", "Ilverton", "Jessamine", "Kellmoor", "Larkmead", "Marlpit", "Nightwell",
    "Oakmarsh", "Penwillow", "Quickthorn", "Rushmead", "Saltmarsh", "Tarnhill", "Underhay",
    "Vinemoor", "Wetherlake", "Yarrowfield",
)  # fmt: skip


def settlements(count: int, chance: np.random.Generator) -> list[str]:
    """Different names of invented towns, villages and wards."""
    names = [stem + ending for stem in STEMS for ending in ENDINGS]
    return [names[i] for i in chance.permutation(len(names))[:count]]


def people(count: int, chance: np.random.Generator) -> list[str]:
    """Different names of invented people."""
    names = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    return [names[i] for i in chance.permutation(len(names))[:count]]
