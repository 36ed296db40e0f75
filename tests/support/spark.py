"""Programs of the environment that has Spark; `run.py test` makes it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PYTHON = CHECKOUT / ".boot" / "spark" / "bin" / "python"
QUICK_TO_START = {
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "PYSPARK_SUBMIT_ARGS": "--conf spark.sql.codegen.wholeStage=false "
    "--conf spark.sql.codegen.factoryMode=NO_CODEGEN pyspark-shell",
}
"""For a few rows, compiling costs more than it saves."""


def need_spark() -> None:
    """Skip where the environment is not there; in CI that is a failure."""
    if not (PYTHON.parent.parent / ".stamp").is_file():
        said = "There is no Spark here. Run python3 run.py test with a network, which fetches it."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)


def with_spark(*words: object, limit: int = 900) -> str:
    """What a program prints that is run by the Python that has Spark."""
    done = subprocess.run(
        [str(PYTHON), *map(str, words)],
        cwd=CHECKOUT,
        env=os.environ | QUICK_TO_START | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=limit,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout
