"""Put a finished folder in the place of another, so that there is never neither and never half.

Linux can exchange two names at once (renameat2). Elsewhere the old folder steps aside first; if
the process is killed at that moment, `bring_back` restores it when the records are next written.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

ASIDE = ".aside-"
WRITING = ".writing-"
HERE = -100
"""AT_FDCWD: paths are taken as they are."""
EXCHANGE = 2
"""RENAME_EXCHANGE."""


def put_in_place(made: Path, place: Path) -> None:
    """Let `made` become `place`; what stood there is removed afterwards."""
    if not place.exists():
        made.rename(place)
    elif exchange(made, place):
        shutil.rmtree(made)
    else:
        aside = place.with_name(f"{ASIDE}{place.name}")
        place.rename(aside)
        made.rename(place)
        shutil.rmtree(aside)
    sync_folder(place.parent)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; false where this machine cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and not rename(
        HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE
    )


def bring_back(folder: Path) -> None:
    """Restore what stepped aside for a folder that never came; clear what was left unfinished."""
    for aside in folder.glob(f"{ASIDE}*"):
        place = aside.with_name(aside.name.removeprefix(ASIDE))
        if place.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(place)
    for unfinished in folder.glob(f"{WRITING}*"):
        if unfinished.is_dir():
            shutil.rmtree(unfinished, ignore_errors=True)
        else:
            unfinished.unlink(missing_ok=True)


def write_whole(place: Path, data: bytes) -> None:
    """Write a small file so that a reader sees the old one or the new one."""
    unfinished = place.with_name(f"{WRITING}{place.name}")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(place)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(place: Path) -> None:
    """Wait until a file is on the disk."""
    with place.open("rb") as file:
        os.fsync(file.fileno())
