"""Loops are compiled once, kept, and loaded without the compiler."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from openpcn.engines.population import machine_code
from openpcn.engines.population.compiling import loop, part

LIMIT = 3


@part
def below(number: int) -> bool:
    """Whether a number is below the limit."""
    return number < LIMIT


@loop("i8[:], u4[:,:], f8")
def add_up(numbers, table, more):  # type: ignore[no-untyped-def]
    """Add up small numbers, a table and one more."""
    found = 0
    for number in numbers:
        if below(number):
            found += number
    for row in range(len(table)):
        for column in range(table.shape[1]):
            found += table[row, column]
    return found + int(more)


@loop("i8[:]")
def makes_an_array(numbers):  # type: ignore[no-untyped-def]
    """What no loop may do."""
    return len(np.sort(numbers))


NUMBERS, TABLE = np.array([1, 2, 3]), np.arange(6, dtype=np.uint32).reshape(2, 3)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for what is compiled."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(add_up, "_function", None)
    return tmp_path


def test_a_loop_is_kept_and_a_damaged_one_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert add_up(NUMBERS, TABLE, 0.5) == add_up.plain(NUMBERS, TABLE, 0.5) == 18
    assert add_up._get_ready() is add_up._function
    (kept,) = folder.glob("*.o")
    made = kept.read_bytes()
    kept.write_bytes(made[:-1])
    monkeypatch.setattr(add_up, "_function", None)
    assert add_up(NUMBERS, TABLE, 0.5) == 18
    assert kept.read_bytes() == made


def test_a_loop_works_where_nothing_can_be_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").write_text("")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(folder / "file"))
    assert add_up(NUMBERS, TABLE, 0.5) == 18


def test_another_limit_is_another_loop() -> None:
    key = machine_code.key_of(add_up.plain, add_up.arguments, {"below": below.plain})
    below.plain.__globals__["LIMIT"] = 4
    try:
        other = machine_code.key_of(add_up.plain, add_up.arguments, {"below": below.plain})
    finally:
        below.plain.__globals__["LIMIT"] = 3
    assert key != other


def test_what_is_given_to_a_loop_is_checked() -> None:
    with pytest.raises(TypeError, match="add_up takes int64, not float64"):
        add_up(NUMBERS.astype(float), TABLE, 0.5)
    with pytest.raises(TypeError, match="add_up takes uint32"):
        add_up(NUMBERS, TABLE[:, ::2], 0.5)


def test_a_loop_that_makes_an_array_is_refused() -> None:
    with pytest.raises(TypeError, match="makes_an_array is no loop of its own"):
        makes_an_array(NUMBERS)


ALONE = """
import sys, numpy
from openpcn.engines.population import answering, words
words.turned(numpy.zeros((1, 1), numpy.uint64))
print(sorted({"numba", "duckdb"} & set(sys.modules)))
"""


def test_once_compiled_definitions_are_answered_without_loading_the_compiler(
    tmp_path: Path,
) -> None:
    around = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    asked = [sys.executable, "-c", ALONE]
    told = [
        subprocess.run(asked, capture_output=True, text=True, check=True, env=around).stdout.strip()
        for _ in range(2)
    ]
    assert told == ["['numba']", "[]"]
