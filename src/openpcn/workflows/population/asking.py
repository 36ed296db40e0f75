"""The definitions that are asked for, with the numbers of their clusters' codes in the records."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from openpcn.engines.population.definitions import Catalogue, check_clusters
from openpcn.engines.population.plan import Codes
from openpcn.kernel.errors import NotPossible
from openpcn.rulebook.clusters import is_own
from openpcn.rulebook.phenotypes import Phenotype
from openpcn.workflows.population.cluster_codes import Contents, numbers_of, synthetic_contents
from openpcn.workflows.population.codelists import held_contents
from openpcn.workflows.population.keeping import practices_in
from openpcn.workflows.population.own_definitions import catalogue_with
from openpcn.workflows.population.partitions import read_about


def catalogue_and_codes(
    records: Path,
    names: Collection[str] = (),
    *,
    state: Path | None = None,
    own: Collection[Phenotype] = (),
) -> tuple[Catalogue, Codes]:
    """The whole catalogue, or definitions by name with whatever they use, and their codes.

    `own` are definitions of the user's own, beside those that are shipped. Invented records have
    invented codes. For others the codes are those of the lists kept in `state`: of the whole
    catalogue, what names a cluster without a list is left out; a definition that is asked for by
    name is refused.
    """
    catalogue = catalogue_with(own)
    if names:
        catalogue = catalogue.only(names)
    contents = contents_for(records, catalogue.clusters, state)
    if names:
        for one in catalogue.definitions:
            check_clusters(one, contents)
    else:
        catalogue = answerable(catalogue, contents)
    return catalogue, numbers_of(records, contents)


def contents_for(records: Path, names: Collection[str], state: Path | None) -> Contents:
    """The codes of clusters: invented ones for invented records, else those of the lists kept.

    Clusters of the user's own have the codes of their lists whatever the records are.
    """
    if state is None:
        return synthetic_contents(names)
    if not are_invented(records):
        return held_contents(state, names)
    return {**synthetic_contents(names), **held_contents(state, [*filter(is_own, names)])}


def answerable(catalogue: Catalogue, held: Collection[str]) -> Catalogue:
    """The definitions of which every cluster is held, as are those of all that they use."""
    kept: dict[str, bool] = {}
    for one in catalogue.definitions:
        kept[one.name] = one.clusters <= set(held) and all(kept[other] for other in one.uses)
    names = [name for name, yes in kept.items() if yes]
    if not names:
        raise NotPossible(
            "No list of codes is loaded, so no definition can be answered.",
            next_step="Load your copies of published lists with openpcn population codes add.",
        )
    return catalogue.only(names)


def are_invented(records: Path) -> bool:
    """Whether every practice's records are made by a program."""
    return all(read_about(records, code).synthetic for code in practices_in(records))
