"""The checks of `run.py check`: each is a name, what it holds, and how it is asked."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from building.places import CHECKOUT, VENV, tell

CODE = ("src", "tests", "building", "run.py", "hatch_build.py", "benchmarks")
WORDS_OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w")
LOCK_FILES = ("requirements*.txt", "package-lock.json")
AN_ADDRESS = re.compile(r"\w+://")


def program(name: str, *words: str) -> tuple[bool, str]:
    """Run a program of .venv; whether it was content, and what it said."""
    with tempfile.TemporaryDirectory(prefix="openpcn-check-") as state:
        done = subprocess.run(
            [str(VENV / "bin" / name), *words],
            cwd=CHECKOUT,
            env=os.environ | {"OPENPCN_STATE": state, "PYTHONPATH": str(CHECKOUT)},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    return done.returncode == 0, done.stdout + done.stderr


def present(names: Iterable[str]) -> list[str]:
    """Those of `names` that exist in this checkout."""
    return [name for name in names if (CHECKOUT / name).exists()]


def style() -> tuple[bool, str]:
    """Ruff finds nothing to say."""
    return program("ruff", "check", "--quiet", *present(CODE))


def layout() -> tuple[bool, str]:
    """Ruff would lay out every file as it is."""
    return program("ruff", "format", "--check", "--quiet", *present(CODE))


def types() -> tuple[bool, str]:
    """The pure rooms and the workflows hold under mypy's strict rules."""
    return program("mypy", "--no-error-summary")


def contracts() -> tuple[bool, str]:
    """The rooms import as they may."""
    return program("lint-imports", "--no-cache")


def migrations() -> tuple[bool, str]:
    """The models have no change that no migration makes."""
    words = ("-m", "django", "makemigrations", "--check", "--dry-run")
    return program("python", *words, "--settings", "openpcn.site.settings")


def tracked() -> list[Path]:
    """Every file that is or will be in the repository."""
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [file for name in said.stdout.split("\0") if (file := CHECKOUT / name).is_file()]


def machine() -> tuple[bool, str]:
    """No tracked file names a path of somebody's machine."""
    return none_say(WORDS_OF_A_MACHINE, tracked(), "names a path of one machine")


def locks() -> tuple[bool, str]:
    """No lock names the address of an index."""
    files = [file for pattern in LOCK_FILES for file in CHECKOUT.glob(pattern)]
    return none_say(AN_ADDRESS, files, "names an address")


def assets() -> tuple[bool, str]:
    """No template, style sheet or script of ours loads anything from another host."""
    remote = re.compile(r"(?:src|href|url|import|from|action)\s*[=(]?\s*[\"'(]\s*(?:https?:)?//\w")
    ours = [
        file
        for file in tracked()
        if file.suffix in {".css", ".js"} and file.is_relative_to(CHECKOUT / "src")
    ]
    return none_say(remote, ours, "loads from another host")


def none_say(pattern: re.Pattern[str], files: Iterable[Path], said: str) -> tuple[bool, str]:
    """Whether no line of the files matches; each line that does, by file and number."""
    found = []
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            if pattern.search(line):
                found.append(f"{file.relative_to(CHECKOUT)}:{number} {said}: {line.strip()[:100]}")
    return not found, "\n".join(found)


CHECKS: dict[str, Callable[[], tuple[bool, str]]] = {
    "style": style,
    "layout": layout,
    "types": types,
    "contracts": contracts,
    "migrations": migrations,
    "machine": machine,
    "locks": locks,
    "assets": assets,
}


def check_all(names: Iterable[str]) -> int:
    """Ask each check; 0 where all are content."""
    trouble = 0
    for name in names:
        began = time.perf_counter()
        content, said = CHECKS[name]()
        took = time.perf_counter() - began
        tell(f"{'ok ' if content else 'NOT'}  {name:<11} {took:5.1f} s  {CHECKS[name].__doc__}")
        if not content:
            tell(said)
            trouble = 1
    return trouble
