"""The folder of people's records: which practices it holds, and one writer at a time."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.records import VERSION
from openpcn.workflows.population.codebook import CodeBook
from openpcn.workflows.population.partitions import Partition, not_written, read_about
from openpcn.workflows.population.swapping import bring_back, sync_folder, write_whole

MANIFEST = "manifest.json"
LOCK = ".lock"
NOT_ASSURED = "OpenPCN is not assured as a medical device."
SYNTHETIC = "Synthetic: invented people, made by a program. Nobody in these records exists."


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a folder of records holds."""

    layout: str
    is_synthetic: bool
    """Whether every practice's records are invented."""
    label: str
    """What to say wherever the records are shown."""
    people: int
    events: int
    encounters: int
    first_on: date | None
    last_on: date | None
    practices: tuple[Partition, ...]


def held_in(records: Path) -> Held:
    """What is held, from the partitions themselves, in order of practice."""
    if not records.is_dir():
        raise NotFound(
            f"There is no folder {records}.",
            next_step="Make records with openpcn population generate, or load them.",
        )
    practices = tuple(read_about(records, code) for code in practices_in(records))
    days = [day for each in practices for day in (each.first_on, each.last_on) if day]
    invented = [each for each in practices if each.synthetic]
    return Held(
        layout=VERSION,
        is_synthetic=bool(practices) and len(invented) == len(practices),
        label=_label(len(invented), len(practices)),
        people=sum(each.people for each in practices),
        events=sum(each.events for each in practices),
        encounters=sum(each.encounters for each in practices),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        practices=practices,
    )


def practices_in(records: Path) -> tuple[str, ...]:
    """The codes of the practices whose records are whole and in place."""
    return tuple(
        sorted(
            each.name.removeprefix("practice=")
            for each in records.glob("practice=*")
            if (each / "partition.json").is_file()
        )
    )


@contextmanager
def only_writer(records: Path) -> Iterator[CodeBook]:
    """Be the one who writes; what a killed writer left is put right first, the manifest last."""
    try:
        records.mkdir(parents=True, exist_ok=True)
        lock = (records / LOCK).open("a")
    except OSError as trouble:
        raise not_written("any practice", records, trouble) from trouble
    with lock:
        try:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotPossible(
                f"Other records are being written to {records}.",
                next_step="Wait until that has ended, then do this again.",
            ) from None
        bring_back(records)
        try:
            yield CodeBook(records)
        finally:
            write_manifest(records)


def write_manifest(records: Path) -> None:
    """Write what is held, for people and programs that read the folder without us."""
    held = asdict(held_in(records)) | {"not_assured": NOT_ASSURED}
    try:
        write_whole(records / MANIFEST, (json.dumps(held, default=str, indent=1) + "\n").encode())
        sync_folder(records)
    except OSError as trouble:
        raise not_written("the manifest", records, trouble) from trouble


def _label(invented: int, practices: int) -> str:
    if invented == practices:
        return SYNTHETIC
    if invented:
        return f"{invented} of {practices} practices hold synthetic records."
    return ""
