"""Our Charlson scores of random people with ICD-10 codes, and the file that others score."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from openpcn.engines.population import tree
from openpcn.engines.population.answering import answer_practice
from openpcn.engines.population.definitions import Catalogue, Definition
from openpcn.engines.population.plan import plan_for
from openpcn.engines.population.reading import Partition
from openpcn.kernel.records import SCHEMAS
from openpcn.workflows.population.partitions import write_partition

AS_AT = date(2026, 3, 31)
MILDER = {"mld": "msld", "diab": "diabwc", "canc": "metacanc"}


def score_definition(weights: dict[str, int]) -> Catalogue:
    """The score as a definition: the milder form does not count beside the more severe one."""

    def has(name: str) -> tree.Flag:
        return tree.Recorded(clusters=(name,))

    def counts(name: str) -> tree.Flag:
        if name not in MILDER:
            return has(name)
        return tree.All(of=(has(name), tree.Not(of=has(MILDER[name]))))

    rule = tree.Sum(
        of=tuple(
            tree.Weighted(weight=weight, when=counts(name)) for name, weight in weights.items()
        )
    )
    return Catalogue.of([Definition(name="charlson", title="Charlson", kind="score", rule=rule)])


def make(folder: Path, told: dict, people: int = 100_000, each: int = 8) -> dict[str, set[int]]:
    """Write records and the flat file; codes belong to one condition, or to none."""
    chance = np.random.default_rng(5)
    prefixes = [(code, name) for name, codes in told["codes"].items() for code in codes]
    single = [
        code
        for code, _ in prefixes
        if len({name for other, name in prefixes if code.startswith(other)}) == 1
        and not any(other != code and other.startswith(code) for other, _ in prefixes)
    ]
    codes = np.array(single + [f"X{at:03d}" for at in range(2_000)])
    person = np.repeat(np.arange(1, people + 1), each)
    common = chance.random(len(person)) < 0.4
    drawn = np.where(
        common,
        chance.integers(0, len(single), len(person)),
        chance.integers(0, len(codes), len(person)),
    )
    flat = {"id": person, "code": codes[drawn], "age": np.zeros(len(person), np.int64)}
    pq.write_table(pa.table(flat), folder / "flat.parquet")
    rows = len(person)
    event = {
        "person_id": person,
        "code_id": drawn.astype(np.uint32),
        "on": pa.array(np.full(rows, 20_000, np.int32)).view(pa.date32()),
        "value": pa.nulls(rows, pa.float32()),
        "kind": np.ones(rows, np.int8),
    }
    ids = np.arange(1, people + 1)
    born, since = ([date(year, 1, 1)] * people for year in (1950, 2015))
    no = [False] * people
    tables = {
        "person": {"person_id": ids, "sex": ["F"] * people, "birth_month": born, "care_home": no}
        | {"optout_national": no, "optout_local": no},
        "registration": {"person_id": ids, "practice_code": ["Z1A"] * people, "starts_on": since},
        "event": event,
        "encounter": {},
    }
    write_partition(
        folder,
        "Z1A",
        {name: whole(name, columns) for name, columns in tables.items()},
        source="measuring",
        extracted_on=None,
        synthetic=True,
    )
    return {
        name: {at for at, code in enumerate(codes) if str(code).startswith(tuple(starts))}
        for name, starts in told["codes"].items()
    }


def whole(name: str, columns: dict) -> pa.Table:
    """A table of the layout, empty where a column is not given."""
    rows = len(columns.get("person_id", ()))
    arrays = [
        pa.array(columns[field.name], field.type)
        if field.name in columns
        else pa.nulls(rows, field.type)
        for field in SCHEMAS[name]
    ]
    return pa.table(arrays, schema=SCHEMAS[name])


def ours(folder: Path, told: dict) -> tuple[float, dict[int, int]]:
    """CPU seconds, reading the Parquet files included, and each person's score."""
    codes = make(folder, told)
    catalogue = score_definition(told["weights"])
    partition = Partition(practice="Z1A", folder=folder / "practice=Z1A")
    spent = []
    for _ in range(3):
        started = time.process_time()
        found = answer_practice(plan_for(catalogue, codes, AS_AT), partition)
        spent.append(time.process_time() - started)
    scores = found.answers.scores["charlson"]
    return min(spent), dict(zip(found.ids.tolist(), scores.tolist(), strict=True))


def differing(one: dict[int, int], scores: Path) -> int:
    """How many people have another score in a file of another package."""
    other = {int(person): score for person, score in json.loads(scores.read_text()).items()}
    return sum(other.get(person, 0) != score for person, score in one.items())
