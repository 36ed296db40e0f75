"""Where things are in a checkout, and how a step of the set-up is told and done."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
BOOT = CHECKOUT / ".boot"
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
VENDOR = CHECKOUT / "src" / "openpcn" / "web" / "static" / "vendor"
TEST_ASSETS = BOOT / "test-assets"


class Stopped(Exception):
    """A step could not be done; what it said is shown, without a traceback."""


def tell(text: str) -> None:
    """Say what is being done, at once."""
    print(text, file=sys.stderr, flush=True)


def run(words: Sequence[str | Path], **around: object) -> None:
    """Run a program quietly; show what it said only where it did not succeed."""
    done = subprocess.run(
        [str(word) for word in words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **around,  # type: ignore[call-overload]
    )
    if done.returncode:
        raise Stopped(f"{done.stdout}\n{Path(str(words[0])).name} ended with {done.returncode}.")


def fingerprint(*files: Path) -> str:
    """One fingerprint of the contents of several files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_stamped(stamp: Path, mark: str) -> bool:
    """Whether the step that leaves `stamp` was completed for `mark`."""
    return stamp.is_file() and stamp.read_text() == mark


def leave_stamp(stamp: Path, mark: str) -> None:
    """Note that a step is complete; written whole or not at all."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    unfinished = stamp.with_name(stamp.name + ".new")
    unfinished.write_text(mark)
    unfinished.replace(stamp)
