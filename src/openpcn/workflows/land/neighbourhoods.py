"""The shapes of the neighbourhoods that a viewer may see, in force on a day."""

from __future__ import annotations

from collections import defaultdict

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.neighbourhoods import NeighbourhoodAnswer, neighbourhoods
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.engines.geography.outlines import outlines
from openpcn.kernel.when import When
from openpcn.workflows.drawings.facts import AreaOnMap
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.catchments import Land, polygons_of


def neighbourhood_shapes(viewer: Account | None, *, when: When) -> tuple[AreaOnMap, ...]:
    """Each neighbourhood that the viewer may see and whose small areas have boundaries.

    What is kept is told apart by the neighbourhoods themselves, so that nobody is shown what was
    drawn for somebody else.
    """
    seen = neighbourhoods(viewer=viewer, when=when)
    if not seen:
        return ()
    return kept("neighbourhoods", (seen, stamp()), lambda: _drawn(seen))


def _drawn(seen: list[NeighbourhoodAnswer]) -> tuple[AreaOnMap, ...]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for one in seen:
        for kind, code in one.parts:
            wanted[kind].append(code)
    land: dict[str, Land] = {}
    for kind, codes in sorted(wanted.items()):
        land |= polygons_of(kind, codes)
    held = {f"{one.map_id}/{one.code}": one for one in seen}
    belongs = {code: key for key, one in held.items() for _, code in one.parts}
    return tuple(
        AreaOnMap(code=key, name=held[key].name, href="", shape=outline.shape)
        for key, outline in outlines(land, belongs).items()
    )
