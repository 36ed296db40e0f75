"""Apache Spark gives the very answers of the other engines."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from openpcn.workflows.population.asking import catalogue_and_codes
from openpcn.workflows.population.generate import generate
from openpcn.workflows.population.running import run_population
from tests.support.spark import need_spark, with_spark

DAY = date(2026, 10, 1)


@pytest.mark.slow
def test_spark_gives_the_fingerprint_of_duckdb_and_polars_for_the_whole_catalogue(
    tmp_path: Path,
) -> None:
    need_spark()
    records = tmp_path / "records"
    generate(people=300, out=records, only=("Z90001", "Z90002"))
    catalogue, codes = catalogue_and_codes(records, ())
    run = ("-m", "openpcn.cli.main", "population", "run", "--engine", "spark", "--json")
    told = json.loads(with_spark(*run, "--records", records, "--as-at", DAY))
    assert (told["people"], told["definitions"]) == (300, len(catalogue.definitions))
    for engine in ("duckdb", "polars"):
        found = run_population(records, catalogue, codes, as_at=DAY, engine=engine)
        assert told["fingerprint"] == found.fingerprint


@pytest.mark.slow
def test_spark_agrees_about_ten_random_definitions(tmp_path: Path) -> None:
    need_spark()
    program = "tests.engines.population.spark_answers"
    fast, spark = with_spark("-m", program, tmp_path / "records", 1, 10).split()
    assert fast == spark
