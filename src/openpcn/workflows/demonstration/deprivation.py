"""Deprivation of each small area: a city harder pressed than the county, towns than country."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openpcn.workflows.demonstration.areas import Areas
from openpcn.workflows.demonstration.land import CENTRE, Floats, Ints
from openpcn.workflows.demonstration.published import (
    CITY_SCORES,
    COUNTY_SCORES,
    DOMAIN_CORRELATION,
    RANK_SHARES,
    RANKS_2025,
    SCORE_SHARES,
    SCORES_BY_RANK,
)


@dataclass(frozen=True, kw_only=True)
class Domain:
    """Score and national rank (1 is most deprived) of every small area in one domain."""

    title: str
    scores: Floats
    ranks: Ints

    def deciles(self, ranks: int = RANKS_2025) -> Ints:
        """Tenths of the national ranks, 1 the most deprived."""
        return np.minimum(10, (self.ranks - 1) * 10 // ranks + 1)


def make_deprivation(areas: Areas, chance: np.random.Generator) -> tuple[Domain, ...]:
    """The index and its seven domains, related as the published ones are."""
    scores = index_scores(areas, chance)
    index_share = share_of_rank(scores)
    return tuple(
        make_domain(title, index_share, correlation, chance)
        for title, correlation in zip(SCORES_BY_RANK, DOMAIN_CORRELATION, strict=True)
    )


def index_scores(areas: Areas, chance: np.random.Generator) -> Floats:
    """Scores with the published spread inside the city and outside, where need is likeliest."""
    pressure = need(areas, chance)
    in_city = areas.place_of == 0
    scores = np.zeros(len(pressure))
    for inside, published in ((in_city, CITY_SCORES), (~in_city, COUNTY_SCORES)):
        order = pressure[inside].argsort().argsort()
        scores[inside] = np.interp((order + 0.5) / len(order), SCORE_SHARES, published)
    return scores


def need(areas: Areas, chance: np.random.Generator) -> Floats:
    """Higher where people live densely and near the coast, in patches a few kilometres wide."""
    east, north = (areas.land.centres - CENTRE).T / 1_000
    patches = np.sin(0.9 * east + 0.4 * north + 1) + np.sin(0.8 * north - 0.5 * east)
    dense = np.log(areas.land.density)
    spread = chance.normal(0, 0.5, len(dense))
    result: Floats = 0.7 * dense + 0.7 * patches + 0.5 * (east > 19) + spread
    return result


def share_of_rank(scores: Floats) -> Floats:
    """Where in the national order a score stands: 0 the most deprived, 1 the least."""
    published = SCORES_BY_RANK["Index of Multiple Deprivation (IMD) Score"]
    return np.interp(-scores, -np.array(published), RANK_SHARES)


def make_domain(
    title: str, index_share: Floats, correlation: float, chance: np.random.Generator
) -> Domain:
    """One domain whose national order goes along with the index as far as published."""
    noise = chance.random(len(index_share))
    pull = correlation**2
    share = np.clip(pull * index_share + (1 - pull) * noise, 0.0, 1.0)
    if correlation == 1.0:
        share = index_share
    ranks = np.clip(np.rint(share * (RANKS_2025 - 1)) + 1, 1, RANKS_2025).astype(np.int64)
    scores = np.interp((ranks - 1) / (RANKS_2025 - 1), RANK_SHARES, SCORES_BY_RANK[title])
    return Domain(title=title, scores=np.round(scores, 3), ranks=ranks)
