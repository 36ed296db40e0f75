"""Which numbers of a folder's codes belong to each cluster that a catalogue names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from openpcn.engines.population.plan import Codes
from openpcn.rulebook.clusters import clusters
from openpcn.rulebook.synthetic_codes import codes_for
from openpcn.workflows.population.codebook import read_codes

Contents = Mapping[str, Collection[tuple[str, str]]]
"""The (system, code) pairs of each cluster."""


def synthetic_contents(names: Iterable[str]) -> Contents:
    """The invented codes of clusters, for records that are invented."""
    known = clusters()
    return {name: [code[:2] for code in codes_for(known[name])] for name in names if name in known}


def numbers_of(records: Path, contents: Contents) -> Codes:
    """For each cluster the numbers of its codes that the records use.

    A cluster that is an ICD-10 category has every code of the records that begins with it.
    """
    number_of: dict[tuple[str, str], int] = {}
    by_category: dict[str, list[int]] = defaultdict(list)
    begins = {name: one.begins for name, one in clusters().items() if one.begins}
    longest = max(map(len, begins.values()), default=0)
    for number, (system, code, _) in enumerate(read_codes(records)):
        number_of[system, code] = number
        if system == "icd10":
            for length in range(1, longest + 1):
                by_category[code[:length]].append(number)
    return {
        name: {number_of[code] for code in codes if code in number_of}
        | set(by_category.get(begins.get(name, ""), ()))
        for name, codes in contents.items()
    }
