"""The order in which files are loaded: who exists first, then what is said about them."""

from __future__ import annotations

from datetime import date

ORDER = (
    "lookup-organisations",
    "epraccur",
    "openpcn-organisations",
    "network-map",
    "epcn",
    "openpcn-relationships",
    "postcodes",
    "boundaries",
    "lookup-lsoa",
    "lsoa-",
    "registered-totals",
    "points",
    "registered-by-age",
    "registered-by-area",
    "openpcn-neighbourhoods",
    "openpcn-role-holders",
    "edispensary",
    "libraries",
    "schools",
    "openpcn-assets",
)
"""Formats by family; the result does not depend on it, the reading of the report does."""


def place_in_order(format_id: str, period_on: date | None) -> tuple[int, str, date]:
    """A key to sort files by: family, then format, then oldest first."""
    family = next((at for at, name in enumerate(ORDER) if format_id.startswith(name)), len(ORDER))
    return family, format_id, period_on or date.min
