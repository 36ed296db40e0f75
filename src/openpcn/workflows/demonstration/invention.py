"""The whole invented system, from one seed."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from openpcn.workflows.demonstration.areas import Areas, make_areas
from openpcn.workflows.demonstration.deprivation import Domain, make_deprivation
from openpcn.workflows.demonstration.history import History, make_history
from openpcn.workflows.demonstration.land import make_land
from openpcn.workflows.demonstration.lists import Vintage, make_vintages
from openpcn.workflows.demonstration.networks import Networks, make_networks
from openpcn.workflows.demonstration.postcodes import Unit, make_postcodes
from openpcn.workflows.demonstration.practices import Practices, make_practices

SEED = 2026


@dataclass(frozen=True, kw_only=True)
class Invention:
    """Land, areas, practices, networks, their history and their lists."""

    seed: int
    areas: Areas
    deprivation: tuple[Domain, ...]
    practices: Practices
    postcodes: tuple[Unit, ...]
    postcode_of: tuple[str, ...]
    networks: Networks
    history: History
    vintages: tuple[Vintage, ...]


def invent(seed: int = SEED) -> Invention:
    """The same system for the same seed; each part has chance of its own, so that parts keep."""
    areas = make_areas(make_land(chance(seed, "land")), chance(seed, "areas"))
    practices = make_practices(areas, chance(seed, "practices"))
    networks = make_networks(areas, practices, chance(seed, "networks"))
    history = make_history(practices, networks)
    units, postcode_of = make_postcodes(areas, practices, chance(seed, "postcodes"))
    return Invention(
        seed=seed,
        areas=areas,
        deprivation=make_deprivation(areas, chance(seed, "deprivation")),
        practices=practices,
        postcodes=units,
        postcode_of=postcode_of,
        networks=networks,
        history=history,
        vintages=make_vintages(areas, practices, networks, history, chance(seed, "lists")),
    )


def chance(seed: int, part: str) -> np.random.Generator:
    """Chance for one part of the invention."""
    return np.random.default_rng([seed, crc32(part.encode())])
