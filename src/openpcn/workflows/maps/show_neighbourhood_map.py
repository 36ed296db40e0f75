"""The map of one neighbourhood among the others of its map, with the practices around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from shapely import MultiPolygon

from openpcn.domains.registry.queries.points import points_of
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.engines.geography.colours import colours
from openpcn.engines.geography.outlines import Outline, touching
from openpcn.kernel.when import When, in_words
from openpcn.workflows.drawings.facts import AreaOnMap, MapFacts, MarkOnMap, PracticeOnMap
from openpcn.workflows.drawings.legend import legend_of
from openpcn.workflows.drawings.maps import map_svg
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.neighbourhoods import neighbourhood_shapes
from openpcn.workflows.maps.drawing import MapPicture
from openpcn.workflows.pages.show_found import every_practice
from openpcn.workflows.pages.show_neighbourhood import Neighbourhood

Link = Callable[[str], str]


def neighbourhood_map(
    answer: Neighbourhood,
    *,
    viewer: Any,
    when: When,
    link: Link,
    marks: tuple[MarkOnMap, ...] = (),
) -> MapPicture | None:
    """The drawing, with marks beside the practices; None where no boundary of it is held."""
    key = f"{answer.itself.map_id}/{answer.itself.code}"
    prefix = f"{answer.itself.map_id}/"
    shapes = neighbourhood_shapes(viewer, when=when)
    shapes = tuple(one for one in shapes if one.code.startswith(prefix))
    if not any(one.code == key for one in shapes):
        return None
    inputs = (key, when, stamp(), link("/"), answer.itself.parts, marks)
    return kept("neighbourhood-map", inputs, lambda: drawn(answer, key, shapes, when, link, marks))


def drawn(
    answer: Neighbourhood,
    key: str,
    shapes: tuple[AreaOnMap, ...],
    when: When,
    link: Link,
    marks: tuple[MarkOnMap, ...],
) -> MapPicture:
    """The neighbourhood strong, its neighbours faint."""
    fills = soft_fills(shapes)
    areas = tuple(
        replace(
            one,
            chosen=one.code == key,
            colour=fills[one.code],
            href=link(f"/neighbourhoods/{one.code.split('/')[1]}/"),
        )
        for one in shapes
    )
    chosen = next(one for one in areas if one.chosen)
    title = f"Map of {answer.itself.name} on {in_words(when.as_at)}"
    facts = MapFacts(
        title=title,
        description=f"{answer.itself.name} and the neighbourhoods around it. The table says more.",
        extent=chosen.shape.bounds,
        areas=areas,
        practices=practices_around(when=when, link=link),
        marks=marks,
        called="Neighbourhoods",
    )
    name = f"map-{answer.itself.code}"
    return MapPicture(
        title=title,
        wide=map_svg(facts, name=name),
        narrow=map_svg(facts, name=f"{name}-narrow", narrow=True),
        legend=legend_of(facts),
        note=f"{answer.map.title}. A neighbourhood is where people live; the dots are practices.",
        rows=(),
    )


def soft_fills(shapes: tuple[AreaOnMap, ...]) -> dict[str, int]:
    """A fill for each neighbourhood, so that those side by side differ."""
    drawn_as = {
        one.code: Outline(
            network=one.code,
            shape=MultiPolygon(getattr(one.shape, "geoms", [one.shape])),
            area_km2=one.shape.area / 1e6,
            pieces=(),
        )
        for one in shapes
    }
    return colours(touching(drawn_as))


def practices_around(*, when: When, link: Link) -> tuple[PracticeOnMap, ...]:
    """Every practice with a known place."""
    held = every_practice(when=when)
    return tuple(
        PracticeOnMap(
            code=code,
            name=held[code].name,
            href=link(f"/practices/{code}/"),
            easting=at.easting,
            northing=at.northing,
            patients=held[code].patients,
        )
        for code, at in points_of(list(held), when=when).items()
    )
