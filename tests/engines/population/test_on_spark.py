"""Apache Spark gives the very answers of the other engines."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from typer.main import get_command

from openpcn.cli.population import app
from openpcn.rulebook.phenotypes import phenotypes
from openpcn.workflows.population.generate import generate
from tests.support.spark import need_spark, with_spark

DAY = date(2026, 10, 1)
PROGRAM = "tests.engines.population.spark_answers"


@pytest.mark.slow
def test_the_command_gives_one_fingerprint_with_spark_duckdb_and_polars_for_the_whole_catalogue(
    tmp_path: Path,
) -> None:
    need_spark()
    records = tmp_path / "records"
    generate(people=300, out=records, only=("Z90001", "Z90002"))
    at_random, said = with_spark("-m", PROGRAM, 10, 10, 1, records, DAY).split("\n", 1)
    seed, fast_at_random, spark_at_random = at_random.rsplit(" ", 2)
    assert (seed, fast_at_random) == ("seed 1:", spark_at_random)
    told = [json.loads(said), *(by_command(records, engine) for engine in ("duckdb", "polars"))]
    assert [one["engine"] for one in told] == ["spark", "duckdb", "polars"]
    assert {one["definitions"] for one in told} == {len(phenotypes())}
    assert {one["people"] for one in told} == {300}
    assert len({one["fingerprint"] for one in told}) == 1


def by_command(records: Path, engine: str) -> dict[str, Any]:
    """What `openpcn population run` prints."""
    typed = ["run", "--records", str(records), "--as-at", str(DAY), "--engine", engine, "--json"]
    done = CliRunner().invoke(get_command(app), typed)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)
