"""Does a group differ along deprivation, age for age? Fifths of England's areas, and the slope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from openpcn.engines.indicators import Estimate, Inequality, dsr, esp_2013, sii
from openpcn.kernel.errors import NotPossible
from openpcn.rulebook.phenotypes import Phenotype
from openpcn.workflows.keeping import kept
from openpcn.workflows.population.optouts import those_who_count, truths
from openpcn.workflows.population.partitions import folder_of
from openpcn.workflows.population.show_groups import Groups
from openpcn.workflows.population.site_records import Answers, records_as_held, records_folder
from openpcn.workflows.population.standardised_groups import PER, Numbers, places, tally

FIFTHS = 5
TENTHS_IN_FIFTH = 2


@dataclass(frozen=True, kw_only=True)
class AlongDeprivation:
    """Rates per 1,000 standardised by age, most deprived first, and the slope through them."""

    fifths: tuple[Estimate, ...]
    middles: tuple[float, ...]
    """Of each fifth: the middle of its people in the order of deprivation, 0 most deprived to 1."""
    inequality: Inequality | None
    why_not: str
    """Where there is no slope."""


def along_deprivation(groups: Groups, phenotype: Phenotype) -> AlongDeprivation | None:
    """A flag by fifth of deprivation; None where no records are, or of one practice of several."""
    answers = groups.answers
    if answers is None or not groups.practices or groups.areas.is_part_of_network:
        return None
    inputs = (answers.fingerprint, records_as_held(), groups.areas, groups.use, phenotype.name)
    return kept("group-deprivation", inputs, lambda: made(answers, groups, phenotype.name))


def made(answers: Answers, groups: Groups, name: str) -> AlongDeprivation:
    """The same, from each person's age and where they live."""
    word, _ = answers.bit_of[name]
    columns = ("practice_code", "age_band", f"flags_{word}")
    table = those_who_count(answers, groups.practices, groups.use, columns)
    ((_, _, true),) = truths(table, answers, [name])
    fifth = fifths_of(table, groups.practices)
    band = places(table["age_band"], esp_2013().bands)
    shape = FIFTHS + 1, len(esp_2013().bands)
    found, people = tally(fifth[true], band[true], shape), tally(fifth, band, shape)
    rates = tuple(dsr(found[at], people[at], per=PER) for at in range(1, FIFTHS + 1))
    sizes = people[1:].sum(axis=1)
    share = sizes / max(1, sizes.sum())
    try:
        answer, why_not = sii(rates, sizes.tolist()), ""
    except NotPossible as refused:
        answer, why_not = None, refused.message
    return AlongDeprivation(
        fifths=rates,
        middles=tuple((np.cumsum(share) - share / 2).tolist()),
        inequality=answer,
        why_not=why_not,
    )


def fifths_of(table: pa.Table, practices: tuple[str, ...]) -> Numbers:
    """The fifth of England's areas in which each person lives, 1 most deprived; 0 is not known."""
    files = [folder_of(records_folder(), code) / "person.parquet" for code in practices]
    person = ds.dataset(files).to_table(columns=["person_id", "imd_decile"])
    at = pc.index_in(table["person_id"], person["person_id"].combine_chunks())
    tenth = person["imd_decile"].combine_chunks().take(at.combine_chunks()).fill_null(0)
    return np.asarray((tenth.to_numpy(zero_copy_only=False).astype(int) + 1) // TENTHS_IN_FIFTH)
