"""Which fill each network gets on a map: few colours, neighbours apart, stable between dates."""

from __future__ import annotations

from collections.abc import Collection, Mapping

COUNT = 6


def colours(
    neighbours: Mapping[str, Collection[str]],
    *,
    previous: Mapping[str, int] | None = None,
    count: int = COUNT,
) -> dict[str, int]:
    """A colour from 0 to `count` - 1 for each network, so that neighbours differ.

    A network keeps its previous colour unless a neighbour with more neighbours (then the earlier
    code) keeps the same. The others follow, the most constrained first: most colours around it,
    then most neighbours, then code; each takes the least used free colour. Where none is free,
    the one that the fewest neighbours have.
    """
    chosen = _kept(neighbours, previous or {}, count)
    left = neighbours.keys() - chosen.keys()
    while left:
        code = min(
            left, key=lambda c: (-len(_around(c, neighbours, chosen)), *_weight(c, neighbours))
        )
        chosen[code] = _colour(code, neighbours, chosen, count)
        left.discard(code)
    return {code: chosen[code] for code in sorted(chosen)}


def _kept(
    neighbours: Mapping[str, Collection[str]], previous: Mapping[str, int], count: int
) -> dict[str, int]:
    kept: dict[str, int] = {}
    for code in sorted(neighbours, key=lambda c: _weight(c, neighbours)):
        colour = previous.get(code, count)
        if colour < count and colour not in _around(code, neighbours, kept):
            kept[code] = colour
    return kept


def _weight(code: str, neighbours: Mapping[str, Collection[str]]) -> tuple[int, str]:
    return -len(neighbours[code]), code


def _around(
    code: str, neighbours: Mapping[str, Collection[str]], chosen: Mapping[str, int]
) -> set[int]:
    return {chosen[other] for other in neighbours[code] if other in chosen}


def _colour(
    code: str, neighbours: Mapping[str, Collection[str]], chosen: Mapping[str, int], count: int
) -> int:
    around = [chosen[other] for other in neighbours[code] if other in chosen]
    used = list(chosen.values())
    return min(range(count), key=lambda colour: (around.count(colour), used.count(colour), colour))
