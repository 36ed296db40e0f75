"""All formats that OpenPCN reads: ours, and those that mapping files add."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from openpcn.sources import (
    asset_layout,
    boundaries,
    coordinates,
    directories,
    network_map,
    ods,
    ons,
    ordnance_survey,
    own_layouts,
    registrations,
)
from openpcn.sources.formats import Format
from openpcn.sources.mapped import mapped_formats

Stamp = tuple[tuple[str, int], ...]


def formats(mappings: Path | None = None) -> tuple[Format, ...]:
    """The formats, with those of the mapping files in a folder where one is given."""
    return _formats(mappings, _stamp(mappings))


def _stamp(mappings: Path | None) -> Stamp:
    """Which mapping files there are and when they were written, so that a new one is seen."""
    if mappings is None or not mappings.is_dir():
        return ()
    return tuple((path.name, path.stat().st_mtime_ns) for path in sorted(mappings.glob("*.toml")))


@cache
def _formats(mappings: Path | None, _stamp: Stamp) -> tuple[Format, ...]:
    return (
        *ods.FORMATS,
        *registrations.FORMATS,
        *network_map.FORMATS,
        *ons.FORMATS,
        *boundaries.FORMATS,
        *ordnance_survey.FORMATS,
        *coordinates.FORMATS,
        *directories.FORMATS,
        *asset_layout.FORMATS,
        *own_layouts.FORMATS,
        *mapped_formats(mappings),
    )
