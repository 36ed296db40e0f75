"""Which files a folder holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpcn.kernel.errors import NotPossible


def files_in(place: Path) -> tuple[Path, ...]:
    """Every file under a folder by name, or the one file; hidden ones are left alone."""
    if place.is_file():
        return (place,)
    if not place.is_dir():
        raise NotPossible(
            f"There is no file or folder {place}.", next_step="Check the path and try again."
        )
    return tuple(sorted(_walk(place)))


def _walk(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry
