"""Areas: their shapes, how they nest, what became of them, and where postcodes are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from openpcn.domains.registry import loading as registry
from openpcn.domains.registry.loading import Landing, NamedArea
from openpcn.domains.registry.vocabulary import AreaKind
from openpcn.sources.rows import AreaChangeRow, AreaLinkRow, BoundaryRow, PostcodeRow, Row, Tally


def record_boundaries(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """The shape of each area."""
    by_kind: dict[str, list[BoundaryRow]] = defaultdict(list)
    for row in cast(Iterator[BoundaryRow], rows):
        by_kind[row.kind].append(row)
    for kind, told in by_kind.items():
        held = registry.record_areas(
            kind, (NamedArea(row.code, row.name, row.easting, row.northing) for row in told)
        )
        registry.record_boundaries(landing, ((held[row.code], row.wkb) for row in told))


def record_links(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """Which area lies in which; of the wholes, those that are areas and not organisations."""
    parts: dict[str, dict[str, NamedArea]] = defaultdict(dict)
    pairs: dict[tuple[str, str], dict[tuple[str, str], None]] = defaultdict(dict)
    for row in cast(Iterator[AreaLinkRow], rows):
        parts[row.kind][row.code] = NamedArea(row.code, row.name or "")
        if row.parent_kind in AreaKind.values:
            parts[row.parent_kind][row.parent_code] = NamedArea(
                row.parent_code, row.parent_name or ""
            )
            pairs[row.kind, row.parent_kind][row.code, row.parent_code] = None
    held = {kind: registry.record_areas(kind, named.values()) for kind, named in parts.items()}
    for (kind, parent_kind), links in pairs.items():
        registry.record_area_parts(
            landing, ((held[kind][part], held[parent_kind][whole]) for part, whole in links)
        )


def record_changes(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """What became of each area in the next edition."""
    told = [cast(AreaChangeRow, row) for row in rows]
    old: dict[str, dict[str, NamedArea]] = defaultdict(dict)
    for row in told:
        old[row.from_kind][row.from_code] = NamedArea(row.from_code, row.from_name or "")
        old[row.to_kind][row.to_code] = NamedArea(row.to_code, row.to_name or "")
    held = {kind: registry.record_areas(kind, named.values()) for kind, named in old.items()}
    registry.record_area_changes(
        landing,
        (
            (held[row.from_kind][row.from_code], held[row.to_kind][row.to_code], row.change)
            for row in told
        ),
    )


def record_postcodes(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """Where each postcode is."""
    told = cast(Iterator[PostcodeRow], rows)
    registry.record_postcodes(landing, ((row.postcode, row.easting, row.northing) for row in told))
