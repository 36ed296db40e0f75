"""Every definition that is counted finds somebody among the invented people."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from openpcn.rulebook.phenotypes import Phenotype, phenotypes
from openpcn.workflows.population.asking import catalogue_and_codes
from openpcn.workflows.population.running import run_population
from tests.workflows.population.generating.conftest import Records

TODAY = date(2026, 10, 1)


def answers_of(records: Records, out: Path) -> dict[str, set[str]]:
    """The answers that each definition gives to at least one person; a score as its size."""
    catalogue, codes = catalogue_and_codes(records.folder)
    run_population(records.folder, catalogue, codes, as_at=TODAY, out=out)
    made = defaultdict(set)
    counts = pq.read_table(out / "counts.parquet", columns=["definition", "answer"]).to_pydict()
    for name, answer in zip(counts["definition"], counts["answer"], strict=True):
        made[name].add(answer)
    people = pq.read_table(out / "people.parquet")
    for one in phenotypes():
        if one.definition.kind == "score":
            made[one.name] = {str(score) for score in people[one.name].unique().to_pylist()}
    return made


def finds(one: Phenotype, answers: set[str]) -> bool:
    """Whether a flag is true of somebody, and anything else has more than one answer."""
    return "yes" in answers if one.definition.kind == "flag" else len(answers) > 1


def test_no_counted_definition_is_empty(records: Records, tmp_path: Path) -> None:
    found = answers_of(records, tmp_path / "answers")

    assert [
        one.name for one in phenotypes() if one.counted and not finds(one, found[one.name])
    ] == []
