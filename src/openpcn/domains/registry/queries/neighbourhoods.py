"""Neighbourhoods: resident areas of their own, built from LSOAs and in force on dates."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.models import AreaPart
from openpcn.domains.registry.queries.drafts import in_force, seen_maps
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class NeighbourhoodAnswer:
    """A neighbourhood and the small areas that it is made of."""

    id: int
    map_id: int
    code: str
    name: str
    parts: tuple[tuple[str, str], ...]
    """Kind and code of each LSOA."""


def neighbourhoods(
    *, viewer: Account | None, when: When, map_id: int | None = None
) -> list[NeighbourhoodAnswer]:
    """The neighbourhoods in force on the day in all maps that the viewer may see, or of one map."""
    maps = seen_maps(viewer)
    maps = maps.filter(in_force(when.as_at)) if map_id is None else maps.filter(id=map_id)
    parts = AreaPart.objects.filter(
        whole__neighbourhood_map__in=maps.values("id"), known_until__isnull=True
    ).values_list(
        "whole_id",
        "whole__neighbourhood_map_id",
        "whole__code",
        "whole__name",
        "area__kind",
        "area__code",
        "starts_on",
        "ends_on",
    )
    held: dict[tuple[int, int, str, str], list[tuple[str, str]]] = {}
    for *whole, kind, code, starts_on, ends_on in parts.order_by("whole__name", "area__code"):
        inside = held.setdefault(tuple(whole), [])  # type: ignore[arg-type]
        if (starts_on is None or starts_on <= when.as_at or map_id is not None) and (
            ends_on is None or when.as_at <= ends_on
        ):
            inside.append((kind, code))
    return [
        NeighbourhoodAnswer(id=number, map_id=of_map, code=code, name=name, parts=tuple(inside))
        for (number, of_map, code, name), inside in held.items()
        if inside
    ]
