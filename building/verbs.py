"""What each verb of run.py does."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from building.assets import set_up_assets
from building.browser import set_up_tests
from building.packages import set_up_packages, write_locks
from building.places import CHECKOUT, PYTHON, VENV, Stopped, tell
from building.planner import set_up_planner
from building.spark import set_up_spark

NOTHING_TO_RUN = 5
BENCHMARKS = CHECKOUT / "benchmarks"
CODE = ("src", "tests", "building", "run.py", "hatch_build.py")


def serve(words: Sequence[str]) -> int:
    """Set up and serve; the demonstration where no published files are named."""
    set_up_packages("run")
    set_up_assets()
    set_up_planner()
    wanted = [] if any(word.split("=")[0] == "--data" for word in words) else ["--demo"]
    program = str(VENV / "bin" / "openpcn")
    os.execv(program, [program, "up", *wanted, *words])


def test(words: Sequence[str]) -> int:
    """Run the suite: all of it on SQLite, then what uses a database on PostgreSQL."""
    set_up_packages("dev")
    set_up_assets()
    set_up_tests()
    set_up_spark_if_it_can_be_had()
    pytest = ["-m", "pytest", *words]
    if not words:
        pytest += ["--numprocesses", "2", "--dist", "loadgroup"]
    tell("The suite, with SQLite and a browser")
    first = python(*pytest)
    tell("What uses a database, again on PostgreSQL")
    second = python(*pytest, "--postgres")
    return first or (0 if words and second == NOTHING_TO_RUN else second)


def set_up_spark_if_it_can_be_had() -> None:
    """Have Spark, or say why not: its tests then say so too, and do not pass in CI."""
    try:
        set_up_spark()
    except Stopped as stopped:
        tell(f"There is no Spark, so its tests will not run.\n{stopped}")


def check(words: Sequence[str]) -> int:
    """Every check that needs no running system; writes nothing."""
    set_up_packages("dev")
    from building.checks import CHECKS, check_all

    return check_all(words or list(CHECKS))


def fix(words: Sequence[str]) -> int:
    """Put right what ruff can."""
    set_up_packages("dev")
    code = [*CODE, "benchmarks"] if BENCHMARKS.is_dir() else list(CODE)
    return python("-m", "ruff", "check", "--fix", *code) or python("-m", "ruff", "format", *code)


def bench(words: Sequence[str]) -> int:
    """Run one of benchmarks/."""
    return run_named(BENCHMARKS, words)


def soak(words: Sequence[str]) -> int:
    """Run one of benchmarks/soak/."""
    return run_named(BENCHMARKS / "soak", words)


def run_named(folder: Path, words: Sequence[str]) -> int:
    """Run the program called by the first word; without one, say which there are."""
    names = sorted(file.stem for file in folder.glob("[!_]*.py"))
    if not words or words[0] not in names:
        raise Stopped(f"There are: {', '.join(names) or 'none yet'}.")
    set_up_packages("dev")
    set_up_assets()
    if words[0] == "spark":
        set_up_spark()
    return python(folder / f"{words[0]}.py", *words[1:])


def docs(words: Sequence[str]) -> int:
    """Make pages of the documents."""
    set_up_packages("run")
    return python("-m", "building.pages", *words)


def lock(words: Sequence[str]) -> int:
    """Lock the dependencies again."""
    write_locks()
    return 0


def python(*words: str | Path) -> int:
    """Run the checkout's Python; the exit code is the answer."""
    around = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    return subprocess.call([str(word) for word in (PYTHON, *words)], cwd=CHECKOUT, env=around)
