"""The definitions that are asked for, with the numbers of their clusters' codes in the records."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.plan import Codes
from openpcn.rulebook import phenotypes
from openpcn.workflows.population.cluster_codes import numbers_of, synthetic_contents


def catalogue_and_codes(records: Path, names: Collection[str] = ()) -> tuple[Catalogue, Codes]:
    """The whole catalogue, or definitions by name with whatever they use, and their codes."""
    catalogue = phenotypes.catalogue()
    if names:
        catalogue = catalogue.only(names)
    return catalogue, numbers_of(records, synthetic_contents(catalogue.clusters))
