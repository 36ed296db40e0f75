"""SQL on DuckDB and Polars give the very answers of the fast engine: fingerprints are equal."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlglot

from openpcn.engines.population import tree
from openpcn.engines.population.answering import answer_with_duckdb
from openpcn.engines.population.answers import PracticeAnswers, canonical, digest_of, fingerprint
from openpcn.engines.population.definitions import Catalogue, Definition
from openpcn.engines.population.in_sql import batches
from openpcn.engines.population.on_duckdb import answer_with_sql
from openpcn.engines.population.on_polars import answer_with_polars
from openpcn.engines.population.reading import Partition
from tests.engines.population.invention import (
    AS_AT,
    CLUSTERS,
    Chance,
    Registered,
    population,
    write_partition,
)

OTHERS = (answer_with_sql, answer_with_polars)


def differing(
    catalogue: Catalogue, one: list[PracticeAnswers], other: list[PracticeAnswers]
) -> list[str]:
    """The definitions that two engines answer differently, practice by practice."""
    assert [a.practice for a in one] == [b.practice for b in other]
    assert all(a.ids.tolist() == b.ids.tolist() for a, b in zip(one, other, strict=True))
    return [
        f"{a.practice} {name} {catalogue.named[name].rule}"
        for a, b in zip(one, other, strict=True)
        for name in catalogue.named
        if canonical(a.answers, name) != canonical(b.answers, name)
    ]


def town(chance: Chance, folder: Path) -> list[Partition]:
    """Two practices, one of which shares people with the other."""
    people, registered = population(chance, 80)
    moved: list[Registered] = [("Z2", starts, ends) for _, starts, ends in registered[:20]]
    return [
        write_partition(folder, people, registered),
        write_partition(folder, people[:20], moved, practice="Z2"),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_all_engines_give_the_same_fingerprint_for_random_definitions(
    seed: int, tmp_path: Path
) -> None:
    chance = Chance(1000 + seed)
    partitions = town(chance, tmp_path)
    catalogue = chance.catalogue(50 if seed == 0 else 25)
    fast = list(answer_with_duckdb(catalogue, CLUSTERS, AS_AT, partitions))
    wanted = fingerprint(catalogue, AS_AT, [(f.practice, digest_of(catalogue, f)) for f in fast])
    for engine in OTHERS:
        found = list(engine(catalogue, CLUSTERS, AS_AT, partitions))
        assert not differing(catalogue, fast, found)
        digests = [(f.practice, digest_of(catalogue, f)) for f in reversed(found)]
        assert fingerprint(catalogue, AS_AT, digests) == wanted


def test_definitions_asked_a_few_at_a_time_have_the_same_answers() -> None:
    catalogue = Chance(3).catalogue(20)
    few = list(batches(catalogue, AS_AT, together=3))
    assert [name for one in few for name in one.names] == list(catalogue.named)


def test_a_definition_without_records_needs_no_event() -> None:
    rule = tree.Between(measure="age_years", lowest=65)
    only = Catalogue.of([Definition(name="old", title="Old", kind="flag", rule=rule)])
    (batch,) = batches(only, AS_AT)
    assert "leaf" not in batch.statement.sql(dialect="duckdb")


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "postgres", "snowflake", "tsql"])
def test_every_statement_is_text_of_other_dialects_too(dialect: str) -> None:
    for batch in batches(Chance(4).catalogue(25), AS_AT):
        sqlglot.parse_one(batch.statement.sql(dialect=dialect), read=dialect)


def test_a_fingerprint_knows_the_day_the_names_and_every_answer() -> None:
    catalogue = Chance(3).catalogue(3)
    one = fingerprint(catalogue, AS_AT, [("Z1", b"a"), ("Z2", b"b")])
    assert one == fingerprint(catalogue, AS_AT, [("Z2", b"b"), ("Z1", b"a")])
    assert one != fingerprint(catalogue, AS_AT.replace(day=30), [("Z1", b"a"), ("Z2", b"b")])
    assert one != fingerprint(catalogue, AS_AT, [("Z1", b"a")])
    assert one != fingerprint(Chance(4).catalogue(4), AS_AT, [("Z1", b"a"), ("Z2", b"b")])


@pytest.mark.parametrize("measure", ["imd_decile", "age_years", "age_months"])
def test_a_measure_without_ends_is_true_only_where_it_is_known(
    measure: tree.Measure, tmp_path: Path
) -> None:
    chance = Chance(8)
    partitions = town(chance, tmp_path)
    rule = tree.Between(measure=measure)
    only = Catalogue.of([Definition(name="known", title="Known", kind="flag", rule=rule)])
    fast = list(answer_with_duckdb(only, CLUSTERS, AS_AT, partitions))
    for engine in OTHERS:
        assert not differing(only, fast, list(engine(only, CLUSTERS, AS_AT, partitions)))


@pytest.mark.parametrize("engine", [answer_with_duckdb, *OTHERS])
def test_no_practice_gives_no_answers(engine) -> None:
    assert list(engine(Chance(3).catalogue(3), CLUSTERS, AS_AT, [])) == []
