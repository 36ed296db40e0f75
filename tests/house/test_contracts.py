"""Each import contract is broken once in a copy of the source, and is seen to break."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
BREAKS = {
    "layers": ("kernel/breaks.py", "import openpcn.workflows"),
    "independence": ("engines/geography/breaks.py", "import openpcn.engines.formation"),
    "purity": ("engines/geography/breaks.py", "import django.db"),
    "introductions": ("sources/breaks.py", "import openpcn.engines.geography"),
    "domains": ("domains/registry/breaks.py", "import openpcn.domains.evidence.queries"),
    "models": ("workflows/breaks.py", "import openpcn.domains.registry.models"),
    "cycles": ("kernel/breaks.py", "import openpcn.kernel.breaks_too"),
}
ALSO = {"cycles": ("kernel/breaks_too.py", "import openpcn.kernel.breaks")}


def contracts() -> list[str]:
    held = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    return [contract["id"] for contract in held["tool"]["importlinter"]["contracts"]]


def held(copy: Path, contract: str) -> tuple[bool, str]:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [program, "--no-cache", "--contract", contract],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(CHECKOUT / "pyproject.toml", folder)
    leave_out = shutil.ignore_patterns("__pycache__", "static", "templates")
    shutil.copytree(CHECKOUT / "src" / "openpcn", folder / "src" / "openpcn", ignore=leave_out)
    return folder


def test_every_contract_has_something_that_breaks_it() -> None:
    assert sorted(contracts()) == sorted(BREAKS)


@pytest.mark.parametrize("contract", BREAKS)
def test_a_contract_is_seen_to_break(copy: Path, contract: str) -> None:
    written = [BREAKS[contract], *([ALSO[contract]] if contract in ALSO else [])]
    files = [copy / "src" / "openpcn" / name for name, _ in written]
    for file, (_, line) in zip(files, written, strict=True):
        file.write_text(f"{line}\n")
    try:
        content, said = held(copy, contract)
    finally:
        for file in files:
            file.unlink()
    assert not content
    assert "BROKEN" in said
    assert "breaks" in said


@pytest.mark.parametrize(
    ("folder", "contract"), [("helpers", "layers"), ("domains/loans", "domains")]
)
def test_a_new_room_has_to_be_placed_first(copy: Path, folder: str, contract: str) -> None:
    room = copy / "src" / "openpcn" / folder
    room.mkdir()
    (room / "__init__.py").touch()
    content, _ = held(copy, contract)
    shutil.rmtree(room)
    assert not content
