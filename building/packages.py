"""Python packages: uv through pip into .boot, then .venv from the locks with their hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from building.places import (
    BOOT,
    CHECKOUT,
    PYTHON,
    VENV,
    Stopped,
    fingerprint,
    is_stamped,
    leave_stamp,
    run,
    tell,
)

UV = BOOT / "uv" / "bin" / "uv"
LOCKS = {
    "run": CHECKOUT / "requirements.txt",
    "dev": CHECKOUT / "requirements-dev.txt",
    "boot": CHECKOUT / "requirements-boot.txt",
    "node": CHECKOUT / "requirements-node.txt",
    "spark": CHECKOUT / "requirements-spark.txt",
}
GROUPS = {
    "run": ["build"],
    "dev": ["build", "dev"],
    "boot": ["boot"],
    "node": ["node"],
    "spark": ["spark"],
}


def set_up_packages(purpose: str) -> None:
    """Make .venv hold what serving ("run") or testing ("dev") needs; nothing where it does."""
    purposes = {purpose, "dev"}  # the larger set serves both
    if any(is_stamped(VENV / f".{each}-stamp", mark_of(each)) for each in purposes):
        return
    uv = get_uv()
    if not PYTHON.exists():
        tell("Making .venv")
        run([uv, "venv", "--clear", "--python", sys.executable, VENV], env=surroundings())
    tell("Installing Python packages")
    install = [uv, "pip", "install", "--python", PYTHON]
    run([*install, "--require-hashes", "-r", LOCKS[purpose]], env=surroundings())
    run(
        [*install, "--no-deps", "--no-build-isolation", "--editable", CHECKOUT],
        env=surroundings(),
    )
    leave_stamp(VENV / f".{purpose}-stamp", mark_of(purpose))


def mark_of(purpose: str) -> str:
    """What the stamp of a complete .venv says."""
    files = (LOCKS[purpose], CHECKOUT / "pyproject.toml")
    return fingerprint(*files) + str(sys.version_info[:2])


def get_uv() -> Path:
    """The locked uv, fetched with pip where it is not here yet."""
    mark = fingerprint(LOCKS["boot"])
    stamp = BOOT / "uv.stamp"
    if not (UV.exists() and is_stamped(stamp, mark)):
        tell("Fetching uv")
        pip_install_into(BOOT / "uv", LOCKS["boot"])
        leave_stamp(stamp, mark)
    return UV


def pip_install_into(folder: Path, lock: Path) -> None:
    """Install a lock into a folder with this Python's pip, which Debian allows."""
    try:
        run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            + ["--no-compile", "--upgrade", "--target", str(folder), "--require-hashes"]
            + ["-r", str(lock)]
        )
    except Stopped as stopped:
        if "No module named pip" in str(stopped):
            raise Stopped("Python has no pip here. On Debian: apt install python3-pip.") from None
        raise


def surroundings() -> dict[str, str]:
    """The environment for uv: pip's own settings for indexes, and this machine's certificates."""
    around = dict(os.environ)
    around.setdefault("UV_SYSTEM_CERTS", "1")
    around.setdefault("UV_LINK_MODE", "copy")
    settings = pip_settings()
    if address := settings.get("index-url"):
        around.setdefault("UV_DEFAULT_INDEX", address)
    if more := settings.get("extra-index-url"):
        around.setdefault("UV_INDEX", more)
        # Every package is pinned by hash, so no index can slip another one in.
        around.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    if certificates := settings.get("cert"):
        around.setdefault("SSL_CERT_FILE", certificates)
    return around


def pip_settings() -> dict[str, str]:
    """What pip was told on this machine (`index-url` and so on), which uv does not read."""
    said = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    settings = {}
    for line in said.stdout.splitlines():
        name, _, value = line.partition("=")
        settings[name.rpartition(".")[2]] = " ".join(value.strip("'\"").replace("\\n", " ").split())
    return settings


def write_locks() -> None:
    """Make every lock again from pyproject.toml, from packages that are a week old."""
    uv = get_uv()
    # Only the first index says when a package appeared, and so whether it is a week old.
    around = {name: value for name, value in surroundings().items() if name != "UV_INDEX"}
    for purpose, groups in GROUPS.items():
        tell(f"Locking {LOCKS[purpose].name}")
        project = [CHECKOUT / "pyproject.toml"] if purpose in {"run", "dev"} else []
        run(
            [uv, "pip", "compile", *project, *(w for g in groups for w in ("--group", g))]
            + ["--generate-hashes", "--no-emit-index-url", "--no-header", "--universal"]
            + ["--python-version", "3.11", "-o", LOCKS[purpose]],
            env=around,
            cwd=CHECKOUT,
        )
