"""Leaves worked out together give the answers of leaves worked out one by one."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import sqlglot

from openpcn.engines.population.answering import answer_with_duckdb
from openpcn.engines.population.answers import PracticeAnswers, canonical
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.in_sql import first_steps
from openpcn.engines.population.on_duckdb import TABLES, by_practice, cluster_codes
from openpcn.engines.population.reading import Partition
from openpcn.engines.population.sql_at_once import (
    answered,
    known,
    parts,
    pieces,
    writing_of,
)
from tests.engines.population.invention import (
    AS_AT,
    CLUSTERS,
    Chance,
    population,
    write_partition,
)


def at_once(catalogue: Catalogue, partition: Partition) -> PracticeAnswers:
    """The statements as DuckDB answers them."""
    con = duckdb.connect()
    for table in TABLES:
        con.execute(
            f"create view {table} as select * from read_parquet('{partition.file(table)}', "
            "hive_partitioning = true, hive_types = {'practice': varchar})"
        )
    con.register("cluster_code", cluster_codes(catalogue, CLUSTERS))

    def make(name: str, query: str) -> None:
        con.execute(f"create table {name} as {query}")

    for name, step in first_steps(AS_AT).items():
        query = step.sql(dialect="duckdb")
        if name == "happened":
            query = f"select * from ({query}) join cluster_code using (code_id)"
        make(name, query)
    writing = writing_of(catalogue, AS_AT)
    named = []
    for at, piece in enumerate(pieces(writing)):
        named.append(f"piece_{at}")
        make(named[-1], piece.sql(dialect="duckdb"))
    make("known", known(writing, named).sql(dialect="duckdb"))
    whole: pa.Table | None = None
    for names in parts(list(catalogue.named), 7):
        query = answered(catalogue, names, writing).sql(dialect="duckdb")
        found = con.execute(f"{query} order by practice, person_id").to_arrow_table()
        for name in found.column_names if whole is None else names:
            whole = found if whole is None else whole
            if name not in whole.column_names:
                whole = whole.append_column(name, found[name])
    (told,) = by_practice(catalogue, whole)
    return told


@pytest.mark.parametrize("seed", range(2))
def test_the_answers_are_those_of_the_fast_engine(seed: int, tmp_path: Path) -> None:
    chance = Chance(2000 + seed)
    people, registered = population(chance, 80)
    partition = write_partition(tmp_path, people, registered)
    catalogue = chance.catalogue(40)
    (fast,) = answer_with_duckdb(catalogue, CLUSTERS, AS_AT, [partition])
    told = at_once(catalogue, partition)
    assert told.ids.tolist() == fast.ids.tolist()
    for name in catalogue.named:
        same = canonical(told.answers, name) == canonical(fast.answers, name)
        assert same, catalogue.named[name].rule


def test_leaves_that_are_one_grouping_share_a_statement() -> None:
    writing = writing_of(Chance(7).catalogue(60), AS_AT)
    assert len(list(pieces(writing))) < len(writing.column_of) / 5


def test_every_statement_is_text_for_spark() -> None:
    catalogue = Chance(8).catalogue(20)
    writing = writing_of(catalogue, AS_AT)
    for query in (*pieces(writing), answered(catalogue, list(catalogue.named), writing)):
        sqlglot.parse_one(query.sql(dialect="spark"), read="spark")
