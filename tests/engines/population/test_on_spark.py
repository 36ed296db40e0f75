"""Apache Spark gives the very answers of the other engines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openpcn.workflows.population.asking import catalogue_and_codes
from openpcn.workflows.population.generate import generate
from openpcn.workflows.population.running import run_population
from tests.support.spark import need_spark, with_spark

DAY = date(2026, 10, 1)
PROGRAM = "tests.engines.population.spark_answers"


@pytest.mark.slow
def test_spark_gives_the_fingerprints_of_duckdb_and_polars_for_the_catalogue_and_at_random(
    tmp_path: Path,
) -> None:
    need_spark()
    records = tmp_path / "records"
    generate(people=300, out=records, only=("Z90001", "Z90002"))
    lines = with_spark("-m", PROGRAM, 10, 10, 1, records, DAY).splitlines()
    (at_random, fast_at_random, spark_at_random), (asked, fast, spark) = (
        line.rsplit(" ", 2) for line in lines
    )
    assert (at_random, fast_at_random) == ("seed 1:", spark_at_random)
    assert (asked, fast) == ("catalogue:", spark)
    catalogue, codes = catalogue_and_codes(records, ())
    found = run_population(records, catalogue, codes, as_at=DAY, engine="polars")
    assert (found.people, found.fingerprint) == (300, spark)
