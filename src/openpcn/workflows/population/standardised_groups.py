"""How common a group would be if every practice had people of the same ages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from openpcn.engines.indicators import Estimate, dsr, esp_2013
from openpcn.rulebook.phenotypes import Phenotype
from openpcn.workflows.keeping import kept
from openpcn.workflows.population.optouts import those_who_count, truths
from openpcn.workflows.population.show_groups import Groups
from openpcn.workflows.population.site_records import Answers, records_as_held

PER = 1_000


@dataclass(frozen=True, kw_only=True)
class Standardised:
    """People of a group per 1,000, standardised by age: of each practice, and of all together."""

    of_practice: Mapping[str, Estimate]
    together: Estimate


def standardised(groups: Groups, phenotype: Phenotype) -> Standardised | None:
    """The rates of a flag, of the people that its counts are of; None where none are held."""
    answers = groups.answers
    if answers is None or not groups.practices:
        return None
    inputs = (
        answers.fingerprint,
        records_as_held(),
        groups.practices,
        groups.use,
        phenotype.name,
    )
    return kept("standardised", inputs, lambda: rates(answers, groups, phenotype.name))


def rates(answers: Answers, groups: Groups, name: str) -> Standardised:
    """Directly standardised rates, from each person's practice and age."""
    word, _ = answers.bit_of[name]
    columns = ("practice_code", "age_band", f"flags_{word}")
    table = those_who_count(answers, groups.practices, groups.use, columns)
    practice = places(table["practice_code"], groups.practices)
    band = places(table["age_band"], esp_2013().bands)
    shape = len(groups.practices), len(esp_2013().bands)
    ((_, _, true),) = truths(table, answers, [name])
    people = tally(practice, band, shape)
    found = tally(practice[true], band[true], shape)
    return Standardised(
        of_practice={
            code: dsr(found[at], people[at], per=PER) for at, code in enumerate(groups.practices)
        },
        together=dsr(found.sum(axis=0), people.sum(axis=0), per=PER),
    )


def places(column: pa.ChunkedArray, texts: tuple[str, ...]) -> NDArray[np.int64]:
    """Where each text stands in a list."""
    found = pc.index_in(column.cast(pa.string()), pa.array(texts))
    return np.asarray(found.to_numpy(), dtype=np.int64)


def tally(
    practice: NDArray[np.int64], band: NDArray[np.int64], shape: tuple[int, int]
) -> NDArray[np.int64]:
    """People by practice and age band."""
    size = shape[0] * shape[1]
    return np.bincount(practice * shape[1] + band, minlength=size).reshape(shape)
