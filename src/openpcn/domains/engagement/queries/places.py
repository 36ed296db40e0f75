"""Wards, neighbourhoods and councils by code: what they are called."""

from __future__ import annotations

from django.utils import timezone

from openpcn.domains.registry.queries.areas import areas
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.kernel.when import When

EDITIONS = {"ward": ("ward25", "ward24"), "council": ("council",)}
"""Kinds of area in the registry, the newest edition first."""


def area_name(kind: str, code: str, *, when: When | None = None) -> str | None:
    """What an area is called; None where none of this code is held or in force."""
    if kind == "neighbourhood":
        day = when or When(as_at=timezone.localdate())
        held = neighbourhoods(viewer=None, when=day)
        return next((one.name for one in held if one.code.upper() == code.upper()), None)
    for edition in EDITIONS[kind]:
        if found := areas(edition, codes=[code]):
            return found[0].name or code
    return None
