"""A copy of everything recorded in one file, made while the site runs, and put back whole.

The file is a zip: `manifest.json` says what is in it, and one member for each table or database
carries the rows. A copy goes back into the kind of database that it was made from. The secret key
is not in it: after a restore elsewhere people sign in again.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import connection

from openpcn import __version__
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows.load_files.lock import only_load
from openpcn.workflows.upkeep import postgresql, sqlite
from openpcn.workflows.upkeep.versions import (
    applied_migrations,
    known_migrations,
    refuse_newer,
)

FORMAT = "openpcn copy 1"
MANIFEST = "manifest.json"
BLOCK = 1 << 20


class Store(Protocol):
    """How one kind of database gives its contents as files, and takes them back."""

    def take_out(self, folder: Path) -> None:
        """Write the contents into an empty folder."""

    def put_back(self, folder: Path, rows: Mapping[str, int]) -> None:
        """Replace the contents by a folder's, once they are proven to be what the rows say."""

    def count_rows(self, folder: Path) -> dict[str, int]:
        """How many rows each table has."""


STORES: dict[str, Store] = {"sqlite": sqlite, "postgresql": postgresql}


@dataclass(frozen=True, kw_only=True)
class KeptCopy:
    """What a copy holds, and where."""

    place: str
    made_at: datetime
    version: str
    rows: int
    size: int


def back_up(place: Path) -> KeptCopy:
    """Write a copy to `place`, whole or not at all; an existing file is not overwritten."""
    if place.exists():
        raise NotPossible(f"{place} exists already.", next_step="Name a file that does not.")
    with folder_in_state() as folder:
        contents = folder / "contents"
        contents.mkdir()
        store().take_out(contents)
        manifest = describe(contents)
        finished = folder / "copy.zip"
        write(finished, contents, manifest)
        hand_over(finished, place)
    return kept(place, manifest)


def restore(place: Path) -> tuple[KeptCopy, Path]:
    """Put a copy back once it is proven whole; also where a copy of what was there before is."""
    with folder_in_state() as folder, only_load(wait_seconds=10, waiting=lambda: None):
        manifest = read_manifest(place)
        refuse_other_database(place, manifest)
        unpack(place, manifest, folder)
        before = keep_present("before-restore")
        store().put_back(folder, manifest["rows"])
    return kept(place, manifest), before


def keep_present(why: str) -> Path:
    """Keep a copy of the present contents in the state folder; where it is."""
    folder = Path(settings.STATE) / "copies"
    folder.mkdir(mode=0o700, exist_ok=True)
    place = folder / f"{why}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.openpcn"
    back_up(place)
    return place


def store() -> Store:
    """The store of the database in use."""
    return STORES[connection.vendor]


@contextmanager
def folder_in_state() -> Iterator[Path]:
    """A folder of our own beside the data, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=settings.STATE, prefix="copying-") as made:
        yield Path(made)


def describe(contents: Path) -> dict[str, Any]:
    """The manifest of what was taken out."""
    return {
        "format": FORMAT,
        "version": __version__,
        "made_at": datetime.now(UTC).isoformat(),
        "database": connection.vendor,
        "migrations": sorted(applied_migrations()),
        "rows": store().count_rows(contents),
        "fingerprints": {file.name: fingerprint(file) for file in sorted(contents.iterdir())},
    }


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write(finished: Path, contents: Path, manifest: dict[str, Any]) -> None:
    """Write manifest and contents as one compressed file."""
    with zipfile.ZipFile(finished, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
        for name in manifest["fingerprints"]:
            archive.write(contents / name, name)


def hand_over(finished: Path, place: Path) -> None:
    """Put the finished file where it was asked for; nobody but the owner may read it."""
    unfinished = place.with_name(place.name + ".unfinished")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as target, finished.open("rb") as source:
            while block := source.read(BLOCK):
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        os.link(unfinished, place)
    except OSError as trouble:
        raise NotPossible(
            f"{place} could not be written: {trouble.strerror}.",
            next_step="Name a file in a folder that exists and has room.",
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)


def read_manifest(place: Path) -> dict[str, Any]:
    """What a copy says that it holds; anything that is not a copy is refused."""
    try:
        with zipfile.ZipFile(place) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    except FileNotFoundError:
        raise NotPossible(f"There is no file {place}.", next_step="Name a kept copy.") from None
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError):
        raise not_a_copy(place) from None
    if manifest.get("format") != FORMAT:
        raise not_a_copy(place)
    return manifest


def not_a_copy(place: Path) -> NotRight:
    """The file is something else, or damaged."""
    return NotRight(
        f"{place} is not a copy that `openpcn backup` made, or it is damaged.",
        next_step="Name another copy. Nothing was changed.",
    )


def refuse_other_database(place: Path, manifest: dict[str, Any]) -> None:
    """A copy goes back into the kind of database it came from, of this version or a newer one."""
    if manifest["database"] != connection.vendor:
        raise NotPossible(
            f"{place} was made from {manifest['database']}; this installation uses "
            f"{connection.vendor}.",
            next_step="Restore it where OPENPCN_DATABASE names the same kind of database.",
        )
    migrations = set(manifest["migrations"])
    refuse_newer(migrations, known_migrations(), str(place))
    if connection.vendor == "postgresql" and migrations != applied_migrations():
        raise NotPossible(
            f"{place} was made by version {manifest['version']}, whose tables differ from these.",
            next_step="Restore it with that version, then install this one and run "
            "`openpcn upgrade`.",
        )


def unpack(place: Path, manifest: dict[str, Any], folder: Path) -> None:
    """Unpack what the manifest names, and prove each file by its fingerprint."""
    try:
        with zipfile.ZipFile(place) as archive:
            for name, expected in manifest["fingerprints"].items():
                target = folder / Path(name).name
                with archive.open(name) as source, target.open("wb") as file:
                    while block := source.read(BLOCK):
                        file.write(block)
                if fingerprint(target) != expected:
                    raise not_a_copy(place)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError) as damaged:
        raise not_a_copy(place) from damaged


def kept(place: Path, manifest: dict[str, Any]) -> KeptCopy:
    """What a copy holds, in short."""
    return KeptCopy(
        place=str(place),
        made_at=datetime.fromisoformat(manifest["made_at"]),
        version=manifest["version"],
        rows=sum(manifest["rows"].values()),
        size=place.stat().st_size,
    )
