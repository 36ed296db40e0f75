"""Everybody who counts, by practice, by segment, and by age and sex."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from openpcn.engines.indicators import esp_2013
from openpcn.rulebook.phenotypes import Phenotype
from openpcn.workflows.population.optouts import those_who_count
from openpcn.workflows.population.show_groups import labels_of
from openpcn.workflows.population.site_records import Answers
from openpcn.workflows.population.standardised_groups import SEXES, Numbers, places, tally

Truth = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class People:
    """A row for everybody who counts: of which practice, segment, age and sex."""

    table: pa.Table
    practices: tuple[str, ...]
    labels: tuple[str, ...]
    practice: Numbers
    segment: Numbers
    age_and_sex: Numbers

    def everybody(self) -> Truth:
        """True of each of them."""
        return np.ones(len(self.table), dtype=bool)

    def of_practices(self, codes: tuple[str, ...]) -> Truth:
        """Who is registered with one of some practices."""
        return np.isin(self.practice, [self.practices.index(code) for code in codes])

    def by_segment(self, true: Truth) -> Numbers:
        """People by practice and segment."""
        shape = len(self.practices), len(self.labels)
        return tally(self.practice[true], self.segment[true], shape)

    def by_age(self, true: Truth) -> Numbers:
        """People by segment, and by age and sex."""
        shape = len(self.labels), len(esp_2013().bands) * len(SEXES)
        return tally(self.segment[true], self.age_and_sex[true], shape)


def people_who_count(
    answers: Answers,
    practices: tuple[str, ...],
    use: str,
    *,
    flags: tuple[str, ...],
    division: Phenotype,
) -> People:
    """Those registered with some practices; of planning without who opted out."""
    words = sorted({f"flags_{answers.bit_of[name][0]}" for name in flags})
    columns = ("practice_code", "age_band", "sex", division.name, *words)
    table = those_who_count(answers, practices, use, columns)
    labels = labels_of(division.definition)
    age, sex = places(table["age_band"], esp_2013().bands), places(table["sex"], SEXES)
    return People(
        table=table,
        practices=practices,
        labels=labels,
        practice=places(table["practice_code"], practices),
        segment=places(table[division.name], labels),
        age_and_sex=age * len(SEXES) + sex,
    )
