"""What published codes look like, and how a postcode is written."""

from __future__ import annotations

import re

SHAPES = {
    "network": re.compile(r"U\d{5}"),
    "practice": re.compile(r"[A-TV-Z]\d{5}"),
    "sub_icb": re.compile(r"\d\d[A-Z]|[A-Z]\d[A-Z]\d[A-Z]"),
    "icb": re.compile(r"Q[A-Z0-9]{2}"),
    "region": re.compile(r"Y\d\d"),
    "lsoa": re.compile(r"[EW]01\d{6}"),
    "msoa": re.compile(r"[EW]02\d{6}"),
    "ward": re.compile(r"[EW]05\d{6}"),
}
"""Shapes do not overlap: U and five digits is a network, any other letter is a practice."""

POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")


def tidy_code(text: str) -> str:
    """A code as it is stored: upper case, without blanks around it."""
    return text.strip().upper()


def kind_of_code(text: str) -> str | None:
    """What a code can be by its shape: practice, network, sub_icb, icb, region, lsoa, msoa, ward.

    The shape is no proof that such an organisation exists.
    """
    code = tidy_code(text)
    return next((kind for kind, shape in SHAPES.items() if shape.fullmatch(code)), None)


def residence_is_known(area_code: str) -> bool:
    """Whether an area code of a registrations file is an area.

    NO2011 and NO2021 stand for "not known, or outside England and Wales".
    """
    return not area_code.startswith("NO")


def compact_postcode(text: str) -> str | None:
    """A postcode without blanks, LE11AA, or None where the text is not one."""
    compact = "".join(text.split()).upper()
    return compact if POSTCODE.fullmatch(compact) else None


def tidy_postcode(text: str) -> str | None:
    """A postcode as people write it, LE1 1AA, or None where the text is not one."""
    compact = compact_postcode(text)
    return f"{compact[:-3]} {compact[-3:]}" if compact else None
