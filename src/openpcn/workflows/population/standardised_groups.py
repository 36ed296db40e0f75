"""How common a group would be if every area had people of the same ages, and beside expectation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from openpcn.engines.indicators import Estimate, dsr, esp_2013, ratio
from openpcn.rulebook.phenotypes import Phenotype
from openpcn.workflows.keeping import kept
from openpcn.workflows.population.group_tables import TOGETHER
from openpcn.workflows.population.optouts import those_who_count, truths
from openpcn.workflows.population.show_groups import Groups
from openpcn.workflows.population.site_records import Answers, records_as_held

PER = 1_000
FEWEST = 10
"""Below so many people no ratio is worked out."""
SEXES = ("F", "M", "I", "U")
Numbers = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Rates:
    """People of a group per 1,000, and over expectation; areas by code, all together by `""`."""

    standardised: Mapping[str, Estimate]
    """Standardised by age to the European Standard Population 2013."""
    ratios: Mapping[str, Estimate]
    """Over what people of the same age and sex have on the whole page; none from a few people."""


def rates_of(groups: Groups, phenotype: Phenotype) -> Rates | None:
    """The rates of a flag, of the people that its counts are of; None where none are held."""
    answers = groups.answers
    if answers is None or not groups.practices:
        return None
    inputs = (
        answers.fingerprint,
        records_as_held(),
        groups.areas,
        groups.use,
        phenotype.name,
    )
    return kept("standardised", inputs, lambda: rates(answers, groups, phenotype.name))


def rates(answers: Answers, groups: Groups, name: str) -> Rates:
    """Rates of practices, of areas inside and of all together, from each person's age and sex."""
    word, _ = answers.bit_of[name]
    columns = ("practice_code", "age_band", "sex", f"flags_{word}")
    table = those_who_count(answers, groups.practices, groups.use, columns)
    practice = places(table["practice_code"], groups.practices)
    band = places(table["age_band"], esp_2013().bands)
    sex = places(table["sex"], SEXES)
    shape = len(groups.practices), len(esp_2013().bands) * len(SEXES)
    ((_, _, true),) = truths(table, answers, [name])
    people = tally(practice, band * len(SEXES) + sex, shape)
    found = tally(practice[true], (band * len(SEXES) + sex)[true], shape)
    areas = {TOGETHER: groups.practices, **{code: (code,) for code in groups.practices}}
    areas |= dict(groups.areas.inside)
    rows = {code: [groups.practices.index(one) for one in held] for code, held in areas.items()}
    everywhere = found.sum(axis=0) / np.maximum(people.sum(axis=0), 1)
    made = {code: (found[at].sum(axis=0), people[at].sum(axis=0)) for code, at in rows.items()}
    return Rates(
        standardised={
            code: dsr(by_band(n), by_band(of), per=PER) for code, (n, of) in made.items()
        },
        ratios={
            code: ratio(float(n.sum()), float(of @ everywhere))
            for code, (n, of) in made.items()
            if code != TOGETHER and n.sum() >= FEWEST
        },
    )


def by_band(numbers: Numbers) -> list[float]:
    """People by age, of all sexes."""
    return [float(n) for n in numbers.reshape(-1, len(SEXES)).sum(axis=1)]


def places(column: pa.ChunkedArray, texts: tuple[str, ...]) -> Numbers:
    """Where each text stands in a list."""
    found = pc.index_in(column.cast(pa.string()), pa.array(texts))
    return np.asarray(found.to_numpy(), dtype=np.int64)


def tally(row: Numbers, column: Numbers, shape: tuple[int, int]) -> Numbers:
    """People by row and column."""
    size = shape[0] * shape[1]
    return np.bincount(row * shape[1] + column, minlength=size).reshape(shape)
